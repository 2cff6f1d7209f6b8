package io.creditplatform.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.testing.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A row is known if the table has one that is alike in every value, and in no other case. */
class StoredRowsTest {

    private static final FeedDefinition MANAGERS =
            Feeds.named("senior_account_managers").orElseThrow();

    private static final String MANAGER =
            "INSERT INTO senior_account_managers (sam_id, sam_name, sam_email, load_id) VALUES ";

    private static List<Row> rows(Database database, Object[]... rows) {
        List<Row> accepted = new ArrayList<>();
        for (@Nullable Object[] row : rows) {
            accepted.add(new Row.Accepted(
                    accepted.size() + 2L,
                    Arrays.stream(row).map(database::sqlValue).toArray(),
                    0));
        }
        return accepted;
    }

    private static Object[] row(@Nullable Object... values) {
        return values;
    }

    /** The places of the rows that are known. */
    private static List<Integer> known(
            DatabaseAddress address, FeedDefinition feed, List<Column> delivered, List<List<Row>> blocks)
            throws SQLException {
        StoredRows stored = new StoredRows(feed, delivered, address.database());
        List<Integer> known = new ArrayList<>();
        try (Connection connection = Database.open(address, Database.Access.READ)) {
            List<BitSet> among = stored.among(blocks, connection);
            assertThat(among).hasSameSizeAs(blocks);
            int before = 0;
            for (int i = 0; i < blocks.size(); i++) {
                int offset = before;
                among.get(i).stream().forEach(place -> known.add(offset + place));
                before += blocks.get(i).size();
            }
        }
        return known;
    }

    private static List<Integer> known(DatabaseAddress address, FeedDefinition feed, List<Row> rows)
            throws SQLException {
        return known(address, feed, feed.columns(), List.of(rows));
    }

    @ParameterizedTest
    @EnumSource
    void textsAreAlikeToTheLetter(Database database) throws SQLException {
        DatabaseAddress address = TestDatabase.fresh(database);
        TestDatabase.execute(address, MANAGER + "(1, 'A', 'a@x', 1), (2, 'Ä€😀', '', 1), (-3, 'c', 'C@x', 1)");

        assertThat(known(
                        address,
                        MANAGERS,
                        rows(
                                database,
                                row(1L, "A", "a@x"),
                                row(1L, "a", "a@x"),
                                row(1L, "A ", "a@x"),
                                row(2L, "Ä€😀", ""),
                                row(2L, "A\u0308€😀", ""),
                                row(-3L, "c", "C@x"),
                                row(3L, "c", "C@x"),
                                row(11L, "A", "a@x"))))
                .containsExactly(0, 3, 5);
    }

    /** What stands between values and rows in the one text that all are fetched as must not make unlike rows alike. */
    @ParameterizedTest
    @EnumSource
    void charactersThatStandBetweenValuesDeceiveNobody(Database database) throws SQLException {
        DatabaseAddress address = TestDatabase.fresh(database);
        TestDatabase.execute(address, MANAGER + "(1, 'A\u001fB', 'C', 1), (3, 'x', 'y', 1)");
        assertThat(known(
                        address,
                        MANAGERS,
                        rows(database, row(1L, "A", "B\u001fC"), row(1L, "A\u001fB", "C"), row(3L, "x", "y"))))
                .containsExactly(2);

        TestDatabase.execute(address, MANAGER + "(4, 'q\u001e5\u001fr', 's', 1)");
        assertThat(known(address, MANAGERS, rows(database, row(4L, "q", "s"), row(5L, "r", "s"), row(3L, "x", "y"))))
                .isEmpty(); // row 3 might be known, but none is trusted that came with such a one
        assertThat(known(address, MANAGERS, rows(database, row(3L, "x", "y")))).containsExactly(0);
    }

