package io.creditplatform.analytics.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditplatform.analytics.AnalyticsProgram;
import io.creditplatform.analytics.web.TestServer;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.console.CommonOptions;
import io.creditplatform.console.OutputFolder;
import io.creditplatform.console.Progress;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.model.Currency;
import io.creditplatform.testing.Csv;
import io.creditplatform.testing.Digests;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an export holds, whatever the database and the format, and that there is a whole one or none. */
class ExportTest {

    private static final LocalDate DAY = LocalDate.parse("2025-10-06");

    @TempDir
    private Path folder;

    private record Result(int exitCode, String out, String err) {}

    @AfterEach
    void waitAsLongAsEver() {
        System.clearProperty("credit.busy-timeout");
    }

    @ParameterizedTest
    @EnumSource
    void amountsAddUpToTheExtractsOwn(Database database) throws Exception {
        ReadExport export = read(baseline(database), "csv");

        for (FeedDefinition feed : Feeds.all()) {
            Path raw = SampleData.folder("baseline").resolve(feed.fileName());
            if (!Files.exists(raw)) {
                assertThat(export.table(feed.name())).isEmpty();
                continue;
            }
            List<List<String>> lines = Csv.read(raw);
            assertThat(export.table(feed.name())).hasSize(lines.size() - 1);
            for (String column : export.fields(feed.name(), "type", "number")) {
                int index = lines.get(0).indexOf(column);
                if (index >= 0) {
                    assertThat(sum(export.table(feed.name()).stream().map(row -> row.get(column))))
                            .as(feed.name() + "." + column)
                            .isEqualByComparingTo(sum(lines.stream().skip(1).map(line -> line.get(index))));
                }
            }
        }
        assertThat(sum(export.table("credits").stream().map(row -> row.get("amount"))))
                .isEqualByComparingTo(sum(Csv.read(SampleData.folder("baseline").resolve("credits.csv")).stream()
                        .skip(1)
                        .map(line -> line.get(2))));
    }

    private static BigDecimal sum(Stream<String> amounts) {
        return amounts.map(amount -> new BigDecimal(amount).setScale(2, RoundingMode.HALF_EVEN))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @ParameterizedTest
    @EnumSource
    void tablesHaveTheirViewsColumns(Database database) throws Exception {
        DatabaseAddress address = baseline(database);
        ReadExport export = read(address, "csv");
        for (FeedDefinition feed : Feeds.all()) {
            List<String> columns = TestDatabase.query(address, jdbc -> jdbc.sql("SELECT * FROM " + feed.viewName())
                    .query(rows -> {
                        List<String> names = new ArrayList<>();
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            names.add(rows.getMetaData().getColumnName(i));
                        }
                        return names;
                    }));
            assertThat(names(export, feed.name())).containsExactlyInAnyOrderElementsOf(columns);
        }
    }

    private static JsonNode schema(ReadExport export, String table) {
        for (JsonNode resource : export.description().get("resources")) {
            if (resource.get("name").asString().equals(table)) {
                return resource.get("schema");
            }
        }
        throw new AssertionError(table);
    }

    private static List<String> names(ReadExport export, String table) {
        List<String> names = new ArrayList<>();
        schema(export, table)
                .get("fields")
                .forEach(field -> names.add(field.get("name").asString()));
        return names;
    }

