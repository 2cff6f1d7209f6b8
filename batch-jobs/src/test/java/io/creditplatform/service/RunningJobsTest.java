package io.creditplatform.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.http.Tokens;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A job over HTTP while it runs, and requests that take their time. */
class RunningJobsTest {

    private static final int LEADS = 200_000;

    @TempDir
    private Path home;

    private String token = "";
    private String settings = "";

    @BeforeEach
    void makeToken() throws IOException {
        home = home.toRealPath();
        Path tokens = home.resolve("tokens");
        token = "Bearer " + Tokens.add(tokens, "nightly", Tokens.Use.JOBS);
        Files.createDirectory(home.resolve("data"));
        settings = "tokens: " + tokens + ", roots: " + home.resolve("data");
    }

    private JsonNode job(RunningService service) {
        return RunningService.json(service.send("/jobs/1", null, "Authorization", token));
    }

    @Test
    void runningJobIsStoppedAndGoesOnFromWhereItWas() {
        Path folder = SampleData.large(home.resolve("data/large"), LEADS);
        DatabaseAddress address = TestDatabase.fresh(Database.SQLITE);
        try (RunningService service = new RunningService(home, address, settings, "")) {
            service.send(
                    "/jobs/imports",
                    "{\"directory\": \"" + folder + "\", \"options\": {\"max_reject_rate\": \"1%\"}}",
                    "Authorization",
                    token);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> job(service).path("progress").path("done").asLong(0) > 0);
            assertThat(service.send("/jobs/1/stop", "", "Authorization", token).statusCode())
                    .isEqualTo(202);
            JsonNode stopped = service.over("/jobs/1", "Authorization", token);
            assertThat(stopped.path("status").asString()).as(stopped.toString()).isEqualTo("stopped");
            assertThat(stopped.path("message").asString()).isEqualTo("It was stopped; it can be resumed.");
            assertThat(stopped.path("load_id").asLong()).isEqualTo(1);
            assertThat(stopped.path("progress").isMissingNode()
                            || stopped.path("progress").isNull())
                    .isTrue();
            assertThat(TestDatabase.number(address, "SELECT count(*) FROM leads"))
                    .as("visible")
                    .isZero();
            assertThat(service.send("/jobs/1/stop", "", "Authorization", token).statusCode())
                    .isEqualTo(409);
            assertThat(service.send("/jobs/1/resume", "", "Authorization", token)
                            .statusCode())
                    .isEqualTo(202);
            JsonNode done = service.over("/jobs/1", "Authorization", token);
            assertThat(done.path("status").asString()).as(done.toString()).isEqualTo("succeeded");
            assertThat(done.path("message").isNull() || done.path("message").isMissingNode())
                    .as("what was said of the stop")
                    .isTrue();
            JsonNode leads = done.path("report").path("feeds").path(3);
            assertThat(leads.path("feed").asString()).isEqualTo("leads");
            assertThat(leads.path("read").asLong()).isEqualTo(LEADS);
            assertThat(leads.path("rejected").asLong()).isEqualTo(LEADS / 1000);
            assertThat(TestDatabase.number(address, "SELECT count(*) FROM leads"))
                    .isEqualTo(LEADS - LEADS / 1000);
            assertThat(TestDatabase.number(address, "SELECT count(*) FROM loads"))
                    .isEqualTo(1);
            assertThat(TestDatabase.number(address, "SELECT count(*) FROM rejected_rows"))
                    .isEqualTo(LEADS / 1000);
        }
    }

    /** Each byte comes soon after the one before, so that no limit on the time between two of them ends it. */
    @Test
    void bodyThatDripsIsNotWaitedForAndHoldsNobodyUp() throws Exception {
        DatabaseAddress address = TestDatabase.fresh(Database.SQLITE);
        try (RunningService service = new RunningService(home, address, settings, "")) {
            URI root = URI.create(service.root());
            try (Socket socket = new Socket(root.getHost(), root.getPort())) {
                OutputStream out = socket.getOutputStream();
                out.write(("POST /jobs/checks HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + token
                                + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
                        .getBytes(StandardCharsets.UTF_8));
                out.flush();
                InputStream in = socket.getInputStream();
                int bytes = 0;
                while (in.available() == 0 && bytes < 60) {
                    out.write(' ');
                    out.flush();
                    bytes++;
                    Thread.sleep(1000);
                }
                assertThat(new String(in.readNBytes(12), StandardCharsets.UTF_8))
                        .as("after %d bytes", bytes)
                        .isEqualTo("HTTP/1.1 408");
            }
            assertThat(service.send("/jobs/checks", "{}", "Authorization", token)
                            .statusCode())
                    .isEqualTo(202);
            assertThat(TestDatabase.number(address, "SELECT count(*) FROM service_jobs"))
                    .isEqualTo(1);
        }
    }
}