    @ParameterizedTest
    @EnumSource
    void noValueIsNoneAndNothingElse(Database database) throws SQLException {
        FeedDefinition leads = Feeds.named("leads").orElseThrow();
        DatabaseAddress address = TestDatabase.fresh(database);
        insertLeads(address);
        List<Column> delivered =
                leads.columns().stream().filter(column -> !column.isOptional()).toList();
        Instant time = Instant.parse("2025-06-03T16:22:24.930100Z");
        assertThat(known(
                        address,
                        leads,
                        delivered,
                        List.of(rows(
                                database,
                                row(1L, 1L, time, 5L, "New", "Pending", null, null),
                                row(1L, 1L, time, 5L, "New", "Pending", "", null),
                                row(1L, 1L, time, 5L, "New", "Pending", "N", null),
                                row(2L, 1L, Instant.parse("2025-06-03T00:00:00Z"), 6L, "New", "Pending", "", null),
                                row(2L, 1L, Instant.parse("2025-06-03T00:00:00Z"), 6L, "New", "Pending", null, null),
                                row(
                                        2L,
                                        1L,
                                        Instant.parse("2025-06-03T00:00:00.000001Z"),
                                        6L,
                                        "New",
                                        "Pending",
                                        "",
                                        null),
                                row(3L, 1L, time, -7L, "New", "Pending", "N", null)))))
                .containsExactly(0, 3, 6);
    }

    private static void insertLeads(DatabaseAddress address) throws SQLException {
        TestDatabase.execute(
                address,
                MANAGER + "(1, 'A', 'a', 1)",
                "INSERT INTO account_managers (am_id, am_name, am_email, sam_id, load_id) VALUES (1, 'A', 'a', 1, 1)",
                "INSERT INTO sellers (seller_id, seller_name, market, signup_date, credit_limit_minor, avg_weekly_leads,"
                        + " initial_wallet_minor, am_id, sam_id, load_id) VALUES (1, 'S', 'GCC', '2025-01-01', 1, 1, 1, 1, 1, 1)");
        String lead = "INSERT INTO leads (lead_id, seller_id, created_at, amount_minor, status, shipping_status,"
                + " tracking_number, load_id) VALUES ";
        try (Connection connection = Database.open(address, Database.Access.WRITE);
                Statement statement = connection.createStatement()) {
            statement.execute(lead + "(1, 1, '2025-06-03 16:22:24.930100', 5, 'New', 'Pending', NULL, 1)");
            statement.execute(lead + "(2, 1, '2025-06-03 00:00:00.000000', 6, 'New', 'Pending', '', 1)");
            statement.execute(lead + "(3, 1, '2025-06-03 16:22:24.930100', -7, 'New', 'Pending', 'N', 1)");
        }
    }

    /** More than a function takes at once. */
    @ParameterizedTest
    @EnumSource
    void feedsMayHaveManyColumns(Database database) {
        List<String> values =
                IntStream.range(0, 250).mapToObj(value -> "v" + value).toList();
        String query = "SELECT "
                + StoredTexts.joined(
                        values.stream().map(value -> "'" + value + "'").toList());
        assertThat(TestDatabase.<String>query(
                        TestDatabase.fresh(database),
                        jdbc -> jdbc.sql(query).query(String.class).single()))
                .isEqualTo(String.join("\u001f", values));
    }

    /** Whatever lies in the table, memory holds what is fetched of it. */
    @ParameterizedTest
    @EnumSource
    void longTextsAreNotFetched(Database database) throws SQLException {
        DatabaseAddress address = TestDatabase.fresh(database);
        String most = "ü".repeat(500); // of 1,000 bytes
        TestDatabase.execute(address, MANAGER + "(1, '" + most + "', '', 1), (2, '" + most + "x', '', 1)");
        assertThat(known(address, MANAGERS, rows(database, row(1L, most, ""), row(2L, most + "x", ""))))
                .containsExactly(0);
    }

