package io.creditplatform.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.Metrics;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What those see who watch the service. */
class WatchingTest {

    @TempDir
    private Path home;

    @ParameterizedTest
    @EnumSource
    void healthAndMetricsAreThoseOfEachPart(Database database) throws Exception {
        DatabaseAddress address = TestDatabase.fresh(database);
        try (RunningService service = new RunningService(
                home.toRealPath(),
                address,
                "host: 127.0.0.1",
                "after-load: {check: {enabled: true}}\ndeadline: {by: '23:59'}")) {
            JsonNode health = health(service, 200);
            assertThat(health.path("status").asString()).isEqualTo("UP");
            JsonNode parts = health.path("components");
            assertThat(List.copyOf(parts.propertyNames()))
                    .contains("database", "schema", "inbox", "room", "deadline", "lastJob");
            assertThat(parts.at("/schema/details/schema_found").asString())
                    .isEqualTo(parts.at("/schema/details/schema_needed").asString())
                    .isNotEmpty();
            assertThat(parts.at("/lastJob/status").asString()).isEqualTo("UNKNOWN");
            assertThat(parts.at("/deadline/details/next").asString()).contains("T23:59");

            Path hidden = SampleData.copy("broken", home.resolve("inbox/.today"));
            Files.createFile(hidden.resolve("_SUCCESS"));
            Files.move(hidden, home.resolve("inbox/today"));
            until(() -> Files.exists(home.resolve("failed/today")));
            hidden = SampleData.copy("baseline", home.resolve("inbox/.next"));
            Files.createFile(hidden.resolve("_SUCCESS"));
            Files.move(hidden, home.resolve("inbox/next"));
            until(() -> Files.exists(home.resolve("archive/next")));
            parts = health(service, 200).path("components");
            assertThat(parts.at("/lastJob/details/kind").asString()).isEqualTo("IMPORT");
            assertThat(parts.at("/inbox/details/waiting").asInt()).isZero();

            Metrics metrics =
                    Metrics.of(service.send("/actuator/prometheus", null).body());
            metrics.requireSound();
            assertThat(metrics.series("credit_load_rows")
                            .filter(series -> series.contains("outcome=\"read\""))
                            .mapToDouble(metrics::value)
                            .sum())
                    .isEqualTo(1400);
            // The page of operations names nothing that is not told, if there is any of it.
            String page = SampleData.read(Path.of("..", "docs", "operations.md"));
            assertThat(Pattern.compile("\\bcredit_[a-z_]+(?=`)")
                            .matcher(page.substring(page.indexOf("| metric |")))
                            .results()
                            .map(MatchResult::group)
                            .filter(name ->
                                    !name.startsWith("credit_load_parts") && !name.equals("credit_load_rejections")))
                    .hasSizeGreaterThan(9)
                    .allMatch(metrics::knows);
            assertThat(metrics.series("spring_batch_job_seconds_count")
                            .filter(series -> series.contains("COMPLETED"))
                            .mapToDouble(metrics::value)
                            .sum())
                    .as("an import and the check after it")
                    .isEqualTo(2);
            assertThat(metrics.series("spring_batch_step_seconds_count"))
                    .anyMatch(series -> series.contains("stage-sellers"))
                    .anyMatch(series -> series.contains("publish"));
            assertThat(metrics.value("credit_load_late")).isZero();
            assertThat(metrics.value("credit_inbox_waiting")).isZero();
            assertThat(metrics.value("credit_notifications_waiting")).isZero();
            assertThat(metrics.value("credit_room_bytes{folder=\"archive\"}")).isPositive();
            assertThat(metrics.value("credit_load_age_seconds")).isNotNegative();

            Files.move(home.resolve("inbox"), home.resolve("unmounted"));
            assertThat(health(service, 503)
                            .at("/components/inbox/details/reason")
                            .asString())
                    .isEqualTo("The inbox is not there");
            assertThat(service.send("/actuator/health/liveness", null).statusCode())
                    .isEqualTo(200);
            assertThat(service.send("/actuator/health/readiness", null).statusCode())
                    .isEqualTo(503);
            Files.move(home.resolve("unmounted"), home.resolve("inbox"));
            assertThat(health(service, 200).path("status").asString()).isEqualTo("UP");
        }
    }

    private static void until(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(condition);
    }

    private static JsonNode health(RunningService service, int status) {
        HttpResponse<String> response = service.send("/actuator/health", null);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return RunningService.json(response);
    }
}
