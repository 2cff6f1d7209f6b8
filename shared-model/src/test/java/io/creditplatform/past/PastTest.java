package io.creditplatform.past;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.creditplatform.database.Database;
import io.creditplatform.feed.Feeds;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Three loads, written down by hand as publishing leaves them: the first brings credits 1 and 2, the second changes credit 1 and
 * brings credit 3, the third changes credit 3 and is told that credit 2 is gone.
 */
class PastTest {

    private static final String CREDITS =
            "SELECT credit_id, amount_minor, status, load_id, line FROM credits ORDER BY credit_id";

    private static final List<String> AFTER_FIRST = List.of("1|10000|Approved|1|2", "2|20000|New|1|3");
    private static final List<String> AFTER_SECOND = List.of("1|10000|Paid|2|2", "2|20000|New|1|3", "3|30000|New|2|4");
    private static final List<String> AFTER_THIRD = List.of("1|10000|Paid|2|2", "3|33000|New|3|2");

    @TempDir
    private Path folder;

    private VersionedTables tables;

    @BeforeEach
    void load() throws SQLException {
        tables = new VersionedTables(folder);
        tables.run(
                "INSERT INTO loads (load_id, directory, published_at) VALUES (1, '/in/1', '2025-10-01 02:00:00'), (2, '/in/2', '2025-10-02 02:00:00.5'), "
                        + "(3, '/in/3', '2025-10-03 02:00:00')",
                "INSERT INTO load_feeds VALUES (1, 'credits', 'credits.csv', 'a1'), (2, 'credits', 'credits.csv.gz', 'b2'), "
                        + "(2, 'leads', 'leads.csv', 'c3'), (3, 'credits', 'credits.csv', 'd4')",
                credits("", "", "1, 7, 10000, 'Paid', 'USD', 2, 2", "3, 7, 33000, 'New', 'USD', 3, 2"),
                credits(
                        "_history",
                        ", ended_by, ended_as",
                        "1, 7, 10000, 'Approved', 'USD', 1, 2, 2, 'replaced'",
                        "2, 7, 20000, 'New', 'USD', 1, 3, 3, 'removed'",
                        "3, 7, 30000, 'New', 'USD', 2, 4, 3, 'replaced'"),
                "INSERT INTO seller_metrics (seller_id, credits, load_id) VALUES (7, 2, 3)",
                "INSERT INTO seller_metrics_history (seller_id, credits, load_id, ended_by, ended_as) VALUES "
                        + "(7, 2, 1, 2, 'replaced'), (7, 3, 2, 3, 'replaced')",
                "INSERT INTO rejected_rows VALUES (1), (3), (3)",
                "CREATE VIEW counted_v AS SELECT count(*) AS credits FROM credits");
    }

    private static String credits(String suffix, String more, String... rows) {
        return "INSERT INTO credits" + suffix + " (credit_id, seller_id, amount_minor, status, currency, load_id, line"
                + more + ") VALUES (" + String.join("), (", rows) + ")";
    }

    @AfterEach
    void close() throws SQLException {
        tables.close();
    }

    @Test
    void everyTableThatKnowsItsLoadHasVersions() {
        assertThat(VersionedTable.all())
                .extracting(VersionedTable::name)
                .containsSubsequence("sellers", "credits", "credit_chat", "seller_metrics", "missing_rates");
        assertThat(VersionedTable.all())
                .filteredOn(table -> table.name().equals("exchange_rates"))
                .singleElement()
                .satisfies(table -> {
                    assertThat(table.columns())
                            .isEqualTo("from_currency, to_currency, effective_date, rate, load_id, line");
                    assertThat(table.history()).isEqualTo("exchange_rates_history");
                    assertThat(table.sameKey("a", "b"))
                            .isEqualTo("a.from_currency = b.from_currency AND a.to_currency = b.to_currency"
                                    + " AND a.effective_date = b.effective_date");
                });
    }