    @ParameterizedTest
    @EnumSource
    void rowsWithOneFirstPartOfTheKeyAreToldApart(Database database) throws SQLException {
        FeedDefinition rates = Feeds.named("exchange_rates").orElseThrow();
        DatabaseAddress address = TestDatabase.fresh(database);
        TestDatabase.execute(
                address,
                "INSERT INTO exchange_rates (from_currency, to_currency, rate, effective_date, load_id) VALUES"
                        + " ('EUR', 'USD', '1.10', '2025-01-01', 1), ('EUR', 'USD', '1.2', '2025-01-02', 1)");
        assertThat(known(
                        address,
                        rates,
                        rows(
                                database,
                                row("EUR", "USD", new BigDecimal("1.10"), LocalDate.parse("2025-01-01")),
                                row("EUR", "USD", new BigDecimal("1.2"), LocalDate.parse("2025-01-02")),
                                row("EUR", "USD", new BigDecimal("1.2"), LocalDate.parse("2025-01-03")),
                                row("GBP", "USD", new BigDecimal("1.2"), LocalDate.parse("2025-01-02")))))
                .containsExactly(0, 1);
    }

    /** Several blocks have been asked about when the first answer fails. */
    @ParameterizedTest
    @EnumSource
    void questionsThatFailLeaveTheConnectionFree(Database database) throws SQLException {
        DatabaseAddress address = TestDatabase.fresh(database);
        StoredRows stored = new StoredRows(MANAGERS, MANAGERS.columns(), database);
        List<List<Row>> blocks = LongStream.range(0, 8)
                .mapToObj(id -> rows(database, row(id, "n", "m")))
                .toList();
        try (Connection connection = Database.open(address, Database.Access.WRITE);
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE senior_account_managers RENAME TO elsewhere");
            connection.setAutoCommit(false);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> stored.among(blocks, connection))
                    .withMessageContaining("senior_account_managers");
            connection.rollback();
            statement.execute("ALTER TABLE elsewhere RENAME TO senior_account_managers");
            assertThat(stored.among(blocks, connection)).hasSize(8).allMatch(BitSet::isEmpty);
        }
    }

    private static void insertManagers(DatabaseAddress address, int last) {
        TestDatabase.execute(
                address,
                MANAGER
                        + String.join(
                                ", ",
                                IntStream.rangeClosed(1, last)
                                        .mapToObj(id -> "(" + id + ", 'n', 'm', 1)")
                                        .toList()));
    }

    /** Between the lowest and the highest key of a block the table has ten times as many rows, in the others as many. */
    @ParameterizedTest
    @EnumSource
    void findsRowsThatLieFarApart(Database database) throws SQLException {
        DatabaseAddress address = TestDatabase.fresh(database);
        insertManagers(address, 4_000);
        List<List<Row>> blocks = new ArrayList<>();
        for (int[] firstAndStep : new int[][] {{1, 1}, {301, 10}, {3_301, 1}, {3_601, 1}}) {
            blocks.add(rows(
                    database,
                    IntStream.range(0, 300)
                            .mapToObj(i -> row((long) (firstAndStep[0] + i * firstAndStep[1]), "n", "m"))
                            .toArray(Object[][]::new)));
        }
        assertThat(known(address, MANAGERS, MANAGERS.columns(), blocks))
                .containsExactlyElementsOf(IntStream.range(0, 1_200).boxed().toList());
    }

    /** One block is passed over after one with nothing known, and the next is looked at. Each has more keys than a small query. */
    @ParameterizedTest
    @EnumSource
    void looksAgainAfterBlocksWithNothingKnown(Database database) throws SQLException {
        DatabaseAddress address = TestDatabase.fresh(database);
        insertManagers(address, 3_000);
        List<List<Row>> blocks = new ArrayList<>();
        for (int first : new int[] {1, 300, 10_001, 11_001, 1_001, 1_301}) {
            Object[][] block = IntStream.range(first, first + 300)
                    .mapToObj(id -> row((long) id, "n", "m"))
                    .toArray(Object[][]::new);
            blocks.add(rows(database, block));
        }
        assertThat(known(address, MANAGERS, MANAGERS.columns(), blocks))
                .containsExactlyElementsOf(IntStream.concat(IntStream.range(0, 600), IntStream.range(1_200, 1_800))
                        .boxed()
                        .toList());
    }
}
