package io.creditplatform.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.audit.AuditLog;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.console.Json;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/service.md are run as they stand there, by a shell. */
class HttpExamplesTest {

    @TempDir
    private Path home;

    @Test
    void examplesOfThePageWork() throws Exception {
        List<String> examples = SampleData.read(Path.of("..", "docs", "service.md"))
                .lines()
                .filter(line -> line.startsWith("$ curl "))
                .map(line -> line.substring(2))
                .toList();
        assertThat(examples).hasSize(7);
        Path folder = Files.createDirectory(home.resolve("extracts"));
        SampleData.copy("baseline", folder.resolve("2025-07-08"));
        DatabaseAddress address = TestDatabase.fresh(Database.SQLITE);
        CreditRunner credit = new CreditRunner(address);
        Path tokens = home.resolve("tokens");
        String token = credit.run("run", "--new-token", "nightly", "--tokens", tokens.toString())
                .out()
                .strip();
        assertThat(credit.run("run", "--new-token", "a b", "--tokens", tokens.toString())
                        .exitCode())
                .isEqualTo(2);
        assertThat(credit.run("run", "--new-token", "nightly").exitCode()).isEqualTo(2);
        List<String> answers = new ArrayList<>();
        try (RunningService service =
                new RunningService(home, address, "tokens: " + tokens + ", roots: " + folder, "")) {
            for (String example : examples) {
                ProcessBuilder builder = new ProcessBuilder("sh", "-c", example).directory(home.toFile());
                builder.environment().put("SERVICE", service.root());
                builder.environment().put("TOKEN", token);
                Process process = builder.redirectErrorStream(true).start();
                answers.add(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
                assertThat(process.waitFor()).as(example).isZero();
            }
        }
        assertThat(answers.get(0))
                .startsWith("{\"id\":1,\"kind\":\"import\",\"origin\":\"http\",\"requested_by\":\"nightly\"");
        assertThat(answers.get(1)).contains("event: job").contains("\"status\":\"succeeded\"");
        assertThat(Json.MAPPER
                        .readTree(answers.get(2))
                        .path("report")
                        .path("totals")
                        .path("read")
                        .asLong())
                .isEqualTo(1400);
        assertThat(answers.get(3)).startsWith("{\"id\":2,\"kind\":\"check\"");
        assertThat(Json.MAPPER.readTree(answers.get(4)).path("items").size()).isEqualTo(2);
        assertThat(Json.MAPPER.readTree(answers.get(5)).findValuesAsString("act"))
                .containsExactly("IMPORT", "TOKEN");
        assertThat(answers.get(6)).contains("\"/jobs/{id}/events\"");
        assertThat(TestDatabase.query(address, jdbc -> new AuditLog(Database.SQLITE, jdbc).newest(9))
                        .get(1)
                        .details())
                .startsWith("name=nightly, for jobs, file=");
    }
}
