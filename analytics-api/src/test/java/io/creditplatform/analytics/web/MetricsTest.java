package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.Metrics;
import io.creditplatform.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Prometheus is told by the API. */
class MetricsTest {

    @ParameterizedTest
    @EnumSource
    void newestLoadIsTold(Database database) throws Exception {
        TestServer server = TestServer.ofCheckedBaseline(database);
        server.get("/api/sellers");
        String text = server.get("/actuator/prometheus").body();
        Metrics metrics = Metrics.of(text);
        assertThat(metrics.value("credit_load_rows{feed=\"sellers\",outcome=\"read\"}"))
                .isEqualTo(metrics.value("credit_load_rows{feed=\"sellers\",outcome=\"inserted\"}"))
                .isPositive();
        assertThat(metrics.series("credit_load_rows")
                        .filter(series -> series.contains("outcome=\"read\""))
                        .mapToDouble(metrics::value)
                        .sum())
                .isEqualTo(1400);
        double published = java.time.Instant.parse(
                                server.json("/api/loads/1").get("published_at").asString())
                        .toEpochMilli()
                / 1000.0;
        assertThat(metrics.value("credit_load_published_timestamp_seconds")).isEqualTo(published);
        assertThat(metrics.value("credit_load_age_seconds"))
                .isEqualTo(TestServer.CLOCK.instant().getEpochSecond() - published, within());
        assertThat(metrics.value("credit_load_duration_seconds")).isPositive();
        var scores = server.json("/api/data-quality/scorecard").get("items");
        assertThat(scores).isNotEmpty();
        for (var score : scores) {
            if (score.path("scope").asString().equals("all")) {
                assertThat(metrics.value("credit_quality_ratio{entity=\""
                                + score.path("entity").asString() + "\"}"))
                        .isEqualTo(
                                score.path("clean").asDouble()
                                        / score.path("total").asDouble(),
                                within());
            }
        }
        assertThat(metrics.series("http_server_requests_seconds_bucket")
                        .filter(series -> series.contains("uri=\"/api/sellers\"") && series.contains("status=\"200\"")))
                .hasSize(7);
        metrics.requireSound();
    }

    /** Of the load that workers stage, whatever was published before. */
    @ParameterizedTest
    @EnumSource
    void partsOfTheLoadThatRunsAreTold(Database database) throws Exception {
        DatabaseAddress address = TestDatabase.baseline(database);
        try (TestServer server = TestServer.on(address)) {
            assertThat(Metrics.of(server.get("/actuator/prometheus").body()).series("credit_load_parts"))
                    .isEmpty();
            String part =
                    "INSERT INTO load_parts (load_id, feed, part, is_last, from_byte, bytes, line, sha256, crc32c,"
                            + " \"read\", tries, is_done, claim) VALUES (1, 'leads', ";
            TestDatabase.execute(
                    address,
                    part + "1, 0, 0, 9, 1, 'x', 1, 500, 2, 1, 'a')",
                    part + "2, 0, 9, 9, 9, 'x', 1, 70, 1, 0, 'b')",
                    part + "3, 0, 18, 9, 19, 'x', 1, 3, 2, 0, NULL)",
                    part + "4, 1, 27, 9, 29, 'x', 1, 0, 0, 0, NULL)");
            Metrics metrics = Metrics.of(server.get("/actuator/prometheus").body());
            assertThat(metrics.value("credit_load_parts{state=\"done\"}")).isEqualTo(1);
            assertThat(metrics.value("credit_load_parts{state=\"running\"}")).isEqualTo(1);
            assertThat(metrics.value("credit_load_parts{state=\"waiting\"}")).isEqualTo(2);
            assertThat(metrics.value("credit_load_parts_read")).isEqualTo(573);
            assertThat(metrics.value("credit_load_parts_tried_again")).isEqualTo(2);
            metrics.requireSound();
        }
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(0.001);
    }

    @Test
    void nothingIsToldOfWhatIsNotThere() throws Exception {
        try (TestServer server = TestServer.on(TestDatabase.fresh(Database.SQLITE))) {
            Metrics metrics = Metrics.of(server.get("/actuator/prometheus").body());
            assertThat(List.of("credit_load_age_seconds", "credit_quality_ratio", "credit_load_rows"))
                    .allMatch(name -> metrics.series(name).findAny().isEmpty());
            metrics.requireSound();
        }
    }
}