    @Test
    void namesStandForTheTablesAsTheyWere() throws SQLException {
        PastState.standIn(tables.connection, Database.SQLITE, 2);
        assertThat(tables.rows(CREDITS)).isEqualTo(AFTER_SECOND);
        assertThat(tables.rows("SELECT credits, load_id FROM seller_metrics")).containsExactly("3|2");
        assertThat(tables.rows("SELECT * FROM counted_v")).as("views, too").containsExactly("3");
        assertThat(tables.rows("SELECT load_id FROM loads")).containsExactly("1", "2");
        assertThat(history("1")).as("and what was the past then").hasSize(2);
        assertThat(history("3")).singleElement().satisfies(version -> {
            assertThat(version.loadId()).isEqualTo(2);
            assertThat(version.endedBy()).isNull();
        });
        assertThat(tables.rows("SELECT count(*) FROM rejected_rows")).containsExactly("1");
    }

    @Test
    void firstLoadHasAPastToo() throws SQLException {
        PastState.standIn(tables.connection, Database.SQLITE, 1);
        assertThat(tables.rows(CREDITS)).isEqualTo(AFTER_FIRST);
        assertThat(tables.rows("SELECT credits, load_id FROM seller_metrics")).containsExactly("2|1");
    }

    @Test
    void newestStateIsThePresent() throws SQLException {
        PastState.standIn(tables.connection, Database.SQLITE, 3);
        assertThat(tables.rows(CREDITS)).isEqualTo(AFTER_THIRD);
    }

    @Test
    void aQueryCanAskAboutAnEarlierStateOnAConnectionThatSeesALaterOne() throws SQLException {
        PastQueries first = PastQueries.told(tables.connection, Database.SQLITE, 1);
        assertThat(tables.rows(first.of(CREDITS))).isEqualTo(AFTER_FIRST);
        assertThat(tables.rows(CREDITS)).isEqualTo(AFTER_THIRD);
        assertThat(
                        tables.rows(
                                PastQueries.told(tables.connection, Database.SQLITE, 2)
                                        .of(
                                                "WITH two AS (SELECT 2 AS n) SELECT c.credits, m.credits, n FROM counted_v c, seller_metrics m, two")))
                .as("views and derived tables, and queries that have names of their own")
                .containsExactly("3|3|2");
        assertThat(first.of("SELECT 1")).isEqualTo("SELECT 1");
        PastState.standIn(tables.connection, Database.SQLITE, 2);
        assertThat(tables.rows(
                        PastQueries.told(tables.connection, Database.SQLITE, 1).of(CREDITS)))
                .as("within a past state, too")
                .isEqualTo(AFTER_FIRST);
        assertThat(tables.rows(CREDITS)).isEqualTo(AFTER_SECOND);
    }

    @Test
    void undoTakesBackALoadAfterTheOther() throws SQLException {
        Undo third = new Undo(tables.connection, 3);
        List<Undo.Change> ofThird =
                List.of(new Undo.Change("credits", 0, 1, 1), new Undo.Change("seller_metrics", 0, 1, 0));
        assertThat(third.preview()).filteredOn(change -> !change.isNothing()).isEqualTo(ofThird);
        assertThat(tables.rows(CREDITS)).as("a preview changes nothing").isEqualTo(AFTER_THIRD);
        assertThat(third.run()).filteredOn(change -> !change.isNothing()).isEqualTo(ofThird);
        assertThat(tables.rows(CREDITS)).isEqualTo(AFTER_SECOND);
        assertThat(tables.rows("SELECT credit_id, ended_by FROM credits_history"))
                .containsExactly("1|2");

        assertThat(new Undo(tables.connection, 2).run())
                .filteredOn(change -> !change.isNothing())
                .containsExactly(new Undo.Change("credits", 1, 1, 0), new Undo.Change("seller_metrics", 0, 1, 0));
        assertThat(tables.rows(CREDITS)).isEqualTo(AFTER_FIRST);
        assertThat(tables.rows("SELECT credits, load_id FROM seller_metrics")).containsExactly("2|1");
        assertThat(tables.rows("SELECT * FROM credits_history")).isEmpty();

        assertThat(new Undo(tables.connection, 1).preview())
                .filteredOn(change -> change.table().equals("credits"))
                .containsExactly(new Undo.Change("credits", 2, 0, 0));
    }

    private List<RowVersion> history(String key) throws SQLException {
        return new RowHistory(tables.connection, Database.SQLITE)
                .of(Feeds.named("credits").orElseThrow(), key);
    }

