package io.creditplatform.analytics.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.web.TestServer;
import io.creditplatform.console.Json;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.TestDatabase;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the API tells of the service, and when that is another answer. */
class ServiceOverviewTest {

    private static final String PATH = "/api/service";

    @ParameterizedTest
    @EnumSource
    void tellsWhatTheServiceWroteAndWhatOfItChanges(Database database) {
        DatabaseAddress address = TestDatabase.baseline(database);
        try (TestServer server = TestServer.on(address)) {
            assertThat(server.json(PATH))
                    .as("without a service")
                    .isEqualTo(Json.MAPPER.readTree("{\"services\":[],\"jobs\":[],\"ended\":[],\"events\":[]}"));
            String sellers = tag(server, "/api/sellers");
            String before = tag(server, PATH);
            TestDatabase.execute(
                    address,
                    "INSERT INTO service_state VALUES ('/in', 'night', '2026-03-01 00:00:00', '2026-03-02 04:03:00', NULL, 2, 1,"
                            + " NULL, '2026-03-03 05:00:00', '2026-03-02 05:00:00')",
                    job(1, "IMPORT", "INBOX", "{\"directory\":\"2026-03-01\"}", "FAILED", "'2026-03-01 03:00:00'", 3),
                    job(2, "CHECK", "SCHEDULE", "{}", "QUEUED", "NULL", null),
                    job(3, "IMPORT", "HTTP", "{\"directory\":\"/x/y\"}", "RUNNING", "NULL", null),
                    event(1, "TEST", "this test"),
                    event(2, "FAILED", "load 3 of 2026-03-01"));
            assertThat(server.json(PATH)).isEqualTo(Json.MAPPER.readTree("""
                    {"services": [{"inbox": "/in", "host": "night", "started_at": "2026-03-01T00:00:00Z",
                        "alive_until": "2026-03-02T04:03:00Z", "stopped_at": null, "complete": 2, "arriving": 1, "obstacle": null,
                        "deadline": "2026-03-03T05:00:00Z", "late_since": "2026-03-02T05:00:00Z"}],
                     "jobs": [{"job_id": 3, "kind": "IMPORT", "origin": "HTTP", "directory": "/x/y", "status": "RUNNING",
                        "requested_at": "2026-03-01T02:00:00Z", "started_at": null, "ended_at": null, "load_id": null, "message": null},
                       {"job_id": 2, "kind": "CHECK", "origin": "SCHEDULE", "directory": null, "status": "QUEUED",
                        "requested_at": "2026-03-01T02:00:00Z", "started_at": null, "ended_at": null, "load_id": null, "message": null}],
                     "ended": [{"job_id": 1, "kind": "IMPORT", "origin": "INBOX", "directory": "2026-03-01", "status": "FAILED",
                        "requested_at": "2026-03-01T02:00:00Z", "started_at": null, "ended_at": "2026-03-01T03:00:00Z", "load_id": 3,
                        "message": null}],
                     "events": [{"happened_at": "2026-03-01T03:00:00Z", "kind": "FAILED", "about": "load 3 of 2026-03-01",
                        "load_id": null, "reasons": ["It is broken."], "next_step": "Mend it."}]}
                    """));
            String after = tag(server, PATH);
            assertThat(after).isNotEqualTo(before);
            assertThat(tag(server, PATH)).isEqualTo(after);
            for (String change : new String[] {
                "UPDATE service_state SET alive_until = '2026-03-02 04:04:00'",
                "UPDATE service_jobs SET status = 'STOPPED' WHERE job_id = 2",
                "DELETE FROM service_events WHERE event_id = 1"
            }) {
                TestDatabase.execute(address, change);
                String next = tag(server, PATH);
                assertThat(next).as(change).isNotEqualTo(after);
                after = next;
            }
            assertThat(tag(server, "/api/sellers")).as("rows are as they were").isEqualTo(sellers);
            HttpResponse<String> past = server.get(PATH + "?load=1");
            assertThat(past.statusCode()).isEqualTo(400);
            assertThat(past.body()).contains("Parameter 'load' is unknown here");
        }
    }

    private static String tag(TestServer server, String path) {
        return server.get(path).headers().firstValue("ETag").orElseThrow();
    }

    private static String job(
            int id, String kind, String origin, String request, String status, String endedAt, @Nullable Integer load) {
        return "INSERT INTO service_jobs (job_id, job_key, kind, origin, requested_by, requested_from, request, status, requested_at,"
                + " ended_at, load_id) VALUES (" + id + ", 'key " + id + "', '" + kind + "', '" + origin
                + "', 'me', 'here', '"
                + request + "', '" + status + "', '2026-03-01 02:00:00', " + endedAt + ", " + load + ")";
    }

    private static String event(int id, String kind, String about) {
        return "INSERT INTO service_events (event_id, inbox, event_key, kind, happened_at, body) VALUES (" + id
                + ", '/in', 'e" + id
                + "', '" + kind + "', '2026-03-01 03:00:00', '{\"about\": \"" + about
                + "\", \"reasons\": [\"It is broken.\"], \"next_step\": \"Mend it.\"}')";
    }
}
