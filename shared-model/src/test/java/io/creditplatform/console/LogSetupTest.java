package io.creditplatform.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.console.OutputOptions.LogFormat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What of the log gets to stderr, and in what form. */
class LogSetupTest {

    private static Logger own() {
        return LoggerFactory.getLogger("io.creditplatform.jobs");
    }

    /** Everything from information to errors, from the program itself and from the libraries it stands on. */
    private static void logSome() {
        own().debug("detail");
        own().info("Load {} is published", 7);
        own().warn("{} belongs to no feed", "hens.csv");
        own().error("no way on");
        LoggerFactory.getLogger("org.springframework.batch").warn("job is odd");
        LoggerFactory.getLogger("org.springframework.batch").error("step failed");
        LoggerFactory.getLogger("com.zaxxer.hikari").warn("pool closes");
        LoggerFactory.getLogger("org.elsewhere").info("hello");
        LoggerFactory.getLogger("org.elsewhere").warn("careful");
    }

    @Test
    void peopleGetWarningsAndErrorsAsLines() {
        try (Captured stderr = Captured.from(LogFormat.TEXT, false)) {
            logSome();
            assertThat(stderr.text().lines())
                    .containsExactly("WARN  hens.csv belongs to no feed", "ERROR no way on", "WARN  careful");
        }
    }

    @Test
    void peopleNeverGetStackTraces() {
        try (Captured stderr = Captured.from(LogFormat.TEXT, false)) {
            own().error("broken", new IllegalStateException("deep down"));
            assertThat(stderr.text()).isEmpty();
        }
    }

    @Test
    void collectorsGetJsonLineByLine() {
        try (Captured stderr = Captured.from(LogFormat.JSON, false)) {
            logSome();
            List<String> entries = new ArrayList<>();
            for (String line : stderr.text().lines().toList()) {
                JsonNode entry = JsonMapper.shared().readTree(line);
                entries.add(entry.path("level").asString() + " "
                        + entry.path("loggerName").asString() + " "
                        + entry.path("formattedMessage").asString());
                assertThat(entry.has("message")).isFalse();
                assertThat(entry.has("arguments")).isFalse();
            }
            assertThat(entries)
                    .containsExactly(
                            "INFO io.creditplatform.jobs Load 7 is published",
                            "WARN io.creditplatform.jobs hens.csv belongs to no feed",
                            "ERROR io.creditplatform.jobs no way on",
                            "ERROR org.springframework.batch step failed",
                            "WARN org.elsewhere careful");
        }
    }

    @Test
    void peopleGetNothingThatDrivesTheirTerminal() {
        try (Captured stderr = Captured.from(LogFormat.TEXT, false)) {
            own().warn("{} belongs to no feed", "hens\u001B[2J\u009B.csv");
            assertThat(stderr.text())
                    .isEqualTo("WARN  hens<U+001B>[2J<U+009B>.csv belongs to no feed" + System.lineSeparator());
        }
    }

    @Test
    void collectorsGetStackTracesWithinTheEntry() {
        try (Captured stderr = Captured.from(LogFormat.JSON, false)) {
            own().error("broken", new IllegalStateException("deep down"));
            assertThat(stderr.text().lines()).singleElement().satisfies(line -> {
                JsonNode failure = JsonMapper.shared().readTree(line).path("throwable");
                assertThat(failure.path("className").asString()).isEqualTo("java.lang.IllegalStateException");
                assertThat(failure.path("message").asString()).isEqualTo("deep down");
                assertThat(failure.path("stepArray").size()).isPositive();
            });
        }
    }

    @ParameterizedTest
    @EnumSource(LogFormat.class)
    void quietMeansErrorsOnlyFromTheProgram(LogFormat format) {
        try (Captured stderr = Captured.from(format, true)) {
            own().info("Load 7 is published");
            own().warn("hens.csv belongs to no feed");
            assertThat(stderr.text()).isEmpty();
            own().error("no way on");
            assertThat(stderr.text()).contains("no way on");
        }
    }
}
