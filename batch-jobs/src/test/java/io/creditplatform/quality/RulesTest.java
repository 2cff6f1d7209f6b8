package io.creditplatform.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.feed.Feeds;
import io.creditplatform.model.Severity;
import io.creditplatform.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every rule has to say of itself. */
class RulesTest {

    @ParameterizedTest
    @EnumSource
    void everyRuleOfTheDomainIsThere(Database database) {
        assertThat(Rules.all(database))
                .extracting(Rule::code)
                .contains(
                        "orphan_account_managers_sam_id",
                        "orphan_sellers_am_id",
                        "orphan_sellers_sam_id",
                        "orphan_credits_seller_id",
                        "orphan_credit_histories_credit_id",
                        "orphan_credit_chat_credit_id",
                        "orphan_leads_seller_id",
                        "orphan_invoices_seller_id",
                        "orphan_invoice_items_invoice_id",
                        "orphan_wallet_transactions_seller_id",
                        "credit_limit_exceeded",
                        "invoice_arithmetic",
                        "invoice_item_mismatch",
                        "wallet_invoice_mismatch",
                        "lead_before_signup",
                        "credit_before_signup",
                        "due_before_issue",
                        "illegal_status_transition",
                        "status_differs_from_history",
                        "unexpected_credit_status",
                        "approved_despite_rejection",
                        "duplicate_tracking_number",
                        "credit_amount_outlier",
                        "fee_ratio_outlier",
                        "active_credit_without_leads",
                        "lead_conversion_extreme",
                        "amount_without_rate_credits",
                        "amount_without_rate_leads",
                        "amount_without_rate_invoices",
                        "amount_without_rate_wallet_transactions",
                        "stale_rate_credits",
                        "stale_rate_leads",
                        "stale_rate_invoices",
                        "stale_rate_wallet_transactions",
                        "inconsistent_inverse_rate");
    }

    @Test
    void eachParentHasItsRule() {
        assertThat(Rules.all(Database.SQLITE))
                .extracting(Rule::code)
                .filteredOn(code -> code.startsWith("orphan_"))
                .containsExactlyInAnyOrderElementsOf(Feeds.all().stream()
                        .flatMap(feed ->
                                feed.references().stream().map(column -> "orphan_" + feed.name() + "_" + column.name()))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void everyRuleSaysWhatItMeansAndWhatToDo(Database database) {
        for (Rule rule : Rules.all(database)) {
            assertThat(rule.meaning()).as(rule.code()).endsWith(".");
            assertThat(rule.advice()).as(rule.code()).endsWith(".");
            assertThat(rule.sql()).as(rule.code()).contains("weight").doesNotContain("${");
            for (String column : rule.reason().columns()) {
                assertThat(rule.sql()).as(rule.code()).contains(column);
            }
        }
    }

    @Test
    void worstComeFirst() {
        List<Severity> severities =
                Rules.all(Database.SQLITE).stream().map(Rule::severity).toList();
        assertThat(severities).isSorted();
    }

    @Test
    void reasonsShowMoneyRatiosAndWhatIsNotThere() {
        ReasonText reason = new ReasonText(Map.of("", "{total_minor}, {fees / sales}, {name}, {nothing_minor}"));
        Map<String, String> row = Map.of("total_minor", "-17802", "fees", "1", "sales", "3", "name", "a\nb{c}$1");
        assertThat(reason.of(row::get)).isEqualTo("\u2212178.02, 0.3333, a<U+000A>b{c}$1, nothing");
    }

    /** PostgreSQL says what type a column has: sums of amounts are whole numbers of 64 bits there, as on SQLite, and nothing is a float. */
    @Test
    void numbersAreWholeOrExact() throws SQLException {
        DatabaseAddress address = TestDatabase.fresh(Database.POSTGRESQL);
        String day = String.valueOf(Database.POSTGRESQL.sqlValue(LocalDate.of(2025, 10, 1)));
        try (Connection connection = Database.open(address, Database.Access.READ);
                Statement statement = connection.createStatement()) {
            for (Rule rule : Rules.all(Database.POSTGRESQL)) {
                try (ResultSet rows = statement.executeQuery(rule.sql().replace(":as_of", "DATE '" + day + "'"))) {
                    ResultSetMetaData columns = rows.getMetaData();
                    for (int i = 1; i <= columns.getColumnCount(); i++) {
                        String name = columns.getColumnLabel(i);
                        assertThat(columns.getColumnType(i))
                                .as(rule.code() + ": " + name)
                                .isNotIn(Types.REAL, Types.FLOAT, Types.DOUBLE)
                                .matches(type ->
                                        type != Types.NUMERIC || !(name.endsWith("_minor") || name.equals("weight")));
                    }
                }
            }
        }
    }
}
