package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.Database;
import io.creditplatform.testing.ForeignSettings;
import io.creditplatform.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.Environment;

/** A server is where its command's options say, whatever else Spring Boot could be told of on this machine. */
class ServerStartTest {

    /** Those of {@code application.properties} beside the tests neither. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void settingsOfAnotherProgramAreNotRead(boolean writtenBeans) {
        assertThat(getClass().getResource("/application.properties")).isNotNull();
        try (ForeignSettings foreign = new ForeignSettings();
                TestServer server = TestServer.on(TestDatabase.fresh(Database.SQLITE), writtenBeans)) {
            assertThat(foreign.areSet()).isTrue();
            assertThat(server.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
            assertThat(server.bean("environment", Environment.class))
                    .satisfies(environment -> assertThat(System.getenv())
                            .allSatisfy((name, value) -> assertThat(environment.getProperty(name))
                                    .as(name)
                                    .isNull()))
                    .satisfies(environment -> assertThat(environment.getProperty("server.address"))
                            .isEqualTo("127.0.0.1"));
        }
    }
}