    /** Whatever the server answers, taken apart here in a way of its own. */
    @ParameterizedTest
    @EnumSource
    void figuresAreTheServersAnswers(Database database) throws Exception {
        DatabaseAddress address = baseline(database);
        assertThat(new CreditRunner(address)
                        .run("check", "--as-of", DAY.toString())
                        .exitCode())
                .isZero();
        ReadExport export = read(address, "json");
        Map<String, List<Map<String, String>>> answered = new TreeMap<>();
        try (TestServer server = TestServer.on(address)) {
            for (JsonNode resource : export.description().get("resources")) {
                if (resource.has("endpoint")) {
                    String endpoint = resource.get("endpoint").asString();
                    String name = endpoint.substring("/api/".length()).replaceAll("[/?=_]", "-");
                    JsonNode answer = answer(server, endpoint);
                    answered.remove(name);
                    answered.keySet().removeIf(known -> known.startsWith(name + "-"));
                    takeApart(export, name, Map.of(), items(answer), answered);
                }
            }
        }
        Map<String, List<Map<String, String>>> exported = new TreeMap<>(export.tables());
        Feeds.all().forEach(feed -> exported.remove(feed.name()));
        assertThat(exported).hasSizeGreaterThan(15);
        exported.forEach((name, rows) ->
                assertThat(answered.getOrDefault(name, List.of())).as(name).isEqualTo(rows));
    }

    private static JsonNode answer(TestServer server, String endpoint) {
        for (String parameters :
                List.of("top=1000&limit=1000", "as_of=" + DAY + "&limit=1000", "as_of=" + DAY, "limit=1000")) {
            String path = endpoint + (endpoint.contains("?") ? "&" : "?") + parameters;
            if (server.get(path).statusCode() == 200) {
                return ReadExport.json(server.get(path).body());
            }
        }
        return ReadExport.json(server.get(endpoint).body());
    }

    private static JsonNode items(JsonNode answer) {
        return answer.isArray()
                ? answer
                : answer.has("items")
                        ? answer.get("items")
                        : JsonMapper.shared().createArrayNode().add(answer);
    }

    private static void takeApart(
            ReadExport export,
            String name,
            Map<String, String> outerKey,
            JsonNode items,
            Map<String, List<Map<String, String>>> tables) {
        List<Map<String, String>> rows = tables.computeIfAbsent(name, table -> new ArrayList<>());
        List<String> columns = names(export, name);
        for (JsonNode item : items) {
            Map<String, String> cells = new LinkedHashMap<>(outerKey);
            Map<String, JsonNode> lists = new LinkedHashMap<>();
            flatten("", item, cells, lists);
            Map<String, String> row = new LinkedHashMap<>();
            columns.forEach(column -> row.put(column, cells.getOrDefault(column, "")));
            assertThat(row.keySet()).containsAll(cells.keySet());
            rows.add(row);
            Map<String, String> key = new LinkedHashMap<>();
            ReadExport.texts(schema(export, name).path("primaryKey"))
                    .forEach(column -> key.put(column, row.get(column)));
            lists.forEach((list, inner) -> takeApart(export, name + "-" + list.replace('_', '-'), key, inner, tables));
        }
    }

    private static void flatten(
            String prefix, JsonNode object, Map<String, String> cells, Map<String, JsonNode> lists) {
        object.properties().forEach(property -> {
            JsonNode value = property.getValue();
            if (value.isArray()) {
                lists.put(property.getKey(), value);
            } else if (value.isObject()) {
                flatten(prefix + property.getKey() + ".", value, cells, lists);
            } else if (!value.isNull()) { // which may stand for an object, too
                cells.put(prefix + property.getKey(), value.asString());
            }
        });
    }

    @Test
    void formatsSayTheSame() throws Exception {
        DatabaseAddress address = baseline(Database.SQLITE);
        assertThat(read(address, "json").tables())
                .isEqualTo(read(address, "csv").tables());
    }

    @Test
    void databasesGiveTheSameBytesEachTime() throws Exception {
        List<Map<String, String>> exports = new ArrayList<>();
        for (Database database : Database.values()) {
            DatabaseAddress address = baseline(database);
            assertThat(new CreditRunner(address)
                            .run("check", "--as-of", DAY.toString())
                            .exitCode())
                    .isZero();
            TestDatabase.execute(
                    address,
                    "UPDATE loads SET started_at = '2025-10-06 01:00:00.000000', published_at = '2025-10-06 01:00:01.000000',"
                            + " duration_ms = 1000",
                    "UPDATE quality_runs SET finished_at = '2025-10-06 02:00:00.000000'");
            for (int time = 1; time <= 2; time++) {
                Path target = folder.resolve(database + "-" + time);
                assertThat(export(address, target.toString()).exitCode()).isZero();
                exports.add(ReadExport.files(target));
            }
        }
        assertThat(exports.get(0)).hasSizeGreaterThan(25);
        exports.forEach(export -> {
            assertThat(export.keySet()).isEqualTo(exports.get(0).keySet());
            export.forEach((file, content) ->
                    assertThat(content).as(file).isEqualTo(exports.get(0).get(file)));
        });
    }