    @Test
    void rowTellsItsVersions() throws SQLException {
        assertThat(history("1"))
                .containsExactly(
                        new RowVersion(
                                1,
                                "/in/1",
                                "credits.csv",
                                "a1",
                                2L,
                                Instant.parse("2025-10-01T02:00:00Z"),
                                2L,
                                "replaced",
                                true,
                                List.of(
                                        new RowVersion.Change("credit_id", null, "1"),
                                        new RowVersion.Change("seller_id", null, "7"),
                                        new RowVersion.Change("amount", null, "100.00"),
                                        new RowVersion.Change("status", null, "Approved"),
                                        new RowVersion.Change("currency", null, "USD"))),
                        new RowVersion(
                                2,
                                "/in/2",
                                "credits.csv.gz",
                                "b2",
                                2L,
                                Instant.parse("2025-10-02T02:00:00.500Z"),
                                null,
                                null,
                                true,
                                List.of(new RowVersion.Change("status", "Approved", "Paid"))));
    }

    @Test
    void rowThatIsGoneTellsWhenItWent() throws SQLException {
        assertThat(history("2")).singleElement().satisfies(version -> {
            assertThat(version.endedBy()).isEqualTo(3);
            assertThat(version.endedAs()).isEqualTo("removed");
        });
    }

    @Test
    void firstVersionSaysThatEarlierOnesMayBeGone() throws SQLException {
        tables.run("UPDATE loads SET history_kept = 0 WHERE load_id = 1");
        assertThat(history("1"))
                .as("nothing is before the first load")
                .extracting(RowVersion::beforeKept)
                .containsExactly(true, true);
        tables.run(
                "UPDATE loads SET history_kept = 0 WHERE load_id = 2",
                "DELETE FROM credits_history WHERE ended_by = 2");
        assertThat(history("1"))
                .extracting(RowVersion::loadId, RowVersion::beforeKept)
                .containsExactly(tuple(2L, false));
        assertThat(history("2"))
                .as("it came with the first load")
                .extracting(RowVersion::beforeKept)
                .containsExactly(true);
        PastState.standIn(tables.connection, Database.SQLITE, 2);
        assertThat(history("2")).extracting(RowVersion::beforeKept).containsExactly(true);
        assertThatExceptionOfType(NoSuchStateException.class)
                .isThrownBy(() -> history("1"))
                .withMessage("What the row was as of load 2 cannot be told any more: what load 2 replaced is not kept.")
                .satisfies(refusal -> assertThat(refusal.isGone()).isTrue());
    }

    @Test
    void rowOfBeforeLinesWereKeptHasNone() throws SQLException {
        tables.run("UPDATE credits SET line = NULL");
        assertThat(history("1")).extracting(RowVersion::line).containsExactly(2L, null);
    }

    @Test
    void whatNeverWasHasNoVersions() throws SQLException {
        assertThat(history("4")).isEmpty();
    }

    @Test
    void keyOfSeveralColumnsIsJoinedBySlashes() throws SQLException {
        tables.run(
                "INSERT INTO exchange_rates VALUES ('EUR', 'USD', '2025-01-31', '1.10', 1, 5)",
                "INSERT INTO exchange_rates VALUES ('EUR', 'USD', '2025-02-28', '1.20', 1, 6)");
        assertThat(new RowHistory(tables.connection, Database.SQLITE)
                        .of(Feeds.named("exchange_rates").orElseThrow(), "EUR/USD/2025-02-28"))
                .singleElement()
                .satisfies(version -> assertThat(version.line()).isEqualTo(6));
    }

    @ParameterizedTest
    @CsvSource({
        "credits, x, 'credit_id (int)'",
        "credits, '', 'credit_id (int)'",
        "exchange_rates, EUR//2025-01-31, 'from_currency ({USD, EUR, SAR, AED})/to_currency ({USD, EUR, SAR, AED})/effective_date (date)'",
        "credits, 1/2, 'credit_id (int)'",
        "exchange_rates, EUR/USD, 'from_currency ({USD, EUR, SAR, AED})/to_currency ({USD, EUR, SAR, AED})/effective_date (date)'",
        "exchange_rates, EUR/USD/today, 'from_currency ({USD, EUR, SAR, AED})/to_currency ({USD, EUR, SAR, AED})/effective_date (date)'",
    })
    void whatIsNoKeyIsRefused(String feed, String key, String expected) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RowHistory(tables.connection, Database.SQLITE)
                        .of(Feeds.named(feed).orElseThrow(), key))
                .withMessage("'" + key + "' is no key of " + feed + ", expected " + expected);
    }
}
