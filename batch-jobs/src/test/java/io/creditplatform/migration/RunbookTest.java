package io.creditplatform.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.Digests;
import io.creditplatform.testing.Program;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every command of {@code docs/migrations.md}, from top to bottom, as somebody would who follows it. */
class RunbookTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    @Test
    void everyCommandOfTheRunbookDoesWhatItSays() throws Exception {
        DatabaseAddress database = DatabaseAddress.of(folder.resolve("credit.db"));
        CreditRunner credit = new CreditRunner(database);
        for (String sample : List.of("baseline", "next-day")) {
            assertThat(credit.importFolder(SampleData.folder(sample)).exitCode())
                    .isZero();
        }
        TestDatabase.execute(database, "UPDATE credits SET currency = 'EUR' WHERE credit_id = 3");
        assertThat(credit.run("db", "rebuild").exitCode()).isZero();
        Map<String, String> before = Digests.ofFeeds(database);
        int commands = 0;
        int queries = 0;
        String language = "";
        for (String line : SampleData.lines(ROOT.resolve("docs/migrations.md"))) {
            if (line.startsWith("```")) {
                language = line.substring(3);
            } else if (language.equals("console")) {
                assertThat(line).startsWith("$ ");
                run(line.substring(2));
                commands++;
            } else if (language.equals("sql")) {
                List<Map<String, Object>> rows = TestDatabase.query(
                        database,
                        jdbc -> jdbc.sql(line.replace(";", "")).query().listOfRows());
                assertThat(rows).as(line).isEmpty();
                queries++;
            }
        }
        assertThat(commands).isGreaterThan(10);
        assertThat(queries).isEqualTo(4);
        assertThat(Digests.ofFeeds(database)).isEqualTo(before);
    }

    private void run(String command) throws IOException {
        if (command.startsWith("./credit ")) {
            String[] arguments = Arrays.stream(
                            command.substring("./credit ".length()).split(" "))
                    .map(argument -> List.of("credit.db", "restored.db", "lost").contains(argument)
                            ? folder.resolve(argument).toString()
                            : argument)
                    .toArray(String[]::new);
            CreditRunner.Result result = CreditRunner.runAsGiven(arguments);
            assertThat(result.exitCode()).as(command + "\n" + result.err()).isZero();
            return;
        }
        boolean maven = command.startsWith("mvn ");
        String inFolder = maven
                ? command.replace("mvn ", "mvn -o -B -ntp ").replace("sqlite:", "sqlite:" + folder + "/")
                : command;
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder("sh", "-c", inFolder)
                .directory(maven ? ROOT.toFile() : folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Program.Ended ended = Program.await(process, output);
        assertThat(ended.exitCode()).as(command + "\n" + ended.output()).isZero();
    }
}