    @ParameterizedTest
    @EnumSource
    void isAnExtractThatGivesTheSameTables(Database database) throws Exception {
        Path extract = SampleData.copy("baseline", folder.resolve("extract"));
        SampleData.replace(
                extract.resolve("sellers.csv"),
                "Brassmoth Trading",
                "\"=SUM(1), \"\"two\"\"\r\n+lines \u00e9\ud83d\ude00 \"");
        DatabaseAddress original = TestDatabase.fresh(database);
        assertThat(new CreditRunner(original)
                        .importFolder(extract, "--as-of", "2025-11-11")
                        .exitCode())
                .isZero();
        Path target = folder.resolve("export");
        assertThat(export(original, target.toString()).exitCode()).isZero();
        assertThat(ReadExport.of(target).table("sellers"))
                .extracting(row -> row.get("seller_name"))
                .contains("=SUM(1), \"two\"\r\n+lines \u00e9\ud83d\ude00 ");

        DatabaseAddress copy = TestDatabase.fresh(database);
        Path report = folder.resolve("report.json");
        assertThat(new CreditRunner(copy)
                        .importFolder(target, "--report", report.toString())
                        .exitCode())
                .isZero();
        JsonNode totals = JsonMapper.shared().readTree(report).get("totals");
        assertThat(totals.get("inserted").asInt())
                .isEqualTo(totals.get("read").asInt())
                .isEqualTo(SampleData.records("baseline"));
        assertThat(totals.get("rounded").asInt()).isZero();
        assertThat(Digests.ofFeeds(copy)).isEqualTo(Digests.ofFeeds(original));
        String day = "SELECT count(*) FROM loads WHERE CAST(data_day AS TEXT) = '2025-11-11'";
        assertThat(TestDatabase.number(original, day)).isOne();
        assertThat(TestDatabase.number(copy, day)).isOne();

        // What its description says of rows and bytes is held against the files.
        SampleData.append(
                target.resolve("leads.csv"),
                SampleData.lines(target.resolve("leads.csv")).get(1));
        Files.delete(target.resolve("api/analytics/approval-rates.csv"));
        CreditRunner.Result spoiled = new CreditRunner(copy).importFolder(target, "--force");
        assertThat(spoiled.exitCode()).isOne();
        assertThat(spoiled.err())
                .contains("leads.csv: it has 121 rows, the manifest says 120")
                .contains("leads.csv: its SHA-256 is ")
                .contains("api/analytics/approval-rates.csv: the manifest names it, but it is not there");
        assertThat(Digests.ofFeeds(copy)).isEqualTo(Digests.ofFeeds(original));
    }

    /** A load that is published after the first file is written shows in none of them. */
    @ParameterizedTest
    @EnumSource
    void belongsToOneState(Database database) throws Exception {
        DatabaseAddress address = baseline(database);
        Path before = folder.resolve("before");
        Path during = folder.resolve("during");
        assertThat(export(address, before.toString()).exitCode()).isZero();
        System.setProperty("credit.busy-timeout", "100"); // the load would like to shorten the log at its end

        write(address, during, (table, done, total) -> {
            if (done == 1) {
                assertThat(new CreditRunner(address)
                                .importFolder(SampleData.folder("next-day"))
                                .exitCode())
                        .isZero();
            }
        });

        assertThat(ReadExport.files(during)).isEqualTo(ReadExport.files(before));
        assertThat(read(address, "csv").table("sellers")).hasSize(15);
    }

