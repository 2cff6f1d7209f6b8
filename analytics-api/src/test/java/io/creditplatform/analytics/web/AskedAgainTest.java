package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.Metrics;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ApplicationListener;
import org.springframework.web.context.support.ServletRequestHandledEvent;

/** What was asked before is answered the short way, and no client can tell but by the time. */
class AskedAgainTest {

    private static final String HEALTH = "/api/analytics/seller-health/1";

    @TempDir
    private Path folder;

    /** Requests that went the long way: those that Spring was handed. */
    private final AtomicInteger understood = new AtomicInteger();

    @ParameterizedTest
    @EnumSource
    void answersAreThoseOfTheLongWay(Database database) throws Exception {
        DatabaseAddress address = TestDatabase.baseline(database);
        try (TestServer server = TestServer.on(address)) {
            count(server);
            int different = 0;
            for (String path : List.of(
                    HEALTH,
                    HEALTH + "?currency=EUR",
                    "/api/dashboard/stats",
                    "/api/sellers?limit=2",
                    "/api/analytics/sellers?limit=3&direction=asc",
                    "/api/loads",
                    "/api/data-quality/runs")) {
                HttpResponse<String> first = server.get(path);
                assertThat(first.statusCode()).as(path).isEqualTo(200);
                requireUnderstood(++different);
                HttpResponse<String> again = server.get(path);
                assertThat(again.statusCode()).as(path).isEqualTo(200);
                assertThat(again.body()).as(path).isEqualTo(first.body());
                assertThat(headers(again)).as(path).isEqualTo(headers(first));

                String tag = first.headers().firstValue("ETag").orElseThrow();
                HttpResponse<String> known = server.get(path, "If-None-Match", "\"other\", " + tag);
                assertThat(known.statusCode()).as(path).isEqualTo(304);
                assertThat(known.body()).as(path).isEmpty();
                assertThat(known.headers().firstValue("ETag")).as(path).hasValue(tag);
                assertThat(server.get(path, "If-None-Match", "\"other\"").body())
                        .as(path)
                        .isEqualTo(first.body());
            }
            assertThat(server.get("/api/sellers/4711").statusCode()).isEqualTo(404);
            requireUnderstood(different + 1);
            Metrics metrics = Metrics.of(server.get("/actuator/prometheus").body());
            assertThat(metrics.series("http_server_requests_seconds_count")
                            .filter(series -> series.contains("uri=\"/api/analytics/seller-health/{seller_id}\""))
                            .mapToDouble(metrics::value)
                            .sum())
                    .isEqualTo(8);
        }
    }

    @ParameterizedTest
    @EnumSource
    void otherWordsAndOtherStatesGoTheLongWay(Database database) {
        DatabaseAddress address = TestDatabase.baseline(database);
        try (TestServer server = TestServer.on(address)) {
            count(server);
            HttpResponse<String> json = server.get("/api/sellers");
            HttpResponse<String> csv = server.get("/api/sellers", "Accept", "text/csv");
            assertThat(csv.body()).startsWith("seller_id,").isNotEqualTo(json.body());
            assertThat(server.get("/api/sellers").body()).isEqualTo(json.body());
            assertThat(server.get("/api/sellers", "Accept", "text/csv").body()).isEqualTo(csv.body());
            requireUnderstood(3); // what is sent as it is read is not kept
            assertThat(server.send("HEAD", "/api/sellers").body()).isEmpty();
            assertThat(server.send("POST", "/api/sellers").statusCode()).isEqualTo(405);
            assertThat(server.get("/api/sellers", "Accept", "image/png").statusCode())
                    .isEqualTo(406);
            requireUnderstood(6);

            // What is refused, and loads that may be gone by and by, are looked at each time.
            for (String path : List.of("/api/sellers?limit=0", "/api/sellers/4711", HEALTH + "?load=1")) {
                int status = server.get(path).statusCode();
                assertThat(server.get(path).statusCode()).as(path).isEqualTo(status);
            }
            requireUnderstood(12);

            String before = server.get(HEALTH).headers().firstValue("ETag").orElseThrow();
            new CreditRunner(address).importFolder(SampleData.folder("next-day"));
            HttpResponse<String> after = server.get(HEALTH, "If-None-Match", before);
            assertThat(after.statusCode()).isEqualTo(200);
            assertThat(after.headers().firstValue("ETag"))
                    .hasValueSatisfying(tag -> assertThat(tag).startsWith("\"2-"));
        }
    }

    @Test
    void whoMayNotAskGetsNothingThatOthersAskedFor() {
        Path tokens = folder.resolve("tokens");
        String token = TestServer.newToken(tokens);
        DatabaseAddress address =
                TestDatabase.copy(TestServer.ofBaseline(Database.SQLITE).address());
        try (TestServer server = TestServer.guarded(address, tokens)) {
            count(server);
            for (int i = 0; i < 2; i++) {
                assertThat(server.get(HEALTH, "Authorization", "Bearer " + token)
                                .statusCode())
                        .isEqualTo(200);
                assertThat(server.get(HEALTH).statusCode()).isEqualTo(401);
            }
            requireUnderstood(1);
        }
    }

    @Test
    void whatIsGoneIsNotAnsweredFromWhatIsKept() throws Exception {
        DatabaseAddress address =
                TestDatabase.copy(TestServer.ofBaseline(Database.SQLITE).address());
        try (TestServer server = TestServer.on(address)) {
            String kept = server.get(HEALTH).body();
            Path file = Objects.requireNonNull(address.file());
            Files.move(file, folder.resolve("away"));
            assertThat(ContractTest.problem(server.get(HEALTH), 503)
                            .get("detail")
                            .asString())
                    .startsWith("The database is not there yet.");
            Files.move(folder.resolve("away"), file);
            server.await(HEALTH, 200);
            assertThat(server.get(HEALTH).body()).isEqualTo(kept);
        }
    }

    private void count(TestServer server) {
        server.tell((ApplicationListener<ServletRequestHandledEvent>) event -> understood.incrementAndGet());
    }

    /** Spring tells of a request once its client may have read the answer. */
    private void requireUnderstood(int requests) {
        Awaitility.await("requests on the long way")
                .untilAsserted(() -> assertThat(understood).hasValue(requests));
    }

    private static Map<String, List<String>> headers(HttpResponse<String> response) {
        Map<String, List<String>> headers = new TreeMap<>(response.headers().map());
        headers.remove("date");
        return headers;
    }
}
