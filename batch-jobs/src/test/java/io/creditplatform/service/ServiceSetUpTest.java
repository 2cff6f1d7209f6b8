package io.creditplatform.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.Database;
import io.creditplatform.testing.ForeignSettings;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service is as credit.yaml says, whatever else Spring Boot could be told of on this machine. */
class ServiceSetUpTest {

    @TempDir
    private Path home;

    @Test
    void settingsOfAnotherProgramAreNotRead() throws IOException {
        try (ForeignSettings foreign = new ForeignSettings();
                RunningService service = new RunningService(
                        home.toRealPath(), TestDatabase.fresh(Database.SQLITE), "host: 127.0.0.1", "")) {
            assertThat(foreign.areSet()).isTrue();
            assertThat(service.root()).doesNotEndWith(":1");
            assertThat(service.send("/actuator/health", null).statusCode()).isEqualTo(200);
        }
    }
}