    /** On a connection such as the command has. */
    private static void write(DatabaseAddress address, Path target, Progress progress) {
        CommonOptions options = new CommonOptions();
        new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true).parseArgs("--db", address.jdbcUrl());
        options.<Boolean>query(connection -> {
            Export export = new Export(address.database(), TableFormat.CSV, DAY, Currency.USD, progress, () -> false);
            try {
                OutputFolder.at(target).write(unfinished -> {
                    export.write(connection, unfinished);
                    return true;
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return true;
        });
    }

    @Test
    void emptyDatabaseGivesTablesWithoutRows() throws Exception {
        DatabaseAddress address = TestDatabase.fresh(Database.SQLITE);
        assertThat(new CreditRunner(address).run("db", "migrate").exitCode()).isZero();

        for (String format : List.of("csv", "json")) {
            ReadExport export = read(address, format);
            assertThat(export.table("credits")).isEmpty();
            assertThat(export.description().has("load_id")).isFalse();
        }
    }

    /** Of the reasons why a feed's rows were refused none has a key: the column may be missing. */
    @Test
    void primaryKeysTellRowsApart() throws Exception {
        DatabaseAddress address = baseline(Database.SQLITE);
        Path extract = Files.createDirectory(folder.resolve("managers"));
        Files.writeString(
                extract.resolve("senior_account_managers.csv"), "sam_id,sam_name,sam_email\nx,,a@x.example\ny,b\n");
        assertThat(new CreditRunner(address)
                        .run("import", extract.toString(), "--max-reject-rate", "100%")
                        .exitCode())
                .isZero();

        ReadExport export = read(address, "csv"); // which looks at each key

        assertThat(export.table("loads-feeds-rejections")).hasSize(3);
        assertThat(ReadExport.texts(schema(export, "loads-feeds-rejections").path("primaryKey")))
                .isEmpty();
        assertThat(ReadExport.texts(schema(export, "loads-feeds").path("primaryKey")))
                .containsExactly("load_id", "feed");
    }

    @Test
    void saysWhatItRestsOn() throws Exception {
        DatabaseAddress address = baseline(Database.SQLITE);
        Result result = export(address, folder.resolve("export").toString());
        assertThat(result.out())
                .contains("credits.csv ")
                .contains("       40 rows\n")
                .endsWith("as of 2025-10-06, in USD, load 1\n");
        JsonNode description = ReadExport.of(folder.resolve("export")).description();
        assertThat(description.get("load_id").asInt()).isEqualTo(1);
        assertThat(description.get("as_of").asString()).isEqualTo("2025-10-06");
        assertThat(description.get("currency").asString()).isEqualTo("USD");
        assertThat(description.get("published_at").asString())
                .isEqualTo(read(address, "json").table("loads").get(0).get("published_at"));
    }

    @Test
    void anotherDateGivesOtherFigures() throws Exception {
        DatabaseAddress address = baseline(Database.SQLITE);
        assertThat(export(address, folder.resolve("later").toString(), "--as-of", "2026-10-06")
                        .exitCode())
                .isZero();
        assertThat(ReadExport.of(folder.resolve("later")).table("analytics-portfolio-ageing"))
                .extracting(row -> row.get("bucket") + " " + row.get("credits"))
                .startsWith("not_due 0", "1-30 0", "31-60 0", "61-90 0");
    }

    /** Worked out by hand, as in CurrencyTest: 375 SAR, 10 EUR, 100 EUR and 50 USD are issued, and 100 AED without a rate. */
    @ParameterizedTest
    @EnumSource
    void figuresAreInTheCurrencyThatIsAskedForAndFeedsInTheirOwn(Database database) throws Exception {
        DatabaseAddress address = TestDatabase.fresh(database);
        assertThat(new CreditRunner(address)
                        .importFolder(SampleData.folder("currencies"), "--as-of", "2025-03-01")
                        .exitCode())
                .isZero();
        Path target = folder.resolve("euros");
        Result result = export(address, target.toString(), "--currency", "EUR");
        assertThat(result.out()).endsWith("as of 2025-10-06, in EUR, load 1\n");
        ReadExport export = ReadExport.of(target);
        assertThat(export.description().get("currency").asString()).isEqualTo("EUR");

        assertThat(export.table("analytics-account-managers")).singleElement().satisfies(manager -> assertThat(manager)
                .containsEntry("credit_volume", "246.36") // 90.91 + 10 + 100 + 45.45
                .containsEntry("currency", "EUR"));
        assertThat(export.table("analytics-account-managers-missing-rates"))
                .containsExactly(Map.of("am_id", "1", "from_currency", "AED", "to_currency", "EUR", "amounts", "1"));
        assertThat(export.table("analytics-portfolio-ageing"))
                .extracting(row -> row.get("outstanding") + " " + row.get("currency"))
                .containsExactly("0.00 EUR", "0.00 EUR", "0.00 EUR", "0.00 EUR", "236.36 EUR");
        assertThat(export.table("analytics-sellers"))
                .extracting(row -> row.get("seller_id") + " " + row.get("currency") + " "
                        + row.get("reported.current_balance") + " " + row.get("reported.currency"))
                .containsExactlyInAnyOrder("1 SAR 31.31 EUR", "2 EUR -5.00 EUR", "3 USD 8.63 EUR");
        assertThat(export.table("credits").get(0))
                .containsEntry("amount", "375.00")
                .containsEntry("currency", "SAR");

        assertThat(run("export", target.toString(), "--currency", "GBP").err())
                .contains("expected one of [USD, EUR, SAR, AED]", "but was 'GBP'");
    }

    @Test
    void refusesAFolderThatIsNotEmpty() throws Exception {
        DatabaseAddress address = baseline(Database.SQLITE);
        Path target = Files.createDirectory(folder.resolve("taken"));
        SampleData.write(target.resolve("note.txt"), "mine");

        assertThat(export(address, target.toString()))
                .isEqualTo(new Result(
                        2,
                        "",
                        "credit: " + target
                                + " is not empty, expected a folder that is empty or not there yet. Name another "
                                + "one, or remove it first; an earlier export gives way to --replace\n"
                                + "See `credit export --help`.\n"));
        assertThat(export(address, target.toString(), "--replace").err())
                .contains("or remove it first; --replace takes the place of an export only\n");
        assertThat(export(address, target.resolve("note.txt").toString()).err())
                .contains("is no folder that can be read");
        assertThat(ReadExport.files(target)).isEqualTo(Map.of("note.txt", "mine"));
    }

    @Test
    void replacesAnExport() throws Exception {
        DatabaseAddress address = baseline(Database.SQLITE);
        Path target = folder.resolve("export");
        assertThat(export(address, target.toString(), "--replace").exitCode()).isZero();
        assertThat(export(address, target.toString(), "--replace", "--format", "json")
                        .exitCode())
                .isZero();
        assertThat(ReadExport.of(target).table("sellers")).hasSize(12);
        assertThat(target.resolve("sellers.csv")).doesNotExist();
        assertNothingElse("export");
    }

    /** The same rows for people who open a file with a double-click, and for programs. */
    @Test
    void excelFindsItsSignOfUtf8AndNoFormulas() throws Exception {
        DatabaseAddress address = baseline(Database.SQLITE);
        TestDatabase.execute(
                address,
                "UPDATE sellers SET seller_name = '=2+3' WHERE seller_id = 1",
                "UPDATE sellers SET seller_name = 'Köln -1' WHERE seller_id = 2");
        Path target = folder.resolve("export");
        assertThat(export(address, target.toString()).exitCode()).isZero();
        List<String> plain = SampleData.lines(target.resolve("sellers.csv"));
        assertThat(export(address, target.toString(), "--replace", "--excel").exitCode())
                .isZero();
        List<String> guarded = SampleData.lines(target.resolve("sellers.csv"));
        assertThat(plain.get(0)).startsWith("seller_id,");
        assertThat(plain.get(1)).startsWith("1,=2+3,");
        assertThat(guarded.get(0)).isEqualTo("\uFEFF" + plain.get(0));
        assertThat(guarded.get(1)).isEqualTo(plain.get(1).replace("=2+3", "'=2+3"));
        assertThat(guarded.subList(2, guarded.size())).isEqualTo(plain.subList(2, plain.size()));
        assertThat(SampleData.read(target.resolve("credits.csv")).lines().skip(1))
                .noneMatch(line -> line.contains("'"));
        Result both = export(address, target.toString(), "--replace", "--excel", "--format", "json");
        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.err()).contains("--excel and --format json exclude each other, expected one of them");
    }

    @Test
    void leavesNothingWhenItIsStopped() throws Exception {
        DatabaseAddress address = baseline(Database.SQLITE);
        Path target = Files.createDirectory(folder.resolve("export"));
        try (Connection connection = Database.open(address, Database.Access.READ)) {
            Export export =
                    new Export(address.database(), TableFormat.CSV, DAY, Currency.USD, Progress.NONE, () -> true);
            assertThatThrownBy(() -> OutputFolder.at(target).write(unfinished -> {
                        export.write(connection, unfinished);
                        return true;
                    }))
                    .isInstanceOf(InterruptedIOException.class);
        }
        assertNothingElse("export");
        assertThat(target).as("it was there before").isEmptyDirectory();
    }

    /** A limit to the size of files stands for a full disk; SQLite would unpack its library under it. */
    @ParameterizedTest
    @EnumSource
    void leavesNothingWhenTheDiskIsFull(TableFormat format) throws Exception {
        DatabaseAddress address = baseline(Database.POSTGRESQL);
        Path target = folder.resolve("export");
        Path output = Files.createTempFile("export", ".txt");
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -f 16; exec \"$@\"",
                        "bash",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AnalyticsProgram.class.getName(),
                        "export",
                        target.toString(),
                        "--format",
                        format.code(),
                        "--db",
                        address.jdbcUrl())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();

        assertThat(SampleData.read(output))
                .contains("credit: cannot write the export " + target
                        + ": File too large. Nothing of it was kept; make room, " + "or choose another place.\n");
        assertThat(process.exitValue()).isEqualTo(1);
        assertNothingElse();
        Files.delete(output);
    }

