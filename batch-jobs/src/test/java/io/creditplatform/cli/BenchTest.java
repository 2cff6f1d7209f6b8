package io.creditplatform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.testing.AtLength;
import io.creditplatform.testing.Benchmark;
import io.creditplatform.testing.Program;
import io.creditplatform.testing.SampleData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The benchmarks still run, and take nobody for a contender who has not loaded everything. */
class BenchTest {

    private static Benchmark bench;

    @TempDir
    private Path folder;

    @BeforeAll
    static void build(@TempDir Path checkout) throws IOException {
        Benchmark.requireTools();
        bench = new Benchmark(checkout, Map.of("batch-jobs", Start.class));
    }

    static List<String> scripts() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "bench"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> SampleData.read(file).startsWith("#!/usr/bin/env python3"))
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void everyScriptSaysHowItIsUsed(String script) throws IOException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder("../bench/" + script, "--help")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Program.Ended ended = Program.await(process, output);
        assertThat(ended.output()).startsWith("usage: bench/" + script + " [-h]");
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    @AtLength // no part of the program
    void timesContendersThatAllLoadTheSame() throws IOException {
        Path json = folder.resolve("figures.json");
        Program.Ended ended = run("loads", "--json", json.toString(), folderOf("baseline"));
        assertThat(ended.output())
                .contains(
                        "**" + SampleData.shown(SampleData.records("baseline")) + " rows, 0.1 MB**",
                        "| `credit import` | ",
                        "| pandas, no checks | ");
        assertThat(ended.exitCode()).isZero();
        assertThat(JsonMapper.shared()
                        .readTree(SampleData.read(json))
                        .at("/extracts/0/rounds/0")
                        .propertyNames())
                .filteredOn(name -> !name.equals("pandas")) // not everywhere
                .containsExactlyInAnyOrder(
                        "import", "sqlite3", "bare-jdbc", "plain-batch", "already-loaded", "forced", "start-up");
    }

    @Test
    @AtLength // no part of the program
    void endsWhereNotAllRowsAreLoaded() throws IOException {
        Program.Ended ended = run("loads", "--only", "import", folderOf("next-day"));
        assertThat(ended.output())
                .contains("`credit import` left 50 rows in credits, expected 53 as in")
                .doesNotContain("561 rows");
        assertThat(ended.exitCode()).isEqualTo(1);
    }

    @Test
    @AtLength // no part of the program
    void timesTheCheckRuleByRule() throws IOException {
        Program.Ended ended = run("checks", folderOf("baseline"));
        assertThat(ended.output())
                .contains(
                        "**" + SampleData.shown(SampleData.records("baseline")) + " rows, 0.1 MB**",
                        "| the load alone | ",
                        "| the check alone | ")
                .contains("| … profile | ", "| … invoice_arithmetic | ", "| … orphan_leads_seller_id | ")
                .containsPattern("Peak memory of the check: \\d+ MiB");
        assertThat(ended.exitCode()).isZero();
    }

    private static String folderOf(String sample) {
        return SampleData.folder(sample).toAbsolutePath().toString();
    }

    private Program.Ended run(String script, String... arguments) throws IOException {
        return bench.run(folder, script, arguments);
    }
}
