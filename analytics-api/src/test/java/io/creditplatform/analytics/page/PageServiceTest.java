package io.creditplatform.analytics.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.web.TestServer;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page says what the service does, whether it is there at all, and what to do next. */
class PageServiceTest {

    @RegisterExtension
    static final OpenPage PAGE = new OpenPage();

    private static final String INBOXES = "The service and its inbox";
    private static final String UNFINISHED = "What runs, waits or was stopped";

    @Test
    void withoutAServiceItSaysHowToStartOne() {
        PAGE.open("loads");
        PAGE.browser().run("document.querySelector('a[href=\"#/service\"]').click();");
        PAGE.browser().await("return document.querySelector('h1')?.textContent === 'Service';");
        PAGE.browser().settle();
        assertThat(PAGE.text("main"))
                .contains("No service has worked with this database yet.", "credit run starts it")
                .contains("Nothing went wrong so far.")
                .contains("Nothing runs, and nothing waits.")
                .contains("None has ended yet.");
    }

    @Test
    void saysWhatRunsAndWhoIsNotHeardOfAnyMore() {
        DatabaseAddress address = TestDatabase.baseline(Database.SQLITE);
        TestDatabase.execute(
                address,
                "INSERT INTO service_state VALUES ('/data/inbox', 'night', '2026-03-01 00:00:00', '9998-01-01 00:00:00', NULL, 2, 1,"
                        + " NULL, '2026-03-03 05:00:00', '2026-03-02 05:00:00')",
                "INSERT INTO service_jobs (job_id, job_key, kind, origin, requested_by, requested_from, request, status, requested_at,"
                        + " ended_at, load_id, message) VALUES"
                        + " (1, 'a', 'IMPORT', 'INBOX', 'service', 'inbox', '{\"directory\":\"2026-03-01\"}', 'FAILED',"
                        + " '2026-03-01 03:00:00', '2026-03-01 03:01:00', 1, 'It holds `links`.'),"
                        + " (2, 'b', 'IMPORT', 'HTTP', 'me', 'here', '{\"directory\":\"/x/2026-03-02\"}', 'RUNNING',"
                        + " '2026-03-02 03:00:00', NULL, NULL, NULL),"
                        + " (3, 'c', 'CHECK', 'SCHEDULE', 'service', 'schedule', '{}', 'QUEUED', '2026-03-02 04:00:00', NULL, NULL,"
                        + " NULL)",
                "INSERT INTO service_events (event_id, inbox, event_key, kind, happened_at, load_id, body) VALUES (1, '/data/inbox', 'a',"
                        + " 'FAILED', '2026-03-01 03:01:00', 1, '{\"about\": \"load 1 of 2026-03-01\", \"reasons\": [\"It holds links.\"],"
                        + " \"next_step\": \"Have the files themselves delivered.\"}')");
        try (TestServer server = TestServer.on(address)) {
            PAGE.browser().prefer("light", 1440);
            PAGE.browser().go(server.url("/#/service"));
            assertThat(PAGE.table(INBOXES))
                    .containsExactly(List.of(
                            "/data/inbox",
                            "Running",
                            "It runs since 2026-03-01 00:00 UTC.",
                            "2",
                            "1",
                            "2026-03-03 05:00",
                            "2026-03-02 05:00"));
            assertThat(PAGE.table("What somebody had to know"))
                    .containsExactly(List.of(
                            "load 1 of 2026-03-01",
                            "Failed",
                            "2026-03-01 03:01",
                            "It holds links.",
                            "Have the files themselves delivered."));
            assertThat(PAGE.table(UNFINISHED))
                    .containsExactly(
                            List.of("Job 2", "Import of 2026-03-02", "HTTP", "Running", "2026-03-02 03:00", "–", "–"),
                            List.of("Job 3", "Check", "Schedule", "Queued", "2026-03-02 04:00", "–", "–"));
            assertThat(PAGE.table("The last jobs"))
                    .containsExactly(List.of(
                            "Job 1",
                            "Import of 2026-03-01",
                            "Inbox",
                            "Failed",
                            "2026-03-01 03:01",
                            "Load 1",
                            "It holds links."));
            assertThat(PAGE.browser().barriers()).isEmpty();
            PAGE.browser().photograph("service");

            // It is killed: the view tells by itself once it is not heard of any more.
            TestDatabase.execute(address, "UPDATE service_state SET alive_until = '2026-03-02 05:03:00'");
            PAGE.browser()
                    .await("return document.getElementById('main').textContent.includes('has not: it was ended');");
            PAGE.browser().settle();
            assertThat(PAGE.table(INBOXES).get(0))
                    .contains(
                            "Silent",
                            "It should have said by 2026-03-02 05:03 UTC that it still runs, and has not: it was ended, or cannot write"
                                    + " to the database. credit run starts it; what it was at goes on.");
            assertThat(PAGE.table(UNFINISHED).get(0)).contains("Interrupted");
            TestDatabase.execute(
                    address,
                    "UPDATE service_state SET stopped_at = '2026-03-02 05:00:00', complete = NULL, arriving = NULL,"
                            + " obstacle = 'The inbox is not there'");
            PAGE.browser().go(server.url("/#/loads"));
            PAGE.browser().go(server.url("/#/service"));
            assertThat(PAGE.table(INBOXES).get(0))
                    .contains(
                            "Stopped",
                            "It was stopped at 2026-03-02 05:00 UTC. credit run starts it. The inbox is not there.",
                            "–");
        }
    }
}
