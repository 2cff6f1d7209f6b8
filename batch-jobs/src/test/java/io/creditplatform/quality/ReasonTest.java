package io.creditplatform.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each rule names the row and the numbers, on a small extract in which each is broken by hand. */
class ReasonTest {

    private static final String AS_OF = "2025-03-01";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void eachIssueNamesItsNumbers(Database database) {
        writeExtract();
        DatabaseAddress address = TestDatabase.fresh(database);
        CreditRunner credit = new CreditRunner(address);
        var loaded = credit.importFolder(folder, "--max-reject-rate", "100%");
        assertThat(loaded.exitCode()).as(loaded.err()).isZero();
        var check = credit.run("check", "--as-of", AS_OF);
        assertThat(check.exitCode()).as(check.err()).isZero();

        List<String> issues = TestDatabase.query(address, jdbc -> jdbc.sql(
                        "SELECT rule, entity_key, severity, reason FROM quality_issues ORDER BY rule, entity_key")
                .query((row, index) ->
                        String.join(" | ", row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .list());
        assertThat(issues)
                .containsExactly(
                        "active_credit_without_leads | 2 | Warning | open 400.01 USD (credits: 2), leads: 0",
                        "approved_despite_rejection | 2 | Critical | rejected at 2025-01-02 09:00:00.000000,"
                                + " approved at 2025-01-03 00:00:00.000000",
                        "credit_amount_outlier | 1 | Info | amount 900.00 USD is above 864.0006, the 99th percentile of credits in USD",
                        "credit_amount_outlier | 7 | Info | amount 50.00 USD is below 51.2000, the 1st percentile of credits in USD",
                        "credit_before_signup | 3 | Warning | issued 2024-12-31 23:59:59.999999,"
                                + " seller 1 signed up 2025-01-01",
                        "credit_limit_exceeded | 1 | Critical | issued 1070.00 USD (credits: 3), limit 1000.00 USD: 70.00 too much",
                        "due_before_issue | 3 | Critical | due 2024-12-30 00:00:00.000000,"
                                + " issued 2024-12-31 23:59:59.999999",
                        "duplicate_tracking_number | 2 | Warning | tracking number TRK also on lead 3; leads with it: 2",
                        "duplicate_tracking_number | 3 | Warning | tracking number TRK also on lead 2; leads with it: 2",
                        "fee_ratio_outlier | 1_20250112 | Info | fees 41.00 ÷ sales 100.00 = 0.4100, expected 0.05 to 0.40",
                        "fee_ratio_outlier | 2_20250105 | Info | fees \u22121.00 ÷ sales 300.00 = \u22120.0033,"
                                + " expected 0.05 to 0.40",
                        "illegal_status_transition | 3 | Critical | New → Approved at 2025-01-02 00:00:00.000000;"
                                + " illegal steps in all: 2",
                        "invoice_arithmetic | 1_20250105 | Critical | total \u2212178.02, expected \u2212178.00 ="
                                + " 270.09 \u2212 78.97 \u2212 0.00 \u2212 369.12",
                        "invoice_item_mismatch | 1_20250105/fees | Critical | item 78.97 USD, expected \u221278.97 USD by the header",
                        "lead_before_signup | 1 | Warning | created 2024-12-31 23:59:59.999999,"
                                + " seller 1 signed up 2025-01-01",
                        "lead_conversion_extreme | 1 | Info | confirmed 0 ÷ leads 10 = 0.0000, expected 0.1 to 0.9",
                        "orphan_credits_seller_id | 9 | Critical | seller_id: got '77', expected the key of a row of sellers"
                                + " in the database or accepted in this load; refused, credits.csv line 9",
                        "status_differs_from_history | 4 | Critical | status Cancelled, last in its history New"
                                + " at 2025-01-01 00:00:00.000000",
                        "unexpected_credit_status | 1 | Warning | status Paid, expected Approved:"
                                + " due 2025-03-02 00:00:00.000000, after the day of the check",
                        "unexpected_credit_status | 4 | Warning | status Cancelled, expected New:"
                                + " never approved, and last in its history",
                        "unexpected_credit_status | 5 | Warning | status Paid, expected Approved:"
                                + " invoice 1_20250105 collects 0.00 of 70.00 USD",
                        "unexpected_credit_status | 6 | Warning | status Deposit, expected Paid:"
                                + " invoice 2_20250105 collects 300.00 for 300.01 USD, and balance 0.00 + total 1.00 ≥ 0",
                        "unexpected_credit_status | 7 | Warning | status Paid, expected Deposit:"
                                + " invoice 2_20250112 collects 50.00 for 50.00 USD,"
                                + " but balance \u221210.00 + total \u221260.00 < 0",
                        "wallet_invoice_mismatch | 1_20250112 | Warning | wallet on 2025-01-12 57.00 USD (transactions: 2),"
                                + " expected the total 59.00 USD",
                        "wallet_invoice_mismatch | 2_20250105 | Warning | no wallet transaction on 2025-01-05,"
                                + " expected the total 1.00 USD");
    }

    private void writeExtract() {
        write("senior_account_managers", "sam_id,sam_name,sam_email", "1,Sam,sam@example.org");
        write("account_managers", "am_id,am_name,am_email,sam_id", "1,Am,am@example.org,1");
        write(
                "sellers",
                "seller_id,seller_name,market,signup_date,credit_limit,avg_weekly_leads,initial_wallet,am_id,sam_id",
                "1,One,GCC,2025-01-01,1000,3,0,1,1",
                "2,Two,GCC,2025-01-01,1000,3,0,1,1");
        write(
                "credits",
                "credit_id,seller_id,amount,issue_date,due_date,status",
                "1,1,900,2025-01-03 00:00:00,2025-03-02 00:00:00,Paid",
                "2,2,100,2025-01-03 00:00:00,2025-02-20 00:00:00,Approved",
                "3,1,100,2024-12-31 23:59:59.999999,2024-12-30 00:00:00,Approved",
                "4,2,80,,,Cancelled",
                "5,1,70,2025-01-03 00:00:00,2025-01-04 00:00:00,Paid",
                "6,2,300.01,2025-01-03 00:00:00,2025-01-05 23:59:59.999999,Deposit",
                "7,2,50,2025-01-03 00:00:00,2025-01-07 00:00:00,Paid",
                "9,77,5,,,New");
        write(
                "credit_histories",
                "credit_id,status,changed_at",
                "1,New,2025-01-01 00:00:00",
                "1,InReview,2025-01-02 00:00:00",
                "1,Approved,2025-01-03 00:00:00",
                "1,Paid,2025-01-04 00:00:00",
                "2,New,2025-01-01 00:00:00",
                "2,InReview,2025-01-02 00:00:00",
                "2,Approved,2025-01-03 00:00:00",
                "3,New,2025-01-01 00:00:00",
                "3,Approved,2025-01-02 00:00:00",
                "3,InReview,2025-01-03 00:00:00",
                "3,Approved,2025-01-04 00:00:00",
                "4,New,2025-01-01 00:00:00",
                "5,Approved,2025-01-02 00:00:00",
                "5,InReview,2025-01-02 00:00:00",
                "5,New,2025-01-02 00:00:00",
                "5,Paid,2025-01-04 00:00:00",
                "6,New,2025-01-01 00:00:00",
                "6,InReview,2025-01-02 00:00:00",
                "6,Approved,2025-01-03 00:00:00",
                "6,Deposit,2025-01-04 00:00:00",
                "7,New,2025-01-01 00:00:00",
                "7,InReview,2025-01-02 00:00:00",
                "7,Approved,2025-01-03 00:00:00",
                "7,Paid,2025-01-04 00:00:00");
        write(
                "credit_chat",
                "credit_id,user_id,role,message_time,message",
                "2,1,SAM,2025-01-02 09:00:00,Rejected",
                "1,1,AM,2025-01-02 09:00:00,Rejected",
                "5,1,SAM,2025-01-02 09:00:00,Rejected as it stands");
        write(
                "leads",
                "lead_id,seller_id,created_at,amount,status,shipping_status,tracking_number",
                "1,1,2024-12-31 23:59:59.999999,1,New,Pending,",
                "2,1,2025-01-01 00:00:00,1,New,Pending,TRK",
                "3,1,2025-01-01 00:00:00,1,New,Pending,TRK",
                "4,1,2025-01-01 00:00:00,1,New,Pending,",
                "5,1,2025-01-01 00:00:00,1,New,Pending,",
                "6,1,2025-01-01 00:00:00,1,New,Pending,",
                "7,1,2025-01-01 00:00:00,1,New,Pending,",
                "8,1,2025-01-01 00:00:00,1,New,Pending,",
                "9,1,2025-01-01 00:00:00,1,New,Pending,",
                "10,1,2025-01-01 00:00:00,1,New,Pending,");
        write(
                "invoices",
                "invoice_id,seller_id,period_start,period_end,sales_amount,fees,credits_due,from_balance,total",
                "1_20250105,1,2024-12-30,2025-01-05,270.09,78.97,0,-369.12,-178.02",
                "1_20250112,1,2025-01-06,2025-01-12,100,41,0,50,59",
                "2_20250105,2,2024-12-30,2025-01-05,300,-1,300,0,1",
                "2_20250112,2,2025-01-06,2025-01-12,0,0,50,-10,-60");
        write(
                "invoice_items",
                "invoice_id,item_type,amount",
                "1_20250105,sales,270.09",
                "1_20250105,fees,78.97",
                "1_20250105,total,-178.01",
                "1_20250112,credits_due,-0.0");
        write(
                "wallet_transactions",
                "transaction_id,seller_id,type,amount,created_at",
                "a,1,withdrawal,178.02,2025-01-05",
                "b,1,deposit,60,2025-01-12",
                "c,1,withdrawal,3,2025-01-12 23:59:59.999999",
                "d,1,deposit,2,2025-01-13",
                "e,2,deposit,1,2025-01-06",
                "f,2,withdrawal,60,2025-01-12");
    }

    private void write(String feed, String... lines) {
        SampleData.write(folder.resolve(feed + ".csv"), String.join("\n", lines) + "\n");
    }
}