    @Test
    void saysThatThereIsNoDatabase() {
        Path target = folder.resolve("export");
        Result result = run(
                "export", target.toString(), "--db", folder.resolve("none.db").toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("There is no database at ");
        assertThat(target).doesNotExist();
        assertThat(run("export", target.toString(), "--format", "xml").err())
                .contains("expected one of [CSV, JSON] (case-insensitive) but was 'xml'");
    }

    private void assertNothingElse(String... names) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(names);
        }
    }

    private static DatabaseAddress baseline(Database database) {
        return TestDatabase.baseline(database);
    }

    private ReadExport read(DatabaseAddress address, String format) throws Exception {
        Path target = Files.createTempDirectory(Path.of("target"), "export");
        assertThat(export(address, target.toString(), "--format", format).exitCode())
                .isZero();
        return ReadExport.of(target);
    }

    private static Result export(DatabaseAddress address, String target, String... options) {
        List<String> arguments = new ArrayList<>(List.of("export", target, "--db", address.jdbcUrl()));
        arguments.addAll(List.of(options));
        if (!arguments.contains("--as-of")) {
            arguments.addAll(List.of("--as-of", DAY.toString()));
        }
        return run(arguments.toArray(String[]::new));
    }

    private static Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine program = AnalyticsProgram.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        int exitCode = program.execute(arguments);
        return new Result(exitCode, out.toString(), err.toString());
    }
}
