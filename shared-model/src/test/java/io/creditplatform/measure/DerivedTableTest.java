package io.creditplatform.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.feed.Feeds;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What sellers' rows add up to, against sums worked out by hand. */
class DerivedTableTest {

    @TempDir
    private Path folder;

    @Test
    void rowsAddUpForTheirSellers() throws SQLException {
        try (Connection connection =
                        Database.open(DatabaseAddress.of(folder.resolve("credit.db")), Database.Access.WRITE);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE credits (seller_id, amount_minor, status)");
            statement.execute("CREATE TABLE leads (seller_id, amount_minor, status)");
            statement.execute("CREATE TABLE wallet_transactions (seller_id, amount_minor, type, created_at)");
            statement.execute("CREATE TABLE measured (" + DerivedTable.SELLER_METRICS.columns() + ")");
            statement.execute("INSERT INTO measured (seller_id) VALUES (7), (8)");
            statement.execute("INSERT INTO credits VALUES (7, 1, 'New'), (7, 2, 'InReview'), (7, 4, 'Approved'),"
                    + " (7, 8, 'Deposit'), (7, 16, 'Paid'), (7, 32, 'Cancelled'), (9, 64, 'Paid')");
            statement.execute("INSERT INTO leads VALUES (7, 1, 'Confirmed'), (7, 2, 'Cancelled'), (7, 4, 'Confirmed')");
            // Two transactions in one ISO week, the third, a Monday, in the next.
            statement.execute("INSERT INTO wallet_transactions VALUES (7, 100, 'deposit', '2025-06-06 10:00:00'),"
                    + " (7, 30, 'withdrawal', '2025-06-08 23:59:59'), (7, 5, 'deposit', '2025-06-09 00:00:00')");
            statement.execute(DerivedTable.measure(Database.SQLITE, "measured"));
            List<String> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery("SELECT seller_id, credits, cancelled_credits, paid_credits,"
                    + " issued_credits, open_credits, issued_minor, open_minor, leads, confirmed_leads, confirmed_minor,"
                    + " wallet_transactions, wallet_minor, wallet_weeks FROM measured ORDER BY seller_id")) {
                while (row.next()) {
                    List<String> values = new ArrayList<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        values.add(row.getString(i));
                    }
                    rows.add(String.join(" ", values));
                }
            }
            assertThat(rows).containsExactly("7 6 1 1 3 2 28 12 3 2 5 3 75 2", "8 0 0 0 0 0 0 0 0 0 0 0 0 0");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SELLER_METRICS, seller 7",
        "SELLER_AMOUNTS, seller 7 in EUR",
        "CREDIT_AMOUNTS, credit 1 in EUR",
        "MISSING_RATES, seller 7 from SAR to USD",
    })
    void rowsHaveNames(DerivedTable table, String name) throws SQLException {
        try (Connection connection =
                        Database.open(DatabaseAddress.of(folder.resolve("credit.db")), Database.Access.WRITE);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 7 AS seller_id, 1 AS credit_id, 'EUR' AS currency,"
                        + " 'SAR' AS from_currency, 'USD' AS to_currency")) {
            row.next();
            assertThat(table.named(row)).isEqualTo(name);
        }
    }

    @Test
    void moneyIsAddedUpInEachCurrency() {
        assertThat(DerivedTable.SELLER_AMOUNTS.figures())
                .containsExactly(
                        "credit_limit_minor",
                        "initial_wallet_minor",
                        "issued_minor",
                        "open_minor",
                        "confirmed_minor",
                        "wallet_minor");
        assertThat(DerivedTable.MISSING_RATES.figures())
                .containsExactly("sellers", "issued_credits", "open_credits", "confirmed_leads", "wallet_transactions");
        assertThat(SellerMeasure.LEADS.isMoney()).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(SellerMeasure.LEADS::counted)
                .withMessage("leads is no money");
    }

    @Test
    void definitionNamesWhatIsWorkedOut() {
        assertThat(DerivedTable.definition(Database.SQLITE))
                .contains("'Approved', 'Deposit', 'Paid'", "credit_amounts(credit_id, currency, amount_minor)")
                .isNotEqualTo(DerivedTable.definition(Database.POSTGRESQL));
    }

    @Test
    void feedsThatAreAddedUpHaveMomentsForTheirRates() {
        for (MeasuredFeed measured : MeasuredFeed.values()) {
            assertThat(Feeds.named(measured.table()).orElseThrow().tableColumns())
                    .contains("seller_id", "currency", measured.day());
        }
        assertThat(SellerMeasure.WALLET_AMOUNT.words()).isEqualTo("deposits less withdrawals");
    }
}
