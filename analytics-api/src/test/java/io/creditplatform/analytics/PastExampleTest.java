package io.creditplatform.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.web.TestServer;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.Documents;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shown of the past is followed, line for line, and comes out as it says. */
class PastExampleTest {

    @TempDir
    private Path folder;

    /** A command with the lines that are shown below it. */
    private record Shown(String command, List<String> lines) {}

    private static List<Shown> shown() {
        String section = Documents.section("The past");
        List<Shown> shown = new ArrayList<>();
        Pattern.compile("```console\n(.*?)```", Pattern.DOTALL)
                .matcher(section)
                .results()
                .flatMap(block -> block.group(1).lines())
                .forEach(line -> {
                    if (line.startsWith("$ ")) {
                        shown.add(new Shown(line.substring(2), new ArrayList<>()));
                    } else if (!line.startsWith("WARN")) { // logged, not printed
                        shown.get(shown.size() - 1).lines().add(line);
                    }
                });
        return shown;
    }

    @Test
    void documentShowsWhatHappens() throws Exception {
        SampleData.copy(
                "baseline", Files.createDirectory(folder.resolve("sample-data")).resolve("baseline"));
        DatabaseAddress address = TestDatabase.fresh(Database.SQLITE);
        CreditRunner credit = new CreditRunner(address);
        List<Shown> shown = shown();
        assertThat(shown).hasSizeGreaterThan(10);
        try (TestServer server = TestServer.on(address)) {
            for (Shown each : shown) {
                String said = run(each.command(), credit, server);
                assertThat(said).as(each.command()).matches(pattern(each.lines()));
            }
        }
    }

    private String run(String command, CreditRunner credit, TestServer server) throws Exception {
        if (command.startsWith("./credit ")) {
            CreditRunner.Result result = credit.run(command.replace("./credit ", "")
                    .replace(" --db past.db", "")
                    .replace("sample-data/", folder.resolve("sample-data") + "/")
                    .replace("tomorrow", folder.resolve("tomorrow").toString())
                    .split(" "));
            assertThat(result.exitCode()).as(command + result.err()).isZero();
            return result.out() + result.err();
        } else if (command.startsWith("curl ")) {
            return server.get(command.replaceAll(".*:8080([^']+)'", "$1")).body() + "\n";
        }
        Process shell = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(shell.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(shell.exitValue()).as(command).isZero();
        return "";
    }

    /** An ellipsis stands for what is left out, alone for whole lines; times are those of another day. */
    private static Pattern pattern(List<String> lines) {
        StringBuilder pattern = new StringBuilder();
        for (String line : lines) {
            if (line.equals("…")) {
                pattern.append("(?:.*\\R)*");
                continue;
            }
            String quoted = Pattern.quote(line)
                    .replace("…", "\\E.*\\Q")
                    .replaceAll("20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z(?=  | {8}|\\.|$|\\\\E)", "\\\\E\\\\S+Z\\\\Q")
                    .replaceAll("\\([0-9.]+ s\\)", "(\\\\E[0-9.]+\\\\Q s)");
            pattern.append(quoted).append("\\R");
        }
        return Pattern.compile(pattern.toString());
    }
}
