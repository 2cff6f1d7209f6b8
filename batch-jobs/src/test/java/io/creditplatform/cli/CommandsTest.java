package io.creditplatform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.console.StopSignal;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.Schema;
import io.creditplatform.feed.Feeds;
import io.creditplatform.testing.Program;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands as users and other programs meet them: what they print, and the exit codes. */
class CommandsTest {

    /** What an import of all feeds prints: a line for each, and the total. */
    private static final int LINES = Feeds.all().size() + 1;

    @TempDir
    private Path folder;

    private final DatabaseAddress address = TestDatabase.none(Database.SQLITE);
    private final CreditRunner credit = new CreditRunner(address);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            import                                   | Missing required parameter: 'DIR'
            import missing-folder                    | There is no folder
            import . --feeds seller                  | Unknown feed 'seller', expected one or more of exchange_rates, senior_account_managers,
            import . --max-reject-rate 5             | '5' is no share, expected one such as 5% or 0.05
            import . --max-reject-rate -1%           | '-1%' is no share, expected one such as 5% or 0.05
            import . --as-of 2025-02-30              | '2025-02-30' is not a date from 1000-01-01 to 9998-12-31, such as 2025-10-01
            import . --report ..                     | .. is a folder, expected the name of a file for the report
            import ../sample-data/baseline --report no/such/folder/report.json | There is no folder
            import ../sample-data                    | holds no feed's file, expected one or more of exchange_rates.csv
            import . --db jdbc:oracle:thin           | 'jdbc:oracle:thin' names no database, expected the name of a SQLite file
            import . --log-format xml                | expected one of [TEXT, JSON] (case-insensitive) but was 'xml'
            loads --limit 0                          | Invalid value for option '--limit': expected 1 or more, got 0
            loads --require-since 06:00              | '06:00' is no deadline, expected a time such as 2025-07-08T06:00Z
            loads --require-since 2025-02-30         | '2025-02-30' is no deadline
            loads --require-since 1h --db no-such.db | There is no database at no-such.db
            loads --db no-such.db                    | There is no database at no-such.db
            rejects --db no-such.db                  | There is no database at no-such.db
            resume --db no-such.db                   | There is no database at no-such.db
            db status --db no-such.db                | There is no database at no-such.db
            generate x --weeks 1                     | Missing required option: '--sellers=N'
            generate x --sellers 0 --weeks 1         | Invalid value for option '--sellers': expected 1 to 1000000, got 0
            generate x --sellers 1 --weeks 1001      | Invalid value for option '--weeks': expected 1 to 1000, got 1001
            generate x --sellers 1 --weeks x         | Invalid value for option '--weeks': 'x' is not a whole number
            generate x --sellers 1 --weeks 1 --defects 11% | Invalid value for option '--defects': expected 0% to 10%, got 11%
            generate ../sample-data --sellers 1 --weeks 1  | ../sample-data is not empty, expected a folder that is empty or not there yet
            generate pom.xml --sellers 1 --weeks 1   | pom.xml is no folder that can be read
            db                                       | Missing required subcommand
            frobnicate                               | Unmatched argument at index 0: 'frobnicate'
            """)
    void wrongUsageIsExplained(String arguments, String message) {
        var result = CreditRunner.runAsGiven(arguments.split(" "));
        assertThat(result.err()).contains(message).doesNotContain("\tat ");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(Path.of("no-such.db")).doesNotExist();
    }

    static Stream<String> commands() {
        return commands(Credit.commandLine(StopSignal.silent()), "");
    }

    /** The analytics API has tests of its own. */
    private static Stream<String> commands(CommandLine command, String name) {
        return Stream.concat(
                Stream.of(name.strip()),
                command.getSubcommands().entrySet().stream()
                        .filter(sub -> !Set.of("help", "serve", "export").contains(sub.getKey()))
                        .flatMap(sub -> commands(sub.getValue(), name + " " + sub.getKey())));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelpWithAnExample(String command) {
        var result = CreditRunner.runAsGiven((command + " --help").strip().split(" "));
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("Usage: credit " + command).contains("Example: credit " + command);
        if (!command.isEmpty() && !command.equals("db")) {
            assertThat(result.out()).contains("--quiet", "--log-format=text|json", "--color=auto|always|never");
            assertThat(result.out().contains("--db=FILE|URL"))
                    .isEqualTo(!Set.of("generate", "completion").contains(command));
        }
        assertThat(CreditRunner.runAsGiven(("help " + command).strip().split(" ")))
                .isEqualTo(result);
        assertThat(CreditRunner.runAsGiven(("--help " + command).strip().split(" ")))
                .isEqualTo(result);
        assertThat(CreditRunner.runAsGiven(("help " + command + " --help")
                        .strip()
                        .replaceAll(" +", " ")
                        .split(" ")))
                .isEqualTo(result);
    }

    /** Making all of them would lengthen each start. */
    @ParameterizedTest
    @MethodSource("commands")
    void noOtherCommandIsMade(String command) {
        List<String> names = command.isEmpty() ? List.of() : List.of(command.split(" "));
        CommandLine made = Credit.commandLine(
                StopSignal.silent(), names.isEmpty() ? new String[] {"--version"} : names.toArray(String[]::new));
        for (String name : names) {
            assertThat(made.getSubcommands()).containsOnlyKeys(name);
            made = Objects.requireNonNull(made.getSubcommands().get(name));
        }
        assertThat(made.getSubcommands().isEmpty()).isEqualTo(!command.equals("db"));
    }

    @Test
    void helpAboutWhatIsNoCommand() {
        var result = CreditRunner.runAsGiven("help", "frobnicate");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("'frobnicate'");
        assertThat(result.out()).isEmpty();
    }

    /** Words stand out on request, and only then, or where a terminal is; what they say stays the same. */
    @Test
    void wordsStandOutOnRequest() {
        assertThat(credit.importFolder(SampleData.folder("baseline"), "--color", "always")
                        .out())
                .contains("\u001B[1mtotal ")
                .contains("rejected\u001B[0m\n");
        var plain = credit.run("check", "--as-of", "2025-10-01");
        var strong = credit.run("check", "--as-of", "2025-10-01", "--color=always");
        assertThat(plain.out()).doesNotContain("\u001B");
        assertThat(strong.out()).startsWith("\u001B[1mentity ");
        assertThat(strong.out().replaceAll("\u001B\\[[0-9;]*m", "")).isEqualTo(plain.out());
        assertThat(CreditRunner.runAsGiven("loads", "--limit", "0", "--color=always")
                        .err())
                .startsWith("\u001B[1;31mcredit:\u001B[0m Invalid value for option '--limit'");
        assertThat(CreditRunner.runAsGiven("help", "loads", "--color", "always").out())
                .contains("\u001B[1m");
        assertThat(CreditRunner.runAsGiven("help", "loads").out()).doesNotContain("\u001B");
    }

    @Test
    void helpIsAsWideAsTheTerminal() {
        System.setProperty("credit.terminal.columns", "60");
        try {
            assertThat(CreditRunner.runAsGiven("help", "import").out().lines())
                    .allMatch(line -> line.length() <= 60)
                    .anyMatch(line -> line.length() > 50);
        } finally {
            System.clearProperty("credit.terminal.columns");
        }
    }

    @Test
    void fileThatIsNoDatabase() throws IOException {
        Path file =
                Files.writeString(folder.resolve("notes.txt"), "This is a text of more than a few bytes.\n".repeat(99));
        var result = CreditRunner.runAsGiven("import", "../sample-data/baseline", "--db", file.toString());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("the file is not a SQLite database");
        assertThat(file).hasContent("This is a text of more than a few bytes.\n".repeat(99));
    }

    @Test
    void databaseOfSomethingElse() {
        TestDatabase.execute(address, "CREATE TABLE recipes (name TEXT)");
        var result = credit.importFolder(SampleData.folder("baseline"));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("is a database of something else: it has the tables recipes");
    }

    @ParameterizedTest
    @EnumSource
    void databaseNewerOrOlderThanTheProgram(Database database) {
        DatabaseAddress other = TestDatabase.fresh(database);
        CreditRunner runner = new CreditRunner(other);
        assertThat(runner.run("db", "migrate").exitCode()).isZero();

        TestDatabase.execute(other, "UPDATE DATABASECHANGELOG SET ID = '500-future' WHERE ID = '320-day-of-data'");
        var newer = runner.importFolder(SampleData.folder("baseline"));
        assertThat(newer.exitCode()).isEqualTo(1);
        assertThat(newer.err()).contains("is newer than this program: it has 500-future");
        assertThat(runner.run("db", "status").out())
                .contains("unknown   500-future")
                .contains("newer than this program");
        assertThat(runner.run("db", "migrate").exitCode()).isEqualTo(1);

        TestDatabase.execute(
                other,
                "DELETE FROM DATABASECHANGELOG WHERE ID IN ('500-future', '320-day-of-data')",
                "ALTER TABLE loads DROP COLUMN data_day");
        var older = runner.importFolder(SampleData.folder("baseline"));
        assertThat(older.exitCode()).isEqualTo(1);
        assertThat(older.err())
                .contains("is older than this program: it lacks 320-day-of-data. Run `credit db migrate`.");
        assertThat(runner.run("db", "status").out()).contains("pending   320-day-of-data");
        assertThat(runner.run("db", "migrate").out())
                .endsWith(String.format("applied   320-day-of-data%nstate     current%n"));
        assertThat(runner.importFolder(SampleData.folder("baseline")).exitCode())
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    void statusAndHistoryTellTheVersion(Database database) {
        DatabaseAddress other = TestDatabase.baseline(database);
        CreditRunner runner = new CreditRunner(other);

        List<String> history = runner.run("db", "history").out().lines().toList();
        assertThat(runner.run("db", "status").out().lines().toList())
                .containsExactly(
                        "database  " + other + " (" + database.displayName() + ")",
                        "version   " + Schema.versions().get(Schema.versions().size() - 1),
                        "applied   " + history.size() + " change sets",
                        "pending   none",
                        "state     current",
                        "figures   belong to the rows");
        assertThat(history.get(0)).startsWith("010-spring-batch ");
        assertThat(history)
                .filteredOn(line -> line.startsWith("999-tag-v1"))
                .singleElement()
                .asString()
                .endsWith("tag v1");
    }

    @ParameterizedTest
    @EnumSource
    void correctedRejectsAreAnExtract(Database database) throws IOException {
        CreditRunner runner = new CreditRunner(TestDatabase.fresh(database));
        assertThat(runner.importFolder(SampleData.folder("broken"), "--max-reject-rate", "100%")
                        .exitCode())
                .isZero();
        Path corrected = Files.createDirectory(folder.resolve("corrected"));
        assertThat(runner.run("rejects", "--out", corrected.toString()).exitCode())
                .isZero();
        assertThat(SampleData.lines(corrected.resolve("sellers.csv")))
                .hasSize(3)
                .first()
                .isEqualTo("seller_id,seller_name,market,signup_date,credit_limit,avg_weekly_leads,initial_wallet,"
                        + "am_id,sam_id,line,reasons");

        SampleData.replace(corrected.resolve("sellers.csv"), "3,,LATAM", "3,New Name,LATAM");
        SampleData.replace(corrected.resolve("sellers.csv"), ",-250,", ",250,");
        SampleData.replace(corrected.resolve("credits.csv"), ",approved,", ",Approved,");
        SampleData.replace(corrected.resolve("leads.csv"), "3,77,", "3,1,");
        var again = runner.importFolder(corrected, "--feeds", "sellers,credits,leads");

        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out())
                .contains("sellers                           2 read: 2 inserted, 0 rejected")
                .contains("credits                           1 read: 1 inserted, 0 rejected")
                .contains("leads                             1 read: 1 inserted, 0 rejected");
    }

    @Test
    void rejectsCanBeNarrowedDown() {
        assertThat(credit.importFolder(SampleData.folder("broken"), "--max-reject-rate", "100%")
                        .exitCode())
                .isZero();
        assertThat(credit.importFolder(SampleData.folder("baseline")).exitCode())
                .isZero();

        assertThat(credit.run("rejects").err()).contains("Load 2 has no rejected rows.");
        var leads = credit.run("rejects", "--load", "1", "--feed", "leads");
        assertThat(leads.out().lines().toList())
                .containsExactly(
                        "lead_id,seller_id,created_at,amount,status,shipping_status,tracking_number,line,reasons",
                        SampleData.lines(SampleData.folder("broken").resolve("leads.csv"))
                                        .get(3)
                                + ",4,\"unknown-parent seller_id: got '77', expected the key of a row of sellers in the"
                                + " database or accepted in this load\"");
        Path file = folder.resolve("leads.csv");
        assertThat(credit.run("rejects", "--load", "1", "--feed", "leads", "--out", file.toString())
                        .exitCode())
                .isZero();
        assertThat(SampleData.read(file)).isEqualTo(leads.out());

        var unknownFeed = credit.run("rejects", "--load", "1", "--feed", "lead");
        assertThat(unknownFeed.exitCode()).isEqualTo(2);
        assertThat(unknownFeed.err()).contains("Load 1 has no feed 'lead', expected one of [senior_account_managers,");
        var unknownLoad = credit.run("rejects", "--load", "7");
        assertThat(unknownLoad.exitCode()).isEqualTo(2);
        assertThat(unknownLoad.err()).contains("There is no load 7");
        var oneFile = credit.run("rejects", "--load", "1", "--out", file.toString());
        assertThat(oneFile.exitCode()).isEqualTo(2);
        assertThat(oneFile.err()).contains("choose one with --feed, or name a folder that exists");
    }

    /** The published load is from 2025-07-08T05:00Z; what failed later does not count, nor does what was taken back. */
    @ParameterizedTest
    @EnumSource
    void loadInTimeIsRequired(Database database) {
        CreditRunner runner = new CreditRunner(TestDatabase.fresh(database));
        var none = runner.run("loads", "--require-since", "2025-07-08");
        assertThat(none.exitCode()).isEqualTo(5);
        assertThat(none.out().strip()).isEqualTo("no load in time");
        assertThat(none.err())
                .startsWith("credit: no load was published since 2025-07-08T00:00:00Z in ")
                .contains("; none is published. `credit loads` shows");

        assertThat(runner.importFolder(SampleData.folder("baseline")).exitCode())
                .isZero();
        assertThat(runner.importFolder(SampleData.folder("broken")).exitCode()).isEqualTo(3);
        assertThat(runner.run("loads", "--require-since", "24h").exitCode()).isZero();
        TestDatabase.execute(
                runner.address(), "UPDATE loads SET published_at = '2025-07-08 05:00:00.000000' WHERE load_id = 1");
        for (String met : List.of("2025-07-08", "2025-07-08T05:00Z", "2025-07-08T07:00+02:00")) {
            var result = runner.run("loads", "--require-since", met);
            assertThat(result.exitCode()).as(met).isZero();
            assertThat(result.out())
                    .startsWith("   1  COMPLETED  2025-07-08T05:00")
                    .hasLineCount(1);
        }
        for (String missed : List.of("2025-07-09", "2025-07-08T05:00:01Z", "2025-07-08T05:00-01:00", "90m", "2d")) {
            var result = runner.run("loads", "--require-since", missed, "--json");
            assertThat(result.exitCode()).as(missed).isEqualTo(5);
            assertThat(result.out().strip()).isEqualTo("[ ]");
            assertThat(result.err()).contains("; the newest is load 1, published at 2025-07-08T05:00:00Z. ");
        }
        assertThat(runner.run("undo").exitCode()).isZero();
        assertThat(runner.run("loads", "--require-since", "2025-07-08").exitCode())
                .isEqualTo(5);
    }

    @Test
    void loadsAreListedNewestFirst() {
        assertThat(credit.run("db", "migrate").exitCode()).isZero();
        assertThat(credit.run("loads").out().strip()).isEqualTo("no loads yet");
        assertThat(credit.importFolder(SampleData.folder("baseline"), "--as-of", "2025-10-01")
                        .exitCode())
                .isZero();
        assertThat(credit.importFolder(SampleData.folder("broken")).exitCode()).isEqualTo(3);

        List<String> lines = credit.run("loads").out().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .startsWith("   2  FAILED     ")
                .contains("11 rejected")
                .endsWith("broken");
        assertThat(lines.get(1)).contains("Nothing was published, since too many rows were rejected");
        assertThat(lines.get(2))
                .startsWith("   1  COMPLETED  ")
                .contains(SampleData.shown(SampleData.records("baseline")) + " read")
                .endsWith("baseline");
        assertThat(credit.run("loads", "--limit", "1").out().lines()).hasSize(2);

        JsonNode json =
                JsonMapper.shared().readTree(credit.run("loads", "--json").out());
        assertThat(json).hasSize(2);
        assertThat(json.get(1).get("load_id").asInt()).isEqualTo(1);
        assertThat(json.get(1).get("totals").get("inserted").asInt()).isEqualTo(SampleData.records("baseline"));
        assertThat(json.get(1).has("message")).isFalse();
        assertThat(json.get(0).get("published_at").isNull()).isTrue();
        assertThat(json.get(0).get("status").asString()).isEqualTo("FAILED");
    }

    @Test
    void jsonLogsAreJsonLineByLine() {
        Path output = folder.resolve("json.txt");
        Path extract = SampleData.copy("baseline", folder.resolve("extract"));
        SampleData.write(extract.resolve("unknown.csv"), "a\n");
        var ended = Program.await(
                Program.start(output, "import", extract.toString(), "--log-format", "json", "--db", address.jdbcUrl()),
                output);
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        List<String> logged =
                ended.output().lines().filter(line -> line.startsWith("{")).toList();
        assertThat(ended.output().lines()).hasSize(logged.size() + LINES);
        assertThat(logged.stream()
                        .map(line -> JsonMapper.shared().readTree(line))
                        .map(json -> json.get("level").asString() + " "
                                + json.get("formattedMessage").asString()))
                .anyMatch(line -> line.startsWith("WARN ") && line.contains("unknown.csv belongs to no feed"))
                .anyMatch(line -> line.startsWith("INFO Load 1 is published ("));
        assertThat(logged.stream().filter(line -> line.contains("Load 1 of ")).map(line -> JsonMapper.shared()
                        .readTree(line)
                        .at("/mdc/load_id")
                        .asString()))
                .containsExactly("1");

        Path failing = folder.resolve("failing.txt");
        var failed = Program.await(
                Program.start(failing, "import", folder.resolve("nowhere").toString(), "--log-format", "json"),
                failing);
        assertThat(failed.exitCode()).isEqualTo(2);
        assertThat(failed.output().lines()).singleElement().satisfies(line -> assertThat(
                        JsonMapper.shared().readTree(line).get("level").asString())
                .isEqualTo("ERROR"));
    }

    @Test
    void wrongUsageIsJsonForLogCollectors() {
        Path output = folder.resolve("usage.txt");
        var ended = Program.await(Program.start(output, "import", "--log-format", "json", "--frob"), output);
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(JsonMapper.shared().readTree(ended.output()).get("level").asString())
                .isEqualTo("ERROR");
    }

    @Test
    void reportGoesThroughLinksAndIntoPipes() throws IOException {
        Path real = Files.writeString(folder.resolve("real.json"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), real);
        assertThat(credit.importFolder(SampleData.folder("baseline"), "--report", link.toString())
                        .exitCode())
                .isZero();
        assertThat(link).isSymbolicLink();
        assertThat(SampleData.read(real)).contains("\"load_id\" : 1");
        // A device takes what it is given, and stays a device.
        assertThat(credit.importFolder(SampleData.folder("baseline"), "--report", "/dev/null")
                        .exitCode())
                .isZero();
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    @Test
    void generatedExtractIsSummedUp() {
        Path extract = folder.resolve("new").resolve("extract");
        var clean = CreditRunner.runAsGiven("generate", extract.toString(), "--sellers", "2", "--weeks", "3");
        assertThat(clean.err()).isEmpty();
        assertThat(clean.exitCode()).isZero();
        assertThat(clean.out())
                .contains("sellers                           2 rows")
                .contains("invoice_items                    30 rows")
                .endsWith("as of 2024-01-22, seed 1" + System.lineSeparator());
        assertThat(extract).isDirectoryContaining("glob:**/sellers.csv");
        var again = CreditRunner.runAsGiven("generate", extract.toString(), "--sellers", "2", "--weeks", "3");
        assertThat(again.exitCode()).isEqualTo(2);
    }

    @Test
    void generatorSaysHowToImportWhatItSpoiled() {
        Path extract = folder.resolve("extract");
        var spoiled = CreditRunner.runAsGiven(
                "generate", extract.toString(), "--sellers", "2", "--weeks", "3", "--defects", "1%", "--seed", "-5");
        assertThat(spoiled.out()).contains("seed -5");
        assertThat(spoiled.err()).contains("What was planted is listed in " + extract + ".planted.csv.");
        String rate = spoiled.err().replaceAll("(?s).*--max-reject-rate ([0-9]+%)\\..*", "$1");
        assertThat(credit.importFolder(extract).exitCode()).isEqualTo(3);
        assertThat(credit.importFolder(extract, "--max-reject-rate", rate).exitCode())
                .isZero();
    }

    @Test
    void extractThatCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        var result = CreditRunner.runAsGiven(
                "generate", file.resolve("extract").toString(), "--sellers", "2", "--weeks", "3");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("credit: cannot write the extract " + file)
                .contains("Nothing of it was kept");
    }

    @Test
    void quietImportPrintsResultsOnly() {
        var quiet = credit.importFolder(SampleData.folder("baseline"), "--quiet");
        assertThat(quiet.err()).isEmpty();
        assertThat(quiet.out().lines()).hasSize(LINES);
    }
}
