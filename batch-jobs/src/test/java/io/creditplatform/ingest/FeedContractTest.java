package io.creditplatform.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.testing.Csv;
import io.creditplatform.testing.Digests;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every feed on every database; a new feed is tested by being there. */
class FeedContractTest {

    private static final Map<Database, DatabaseAddress> LOADED = new EnumMap<>(Database.class);

    static Stream<Arguments> feedsOnDatabases() {
        return Feeds.all().stream()
                .flatMap(feed -> Arrays.stream(Database.values()).map(database -> Arguments.of(feed.name(), database)));
    }

    /** The sample extract, loaded once for all tests that only look. */
    private static DatabaseAddress loaded(Database database) {
        return LOADED.computeIfAbsent(database, TestDatabase::baseline);
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("feedsOnDatabases")
    void tableIsWhatTheRecordSays(String name, Database database) throws SQLException {
        FeedDefinition feed = Feeds.named(name).orElseThrow();
        DatabaseAddress address = loaded(database);
        try (Connection connection = Database.open(address, Database.Access.READ)) {
            Map<String, Boolean> nullable = new TreeMap<>();
            Map<String, String> defaults = new TreeMap<>();
            try (ResultSet columns = connection.getMetaData().getColumns(null, connection.getSchema(), name, null)) {
                while (columns.next()) {
                    nullable.put(
                            columns.getString("COLUMN_NAME"),
                            columns.getString("IS_NULLABLE").equals("YES"));
                    String byDefault = columns.getString("COLUMN_DEF");
                    if (byDefault != null) {
                        defaults.put(columns.getString("COLUMN_NAME"), byDefault.replaceAll("^'|'(::text)?$", ""));
                    }
                }
            }
            Map<String, Boolean> expected = new TreeMap<>(Map.of("load_id", false, "line", true));
            feed.columns().forEach(column -> expected.put(column.tableName(), !column.required()));
            assertThat(nullable).isEqualTo(expected);

            Map<String, String> whenAbsent = new TreeMap<>();
            feed.columns().stream()
                    .filter(Column::isOptional)
                    .forEach(column -> whenAbsent.put(column.tableName(), String.valueOf(column.whenAbsent())));
            assertThat(defaults).isEqualTo(whenAbsent);

            Map<Integer, String> key = new TreeMap<>();
            try (ResultSet columns = connection.getMetaData().getPrimaryKeys(null, connection.getSchema(), name)) {
                while (columns.next()) {
                    key.put(columns.getInt("KEY_SEQ"), columns.getString("COLUMN_NAME"));
                }
            }
            assertThat(key.values())
                    .containsExactlyElementsOf(
                            feed.key().stream().map(Column::tableName).toList());

            Set<String> references = new TreeSet<>();
            try (ResultSet keys = connection.getMetaData().getImportedKeys(null, connection.getSchema(), name)) {
                while (keys.next()) {
                    references.add(keys.getString("FKCOLUMN_NAME") + "→" + keys.getString("PKTABLE_NAME"));
                }
            }
            Set<String> expectedReferences = new TreeSet<>();
            feed.references()
                    .forEach(column -> expectedReferences.add(
                            column.tableName() + "→" + Feeds.parentOf(column).name()));
            assertThat(references).isEqualTo(expectedReferences);
        }
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("feedsOnDatabases")
    void viewShowsTheFileAsItWasDelivered(String name, Database database) {
        FeedDefinition feed = Feeds.named(name).orElseThrow();
        List<List<String>> file = Csv.read(SampleData.folder("baseline").resolve(name + ".csv"));
        List<String> header = file.get(0);
        Set<String> delivered = new HashSet<>();
        file.subList(1, file.size()).forEach(cells -> delivered.add(canonical(feed, header, cells)));

        Set<String> shown =
                new HashSet<>(TestDatabase.query(loaded(database), jdbc -> jdbc.sql("SELECT * FROM " + feed.viewName())
                        .query((row, index) -> {
                            ResultSetMetaData columns = row.getMetaData();
                            List<String> names = new ArrayList<>();
                            List<String> cells = new ArrayList<>();
                            for (int i = 1; i <= columns.getColumnCount(); i++) {
                                names.add(columns.getColumnName(i));
                                String cell = row.getString(i);
                                cells.add(cell == null ? "" : cell);
                            }
                            assertThat(names).endsWith("load_id");
                            return canonical(feed, names, cells);
                        })
                        .list()));
        assertThat(shown).isEqualTo(delivered);
    }

    /** A row with each value in one way of writing, by means that the program does not use. */
    private static String canonical(FeedDefinition feed, List<String> names, List<String> cells) {
        Map<String, String> row = new TreeMap<>();
        for (Column column : feed.columns()) {
            String text = column.isOptional() && !names.contains(column.name())
                    ? String.valueOf(column.whenAbsent())
                    : cells.get(names.indexOf(column.name()));
            row.put(
                    column.name(),
                    text.isEmpty()
                            ? "null"
                            : switch (column.type().name()) {
                                case "money" ->
                                    new BigDecimal(text)
                                            .setScale(2, RoundingMode.HALF_EVEN)
                                            .toPlainString()
                                            .replaceFirst("^-0.00$", "0.00");
                                case "decimal" ->
                                    new BigDecimal(text).stripTrailingZeros().toPlainString();
                                case "date" -> LocalDate.parse(text).toString();
                                case "timestamp", "date or timestamp" -> timestamp(text);
                                default -> text;
                            });
        }
        return row.toString();
    }

    private static String timestamp(String text) {
        String full = (text.length() == 10 ? text + " 00:00:00" : text)
                .replace('T', ' ')
                .replace("Z", "");
        return java.sql.Timestamp.valueOf(full).toString();
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("feedsOnDatabases")
    void everySingleFeedCanBeLoadedAgainUnchanged(String name, Database database) {
        int rows =
                Csv.read(SampleData.folder("baseline").resolve(name + ".csv")).size() - 1;
        var before = Digests.ofFeeds(loaded(database));

        var result = new CreditRunner(loaded(database))
                .importFolder(SampleData.folder("baseline"), "--feeds", name, "--force");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .isEqualTo(String.format(
                        Locale.ROOT,
                        "%-23s %,11d read: %,d unchanged, 0 rejected%n%-23s %,11d read: %,d unchanged, 0 rejected%n",
                        name,
                        rows,
                        rows,
                        "total",
                        rows,
                        rows));
        assertThat(Digests.ofFeeds(loaded(database))).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("feedsOnDatabases")
    void rowWithoutItsKeyIsRejected(String name, Database database, @TempDir Path folder) {
        FeedDefinition feed = Feeds.named(name).orElseThrow();
        Path original = SampleData.folder("baseline").resolve(name + ".csv");
        List<String> lines = SampleData.lines(original);
        int keyIndex =
                List.of(lines.get(0).split(",")).indexOf(feed.key().get(0).name());
        String[] cells = lines.get(1).split(",", -1);
        cells[keyIndex] = "";
        SampleData.write(folder.resolve(name + ".csv"), lines.get(0) + "\n" + String.join(",", cells) + "\n");

        Path report = folder.resolve("report.json");
        var result = new CreditRunner(loaded(database)).importFolder(folder, "--report", report.toString());

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(SampleData.read(report))
                .contains("\"code\" : \"required\"")
                .contains("\"column\" : \"" + feed.key().get(0).name() + "\"");
    }
}
