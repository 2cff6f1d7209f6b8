package io.creditplatform.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.Database;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service is as credit.yaml says, whatever else Spring Boot could be told of on this machine. */
class ServiceSetUpTest {

    private static final Map<String, String> OF_ANOTHER_PROGRAM =
            Map.of("server.port", "1", "server.servlet.context-path", "/of-another-program");

    @TempDir
    private Path home;

    @BeforeEach
    void set() {
        OF_ANOTHER_PROGRAM.forEach(System::setProperty);
    }

    @AfterEach
    void clear() {
        OF_ANOTHER_PROGRAM.keySet().forEach(System::clearProperty);
    }

    @Test
    void settingsOfAnotherProgramAreNotRead() throws IOException {
        try (RunningService service =
                new RunningService(home.toRealPath(), TestDatabase.fresh(Database.SQLITE), "host: 127.0.0.1", "")) {
            assertThat(service.root()).doesNotEndWith(":1");
            assertThat(service.send("/actuator/health", null).statusCode()).isEqualTo(200);
        }
    }
}
