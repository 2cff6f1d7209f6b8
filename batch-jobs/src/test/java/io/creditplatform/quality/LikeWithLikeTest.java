package io.creditplatform.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.QualityRules;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Amounts of different currencies are never added, compared or ranked as if they were alike. One SAR is 0.25 USD, one EUR is
 * 2 USD, and nobody knows what an AED is.
 */
class LikeWithLikeTest {

    private static final String AS_OF = "2025-03-31";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeExtract() {
        write("senior_account_managers", "sam_id,sam_name,sam_email", "1,Sam,sam@example.org");
        write("account_managers", "am_id,am_name,am_email,sam_id", "1,Am,am@example.org,1");
        write(
                "sellers",
                "seller_id,seller_name,market,signup_date,credit_limit,avg_weekly_leads,initial_wallet,am_id,sam_id,"
                        + "preferred_currency",
                "1,Below,GCC,2025-01-01,1000,1,0,1,1,USD",
                "2,Above,GCC,2025-01-01,1000,1,0,1,1,SAR",
                "3,Partly known,GCC,2025-01-01,100,1,0,1,1,USD",
                "4,Two invoices,GCC,2025-01-01,1000,1,0,1,1,SAR");
        write(
                "credits",
                "credit_id,seller_id,amount,issue_date,due_date,status,currency",
                "1,1,2000,2025-02-03 00:00:00,2025-04-03 00:00:00,Approved,SAR",
                "2,2,500,2025-02-03 00:00:00,2025-03-03 00:00:00,Approved,EUR",
                "3,3,101,2025-02-03 00:00:00,2025-04-03 00:00:00,Approved,USD",
                "4,3,50,2025-02-03 00:00:00,2025-04-03 00:00:00,Approved,AED",
                "5,4,10,2025-02-03 00:00:00,2025-03-03 00:00:00,Deposit,EUR");
        StringBuilder histories = new StringBuilder("credit_id,status,changed_at");
        for (int credit = 1; credit <= 5; credit++) {
            for (String status : List.of("New", "InReview", "Approved", "Deposit")) {
                if (credit == 5 || !status.equals("Deposit")) {
                    histories.append("\n%d,%s,2025-02-03 00:00:00".formatted(credit, status));
                }
            }
        }
        write("credit_histories", histories.toString());
        write(
                "leads",
                "lead_id,seller_id,created_at,amount,status,shipping_status,tracking_number,currency",
                "1,1,2025-02-10 00:00:00,1,New,Pending,,USD",
                "2,2,2025-02-10 00:00:00,1,New,Pending,,USD");
        write(
                "invoices",
                "invoice_id,seller_id,period_start,period_end,sales_amount,fees,credits_due,from_balance,total,currency",
                "2_20250301,2,2025-03-01,2025-03-07,600,60,500,0,40,USD",
                "4_20250301,4,2025-03-01,2025-03-07,100,10,10,0,80,USD",
                "4_20250302,4,2025-03-01,2025-03-07,100,10,3,0,87,EUR");
        write("invoice_items", "invoice_id,item_type,amount,currency", "2_20250301,sales,600,EUR");
        write(
                "wallet_transactions",
                "transaction_id,seller_id,type,amount,created_at,currency",
                "W1,2,deposit,40,2025-03-07,EUR",
                "W2,4,deposit,80,2025-03-07,USD",
                "W3,4,deposit,87,2025-03-07,EUR");
        write(
                "exchange_rates",
                "from_currency,to_currency,rate,effective_date",
                "SAR,USD,0.25,2025-02-03",
                "EUR,USD,2,2025-02-03");
    }

    @ParameterizedTest
    @EnumSource
    void comparesAmountsOfOneCurrencyOnly(Database database) {
        DatabaseAddress address = checked(database);

        List<String> issues = issues(address);
        assertThat(issues)
                .filteredOn(issue -> !issue.matches("(stale_rate|amount_without_rate)_.*"))
                .containsExactly(
                        "active_credit_without_leads 3: open 101.00 USD (credits: 1;"
                                + " left out without an exchange rate: 1), leads: 0",
                        "active_credit_without_leads 4: open 80.00 SAR (credits: 1), leads: 0",
                        "credit_amount_outlier 2: amount 500.00 EUR is above 495.1000,"
                                + " the 99th percentile of credits in EUR",
                        "credit_amount_outlier 5: amount 10.00 EUR is below 14.9000,"
                                + " the 1st percentile of credits in EUR",
                        "credit_limit_exceeded 2: issued 4000.00 SAR (credits: 1), limit 1000.00 SAR:"
                                + " 3000.00 too much",
                        "credit_limit_exceeded 3: issued 101.00 USD (credits: 1;"
                                + " left out without an exchange rate: 1), limit 100.00 USD: 1.00 too much",
                        "invoice_item_mismatch 2_20250301/sales: item 600.00 EUR, expected 600.00 USD by the header",
                        "unexpected_credit_status 5: status Deposit, expected Approved:"
                                + " invoice 4_20250302 collects 3.00 of 10.00 EUR",
                        "wallet_invoice_mismatch 2_20250301: no wallet transaction in USD on 2025-03-07"
                                + " (in other currencies: 1), expected the total 40.00 USD");
        assertThat(issues.stream().map(issue -> issue.substring(0, issue.indexOf(':'))))
                .containsExactlyElementsOf(QualityRules.findings(folder, LocalDate.parse(AS_OF), Map.of()).stream()
                        .map(finding -> finding.rule() + " " + finding.key())
                        .toList());
    }

    private DatabaseAddress checked(Database database) {
        DatabaseAddress address = TestDatabase.fresh(database);
        CreditRunner credit = new CreditRunner(address);
        var loaded = credit.importFolder(folder);
        assertThat(loaded.exitCode()).as(loaded.err()).isZero();
        var check = credit.run("check", "--as-of", AS_OF);
        assertThat(check.exitCode()).as(check.err()).isZero();
        return address;
    }

    private static List<String> issues(DatabaseAddress address) {
        return TestDatabase.query(address, jdbc -> jdbc.sql(
                        "SELECT rule || ' ' || entity_key || ': ' || reason FROM quality_issues ORDER BY rule, entity_key")
                .query(String.class)
                .list());
    }

    private void write(String feed, String... lines) {
        SampleData.write(folder.resolve(feed + ".csv"), String.join("\n", lines) + "\n");
    }
}
