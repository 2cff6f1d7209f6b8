package io.creditplatform.derived;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.testing.Measured;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Figures that do not belong to the rows are noticed, named, and put right. */
class RebuildTest {

    private static final List<String> TABLES =
            List.of("seller_metrics", "seller_amounts", "credit_amounts", "missing_rates");

    private static CreditRunner loaded(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        CreditRunner.Result result = credit.importFolder(SampleData.folder("currencies"), "--as-of", "2025-03-01");
        assertThat(result.exitCode()).as(result.err()).isZero();
        return credit;
    }

    private static Map<String, List<String>> content(CreditRunner credit) {
        Map<String, List<String>> content = new TreeMap<>();
        for (String table : TABLES) {
            content.put(table, TestDatabase.query(credit.address(), jdbc -> jdbc
                    .sql("SELECT * FROM " + table)
                    .query((row, index) -> {
                        List<String> cells = new ArrayList<>();
                        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                            cells.add(row.getString(i));
                        }
                        return String.valueOf(cells);
                    })
                    .list()
                    .stream()
                    .sorted()
                    .toList()));
        }
        return content;
    }

    private static CreditRunner.Result done(CreditRunner credit, String... arguments) {
        CreditRunner.Result result = credit.run(arguments);
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result;
    }

    @ParameterizedTest
    @EnumSource
    void figuresThatBelongToTheRowsAreSaidTo(Database database) {
        CreditRunner credit = loaded(database);

        assertThat(done(credit, "db", "status").out()).contains("figures   belong to the rows");
        assertThat(done(credit, "db", "rebuild", "--dry-run").out()).isEqualTo("state     nothing to change\n");
        assertThat(done(credit, "db", "rebuild").out().lines())
                .containsExactly(
                        "rebuilt   seller_metrics: 3 rows, 0 changed",
                        "rebuilt   seller_amounts: 12 rows, 0 changed",
                        "rebuilt   missing_rates: 5 rows, 0 changed",
                        "rebuilt   credit_amounts: 15 rows, 0 changed");
    }

    /** Somebody's own SQL: a lead that is confirmed, a figure that is set, rows that are taken out. */
    @ParameterizedTest
    @EnumSource
    void whatSomebodysOwnSqlLeftIsNamedAndPutRight(Database database) {
        CreditRunner credit = loaded(database);
        Map<String, List<String>> before = content(credit);
        TestDatabase.execute(
                credit.address(),
                "UPDATE seller_metrics SET issued_minor = issued_minor + 12345 WHERE seller_id = 2",
                "UPDATE seller_amounts SET wallet_minor = 7 WHERE seller_id = 1 AND currency = 'AED'",
                "DELETE FROM credit_amounts WHERE credit_id = 3 AND currency = 'EUR'",
                "INSERT INTO missing_rates (seller_id, from_currency, to_currency, sellers, issued_credits, open_credits,"
                        + " confirmed_leads, wallet_transactions, load_id) VALUES (2, 'SAR', 'USD', 1, 0, 0, 0, 0, 1)");

        String status = done(credit, "db", "status").out();
        CreditRunner.Result verify = credit.run("db", "verify");
        String dryRun = done(credit, "db", "rebuild", "--dry-run").out();

        // credits 4 and 5 are seller 2's: 100 EUR, and there is no other of its
        assertThat(status)
                .contains("figures   all sellers' issued_minor come to ")
                .contains("14 rows of credit_amounts, expected 15")
                .contains("`credit db rebuild` works them out anew");
        assertThat(verify.exitCode()).isEqualTo(1);
        assertThat(verify.out()).contains("derived           4 differences");
        assertThat(verify.err()).contains("`credit db rebuild` works them out anew");
        for (String said : List.of(verify.out(), dryRun)) {
            assertThat(said)
                    .contains("seller_metrics: seller 2 has issued_minor 223.45, expected 100.00")
                    .contains("seller_amounts: seller 1 in AED has wallet_minor 0.07, expected 37.04")
                    .contains("credit_amounts: credit 3 in EUR is missing")
                    .contains("missing_rates: seller 2 from SAR to USD is there, expected no such row");
        }
        assertThat(done(credit, "db", "rebuild").out().lines())
                .containsExactly(
                        "rebuilt   seller_metrics: 3 rows, 1 changed",
                        "rebuilt   seller_amounts: 12 rows, 1 changed",
                        "rebuilt   missing_rates: 5 rows, 1 changed",
                        "rebuilt   credit_amounts: 15 rows, 1 changed");
        assertThat(content(credit)).isEqualTo(before);
        assertThat(done(credit, "db", "status").out()).contains("figures   belong to the rows");
    }

    /** As a database is that was loaded before there were these tables, or before the program worked them out as it does. */
    @ParameterizedTest
    @EnumSource
    void migrationHealsWhatAnEarlierProgramLeft(Database database) {
        CreditRunner credit = loaded(database);
        Map<String, List<String>> before = content(credit);
        TestDatabase.execute(
                credit.address(),
                "DELETE FROM seller_metrics",
                "DELETE FROM seller_amounts",
                "DELETE FROM credit_amounts",
                "DELETE FROM missing_rates",
                "DELETE FROM derived_tables");

        assertThat(done(credit, "db", "status").out())
                .contains("figures   were worked out by another version of this program");
        assertThat(done(credit, "db", "migrate").out())
                .contains("rebuilt   seller_metrics: 3 rows, 3 changed")
                .endsWith("state     current\n");
        assertThat(content(credit)).isEqualTo(before);
        assertThat(done(credit, "db", "migrate").out()).isEqualTo("state     current\n");
    }

    /** Rows that do not change measure nobody; but nobody's figures stay missing. */
    @ParameterizedTest
    @EnumSource
    void anyImportHealsToo(Database database) {
        CreditRunner credit = loaded(database);
        TestDatabase.execute(
                credit.address(), "DELETE FROM seller_metrics", "UPDATE derived_tables SET definition = 'of before'");

        done(credit, "import", SampleData.folder("currencies").toString(), "--as-of", "2025-03-01", "--force");

        assertThat(Measured.inTable(credit.address())).isEqualTo(Measured.anew(credit.address()));
        assertThat(done(credit, "db", "status").out()).contains("figures   belong to the rows");
    }

    /** Of version 1 only the tables of the feeds and the loads are taken, so that everything else comes with the migration. */
    @ParameterizedTest
    @EnumSource
    void databaseFromBeforeTheMetricsGetsThem(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        CreditRunner.Result result = credit.importFolder(SampleData.folder("baseline"));
        assertThat(result.exitCode()).as(result.err()).isZero();
        TestDatabase.execute(credit.address(), "DELETE FROM exchange_rates"); // of which version 1 knows nothing
        Map<Long, Measured> measured = Measured.inTable(credit.address());
        assertThat(done(credit, "db", "rollback", "--to", "v1").out()).contains("reverted  310-derived-tables");
        TestDatabase.execute(
                credit.address(),
                "DROP TABLE seller_metrics",
                "DELETE FROM DATABASECHANGELOG WHERE ID = '130-seller-metrics'");

        String out = done(credit, "db", "migrate").out();

        assertThat(out).contains("applied   130-seller-metrics").contains("rebuilt   seller_metrics: ");
        assertThat(measured).isNotEmpty();
        assertThat(Measured.inTable(credit.address())).isEqualTo(measured);
    }

    @ParameterizedTest
    @EnumSource
    void thereMayBeNothingToWorkOut(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        done(credit, "db", "migrate");

        assertThat(done(credit, "db", "rebuild").err()).contains("Nothing is loaded, so there is nothing to work out.");
        assertThat(done(credit, "db", "status").out()).contains("figures   belong to the rows");
    }
}
