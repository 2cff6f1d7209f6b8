package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.Digests;
import io.creditplatform.testing.Metrics;
import io.creditplatform.testing.Program;
import io.creditplatform.testing.SampleData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows {@code docs/operations.md}: its commands do what it says, its files are what the programs that read them take. */
class OperationsGuideTest {

    private static final String PAGE = SampleData.read(Path.of("..", "docs", "operations.md"));

    @TempDir
    private Path folder;

    private static List<String> blocks(String language) {
        return Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(PAGE)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static String file(String name) {
        return Stream.of("ini", "yaml", "text")
                .flatMap(language -> blocks(language).stream())
                .filter(block -> block.lines().findFirst().orElse("").matches("# (.*/)?" + Pattern.quote(name)))
                .findFirst()
                .orElseThrow();
    }

    /** The database is open and written to while it is copied, as when it is served and loaded into. */
    @Test
    void backupIsRestoredByTheCommandsOfThePage() throws Exception {
        assumeTrue(Program.isThere("sqlite3"), "no sqlite3");
        DatabaseAddress address = DatabaseAddress.of(folder.resolve("credit.db"));
        CreditRunner credit = new CreditRunner(address);
        assertThat(credit.importFolder(SampleData.folder("baseline")).exitCode())
                .isZero();
        for (String name : List.of("archive", "failed")) {
            Files.createDirectory(folder.resolve(name));
        }
        Map<String, String> before = Digests.ofFeeds(address);
        int commands = 0;
        try (TestServer server = TestServer.on(address)) {
            assertThat(server.json("/api/loads/1").get("status").asString()).isEqualTo("COMPLETED");
            for (String line : blocks("console").stream().flatMap(String::lines).toList()) {
                assertThat(line).startsWith("$ ");
                if (line.contains("mkdir") && line.contains("aside")) { // what is restored is not what was there
                    assertThat(credit.importFolder(SampleData.folder("next-day"))
                                    .exitCode())
                            .isZero();
                    assertThat(Digests.ofFeeds(address)).isNotEqualTo(before);
                }
                run(line.substring(2));
                commands++;
            }
            assertThat(server.json("/api/loads").get("items")).hasSize(1);
        }
        assertThat(commands).isGreaterThan(12);
        assertThat(Digests.ofFeeds(address)).isEqualTo(before);
    }

    private void run(String command) throws IOException {
        if (command.startsWith("./credit ")) {
            String[] words = Arrays.stream(
                            command.substring("./credit ".length()).split(" ", -1))
                    .map(word -> word.endsWith(".db") ? folder.resolve(word).toString() : word)
                    .toArray(String[]::new);
            CreditRunner.Result result = CreditRunner.runAsGiven(words);
            assertThat(result.exitCode()).as(command + "\n" + result.err()).isZero();
            return;
        }
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Program.Ended ended = Program.await(process, output);
        assertThat(ended.exitCode()).as(command + "\n" + ended.output()).isZero();
    }

    /** Wherever a command stands, it is one that there is, with options that it has. */
    @Test
    void everyCommandCanBeRead() {
        List<String> commands = Pattern.compile("(?:/opt/credit/|\\./)credit ((?:[A-Za-z0-9@/=._-]+ ?)+)")
                .matcher(PAGE.replace('`', '\n'))
                .results()
                .map(found -> found.group(1).strip())
                .filter(command -> !command.startsWith("serve"))
                .toList();
        assertThat(commands).hasSizeGreaterThan(15);
        Stream.concat(commands.stream(), Stream.of("import /extract --log-format json"))
                .distinct()
                .forEach(command -> assertThat(CreditRunner.runAsGiven((command + " --help").split(" ", -1))
                                .exitCode())
                        .as(command)
                        .isZero());
        assertThat(file("cronjob.yaml")).contains("args: [\"import\", \"/extract\", \"--log-format\", \"json\"]");
        assertThat(blocks("crontab").get(0).lines().filter(line -> !line.matches("[A-Z_]+=.*")))
                .hasSize(3)
                .allMatch(line -> line.matches("([0-9*]+(-[0-9]+)? +){5}cd /var/lib/credit && /opt/credit/credit .*"));
    }

    @Test
    void systemdTakesTheUnits() throws Exception {
        assumeTrue(Program.isThere("systemd-analyze"), "no systemd-analyze");
        Path program = Files.createFile(folder.resolve("credit"));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        for (String name : List.of("credit.service", "credit-import.service", "credit-import.timer")) {
            Path unit = Files.writeString(
                    folder.resolve(name),
                    file(name).replace("/opt/credit/credit", program.toString()).replace("User=credit", "User=root"));
            Path output = folder.resolve("output.txt");
            Process process = new ProcessBuilder("systemd-analyze", "verify", "--man=no", unit.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            Program.Ended ended = Program.await(process, output);
            assertThat(ended.output().lines().filter(line -> line.contains(name)))
                    .as(ended.output())
                    .isEmpty();
        }
    }

    /** Names that nobody has would never be late, so each that is asked for must be told. */
    @Test
    void rulesAskForMetricsThatThereAre() throws Exception {
        Path rules = Files.writeString(folder.resolve("credit-rules.yml"), file("credit-rules.yml"));
        assertThat(Metrics.promtool("", "check", "rules", rules.toString()).filter(said -> said.contains("FAILED")))
                .isEmpty();
        Path configuration = Files.writeString(
                folder.resolve("prometheus.yml"),
                file("prometheus.yml").replace("/etc/prometheus/credit-token", rules.toString()));
        assertThat(Metrics.promtool("", "check", "config", configuration.toString())
                        .filter(said -> said.contains("FAILED")))
                .isEmpty();

        TestServer server = TestServer.ofCheckedBaseline(Database.SQLITE);
        server.get("/api/sellers");
        Metrics told = Metrics.of(server.get("/actuator/prometheus").body());
        // What the service alone tells is looked for by WatchingTest.
        List<String> toldByService = names("| metric of the service |", "As long as");
        assertThat(names("| metric |", "| metric of the service |"))
                .hasSizeGreaterThan(6)
                .allMatch(name -> isTold(told, name));
        assertThat(names("```yaml\n# credit-rules.yml", "```\n\n## When"))
                .hasSizeGreaterThan(7)
                .allMatch(name -> isTold(told, name) || toldByService.contains(name));
    }

    private static boolean isTold(Metrics told, String name) {
        return told.knows(name)
                || told.knows(name + "_bucket")
                || name.equals("credit_load_rejections") // nothing is rejected there
                || name.startsWith("credit_load_parts"); // and nothing staged in parts; MetricsTest has some of both
    }

    private static List<String> names(String begin, String end) {
        int at = PAGE.indexOf(begin);
        return Pattern.compile("\\b(?:credit|http|database)_[a-z_]+")
                .matcher(PAGE.substring(at, PAGE.indexOf(end, at)))
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }
}
