package io.creditplatform.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.creditplatform.cli.Credit;
import io.creditplatform.testing.Program;
import io.creditplatform.testing.SampleData;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The benchmark {@code bench/api} still runs. Its peer needs packages from elsewhere and is left out. */
class ApiBenchTest {

    @TempDir
    private Path folder;

    /** Both halves of the program in one, as the launcher sees them. */
    static final class Launched {

        private Launched() {}

        public static void main(String[] arguments) {
            if (arguments[0].equals("serve")) {
                AnalyticsProgram.main(arguments);
            } else {
                Credit.main(arguments);
            }
        }
    }

    @Test
    void timesHealthAndDashboard() throws IOException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "bench/api reads CPU times from /proc");
        assumeTrue(
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                        .anyMatch(entry -> Files.isExecutable(Path.of(entry, "python3"))),
                "python3 is not on the PATH; bench/api needs it");
        Program.pack(folder, Launched.class);
        Path json = folder.resolve("figures.json");
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of("..", "bench", "api")
                                .toAbsolutePath()
                                .normalize()
                                .toString(),
                        "--rounds",
                        "1",
                        "--seconds",
                        "0.2",
                        "--connections",
                        "2",
                        "--only",
                        "api",
                        "--no-imports",
                        "--json",
                        json.toString(),
                        "--work",
                        folder.toString(),
                        SampleData.folder("baseline").toAbsolutePath().toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("CREDIT_APP", folder.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));

        Program.Ended ended = Program.await(builder.start(), output);

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("**1,400 rows, 12 sellers**", "| health | 2 | quiet | `credit serve` | ");
        JsonNode round = JsonMapper.shared().readTree(SampleData.read(json)).at("/databases/0/rounds/0");
        assertThat(round.propertyNames()).containsExactly("health 2 quiet api", "dashboard 2 quiet api");
        assertThat(round).allSatisfy(figures -> {
            assertThat(figures.get("errors").intValue()).isZero();
            assertThat(figures.get("requests").intValue()).isPositive();
        });
    }
}
