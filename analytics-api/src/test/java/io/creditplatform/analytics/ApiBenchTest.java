package io.creditplatform.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.creditplatform.testing.AtLength;
import io.creditplatform.testing.Benchmark;
import io.creditplatform.testing.Program;
import io.creditplatform.testing.SampleData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The benchmarks that need the API still run. The peer of {@code bench/api} needs packages from elsewhere and is left out. */
class ApiBenchTest {

    private static Benchmark bench;

    @TempDir
    private Path folder;

    @BeforeAll
    static void build(@TempDir Path checkout) throws IOException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "bench/api reads CPU times from /proc");
        Benchmark.requireTools();
        bench = new Benchmark(
                checkout, Map.of("batch-jobs", io.creditplatform.cli.Start.class, "analytics-api", Start.class));
    }

    @Test
    @AtLength // no part of the program
    void timesHealthDashboardAndLists() throws IOException {
        Path json = folder.resolve("figures.json");
        Program.Ended ended = run(
                "api",
                "--connections",
                "2",
                "--warm-up",
                "0.1",
                "--only",
                "api",
                "--no-imports",
                "--json",
                json.toString(),
                SampleData.folder("baseline").toAbsolutePath().toString());

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output())
                .contains(
                        "**" + SampleData.shown(SampleData.records("baseline")) + " rows, 12 sellers**",
                        "| health | 2 | quiet | `credit serve` | ");
        JsonNode database = JsonMapper.shared().readTree(SampleData.read(json)).at("/databases/0");
        assertThat(database.get("lists").propertyNames())
                .contains("/api/credits", "/api/analytics/sellers", "/api/loads")
                .doesNotContain("/api/dashboard/stats");
        JsonNode round = database.at("/rounds/0");
        assertThat(round.propertyNames()).containsExactly("health 2 quiet api", "dashboard 2 quiet api");
        assertThat(round).allSatisfy(figures -> {
            assertThat(figures.get("errors").intValue()).isZero();
            assertThat(figures.get("requests").intValue()).isPositive();
        });
        assertThat(database.get("lists"))
                .allSatisfy(servers ->
                        assertThat(servers.at("/api/errors").intValue()).isZero());
    }

    /** Beside itself, since another commit would have to be built. */
    @Test
    @AtLength // no part of the program
    void timesEachCommandAndAnswerBesideAnotherCheckout() throws IOException {
        Program.Ended ended = run(
                "against",
                bench.checkout().toString(),
                SampleData.folder("baseline").toAbsolutePath().toString());

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output())
                .contains("**" + SampleData.shown(SampleData.records("baseline")) + " rows**, rounds: 1")
                .contains("| import, first load | ", "| import, 1 % changed | ", "| undo | ", "| --version | ")
                .contains("| serve, to the first answer | ", "| health, first 0.2 s, a request | ")
                .contains("| dashboard, then 0.2 s, a request | ");
    }

    @Test
    void refusesAnotherCheckoutThatIsNone() throws IOException {
        Program.Ended ended = run("against", "nowhere");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output())
                .contains("got nowhere, expected a revision of this repository, or a folder with a checkout of it");
    }

    @Test
    @AtLength // no part of the program
    void timesTheWayToTheOtherVersionAndBackAndTheDashboardInTwoCurrencies() throws IOException {
        Program.Ended ended = run("migrate", "--sizes", "0.0016");

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output())
                .contains("| v2, as imported → v1 | ", "| v1 → v2 | ")
                .contains("| v2, as migrated → v1 | ", "| v1 → v2, again | ")
                .contains("| `?currency=USD` | ", "| `?currency=EUR` | ");
        try (Stream<Path> left = Files.walk(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .as("backups are removed")
                    .noneMatch(name -> name.endsWith(".bak"));
        }
    }

    private Program.Ended run(String script, String... arguments) throws IOException {
        String[] brief = Stream.concat(Stream.of("--seconds", "0.2"), Stream.of(arguments))
                .toArray(String[]::new);
        return bench.run(folder, script, brief);
    }
}
