package io.creditplatform.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.console.ExitCode;
import io.creditplatform.database.Database;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules about exchange rates, on {@code sample-data/currencies} and what is added to it, by hand. */
class ExchangeRateRulesTest {

    private static final String DAYS = "credit.stale_rate.days";

    @TempDir
    private Path folder;

    @BeforeEach
    @AfterEach
    void asItComes() {
        System.clearProperty(DAYS);
    }

    private static CreditRunner loaded(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        load(credit, SampleData.folder("currencies"));
        return credit;
    }

    private static void load(CreditRunner credit, Path extract) {
        CreditRunner.Result result = credit.importFolder(extract, "--as-of", "2025-03-01");
        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    private void write(String feed, String... lines) {
        SampleData.write(folder.resolve(feed + ".csv"), String.join("\n", lines) + "\n");
    }

    /** What the rules about rates find. */
    private static List<String> issues(CreditRunner credit) {
        CreditRunner.Result check = credit.run("check", "--as-of", "2025-03-01");
        assertThat(check.exitCode()).as(check.err()).isZero();
        return TestDatabase.query(credit.address(), jdbc -> jdbc.sql(
                        "SELECT rule || ' ' || entity_key || ': ' || reason FROM quality_issues WHERE rule LIKE"
                                + " '%rate!_%' ESCAPE '!' OR rule LIKE '%rate' ORDER BY rule, entity_key")
                .query(String.class)
                .list());
    }

    /** The rates of 1 January are 30 days old on the 31st, which three amounts are of: just not too many. */
    @ParameterizedTest
    @EnumSource
    void findsTheOneAmountThatComesBeforeItsRate(Database database) {
        assertThat(issues(loaded(database)))
                .containsExactly("amount_without_rate_credits 3: 100.00 AED of 2025-01-10,"
                        + " but the first rate between AED and USD is of 2025-01-15");
    }

    @ParameterizedTest
    @EnumSource
    void findsAmountsBeforeAnyRateAndLongAfterTheLast(Database database) {
        CreditRunner credit = loaded(database);
        write(
                "credits",
                "credit_id,seller_id,amount,issue_date,due_date,status,currency",
                "6,2,5.00,2025-03-04 10:00:00,,New,EUR",
                "7,1,7.50,,,New,SAR",
                "8,1,8.00,2025-03-03 23:59:59.999999,,New,EUR");
        write(
                "leads",
                "lead_id,seller_id,created_at,amount,status,shipping_status,tracking_number,currency",
                "3,1,2025-01-14 23:59:59.999999,4.00,New,Pending,,AED",
                "4,1,2025-01-15 00:00:00,4.00,New,Pending,,AED",
                "5,1,2025-02-15 00:00:00,4.00,New,Pending,,AED");
        write(
                "invoices",
                "invoice_id,seller_id,period_start,period_end,sales_amount,fees,credits_due,from_balance,total,currency",
                "1_20250106,1,2025-01-06,2025-01-12,0,1.50,0,0,-1.50,AED",
                "1_20250210,1,2025-02-10,2025-02-16,0,1.00,0,0,-1.00,AED");
        write(
                "wallet_transactions",
                "transaction_id,seller_id,type,amount,created_at,currency",
                "W5,1,deposit,2.00,2024-12-31,SAR",
                "W6,1,deposit,3.00,2025-02-01,SAR");
        // newer than EUR to USD, but a direct rate is taken before the inverse of this one
        write("exchange_rates", "from_currency,to_currency,rate,effective_date", "USD,EUR,0.83,2025-03-01");

        load(credit, folder);

        assertThat(issues(credit))
                .containsExactly(
                        "amount_without_rate_credits 3: 100.00 AED of 2025-01-10,"
                                + " but the first rate between AED and USD is of 2025-01-15",
                        "amount_without_rate_invoices 1_20250106: \u22121.50 AED of 2025-01-12,"
                                + " but the first rate between AED and USD is of 2025-01-15",
                        "amount_without_rate_leads 3: 4.00 AED of 2025-01-14,"
                                + " but the first rate between AED and USD is of 2025-01-15",
                        "amount_without_rate_wallet_transactions W5: 2.00 SAR of 2024-12-31,"
                                + " but the first rate between SAR and USD is of 2025-01-01",
                        "stale_rate_credits 6: 5.00 EUR of 2025-03-04 is converted with the rate of 2025-02-01,"
                                + " 31 days before; expected at most 30",
                        "stale_rate_credits 7: 7.50 SAR of 2025-03-01 is converted with the rate of 2025-01-01,"
                                + " 59 days before; expected at most 30",
                        "stale_rate_invoices 1_20250210: \u22121.00 AED of 2025-02-16 is converted with the rate of 2025-01-15,"
                                + " 32 days before; expected at most 30",
                        "stale_rate_leads 5: 4.00 AED of 2025-02-15 is converted with the rate of 2025-01-15,"
                                + " 31 days before; expected at most 30",
                        "stale_rate_wallet_transactions W6: 3.00 SAR of 2025-02-01 is converted with the rate of 2025-01-01,"
                                + " 31 days before; expected at most 30");
    }

    @ParameterizedTest
    @EnumSource
    void saysWhereThereIsNoRateAtAll(Database database) {
        CreditRunner credit = loaded(database);
        TestDatabase.execute(credit.address(), "DELETE FROM exchange_rates WHERE from_currency = 'AED'");

        assertThat(issues(credit))
                .containsExactly("amount_without_rate_credits 3: 100.00 AED of 2025-01-10,"
                        + " but there is no rate between AED and USD");
    }

    @ParameterizedTest
    @EnumSource
    void howOldARateMayBeCanBeSet(Database database) {
        CreditRunner credit = loaded(database);
        System.setProperty(DAYS, "29");

        assertThat(issues(credit))
                .filteredOn(issue -> issue.startsWith("stale"))
                .containsExactly(
                        "stale_rate_credits 4: 100.00 EUR of 2025-01-31 is converted with the rate of 2025-01-01,"
                                + " 30 days before; expected at most 29",
                        "stale_rate_wallet_transactions W2: 5.00 EUR of 2025-01-31 is converted with the rate of"
                                + " 2025-01-01, 30 days before; expected at most 29",
                        "stale_rate_wallet_transactions W4: 0.25 EUR of 2025-01-31 is converted with the rate of"
                                + " 2025-01-01, 30 days before; expected at most 29");
    }

    @Test
    void refusesToCheckWithASettingThatIsNoNumber() {
        System.setProperty(DAYS, "a month");

        CreditRunner.Result check =
                new CreditRunner(TestDatabase.fresh(Database.SQLITE)).run("check", "--as-of", "2025-03-01");

        assertThat(check.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(check.err())
                .contains(
                        "Invalid value of credit.stale_rate.days: expected a whole number from 1 to 999999 such as 30,"
                                + " got 'a month'");
    }

    /** EUR to USD is 1.1 on that day, AED to USD 0.27 on the other. The bounds are met to the last digit of the product. */
    @ParameterizedTest
    @CsvSource({
        "SQLITE, USD, EUR, 0.913636363636363636, 2025-01-01, ''",
        "POSTGRESQL, USD, EUR, 0.913636363636363636, 2025-01-01, ''",
        "SQLITE, USD, EUR, 0.913636363636363637, 2025-01-01, 1.1 0.9091 1.0945",
        "POSTGRESQL, USD, EUR, 0.913636363636363637, 2025-01-01, 1.1 0.9091 1.0945",
        "SQLITE, USD, EUR, 0.8375, 2025-02-01, ''",
        "POSTGRESQL, USD, EUR, 0.8375, 2025-02-01, ''",
        "SQLITE, USD, AED, 3.685185185185185186, 2025-01-15, ''",
        "POSTGRESQL, USD, AED, 3.685185185185185186, 2025-01-15, ''",
        "SQLITE, USD, AED, 3.685185185185185185, 2025-01-15, 0.27 3.7037 0.2714",
        "POSTGRESQL, USD, AED, 3.685185185185185185, 2025-01-15, 0.27 3.7037 0.2714",
        "SQLITE, USD, EUR, 999999999.999999999999999999, 2025-01-01, 1.1 0.9091 0.0000",
        "POSTGRESQL, USD, EUR, 999999999.999999999999999999, 2025-01-01, 1.1 0.9091 0.0000",
        "SQLITE, USD, EUR, 0.5, 2025-01-02, ''",
        "POSTGRESQL, USD, EUR, 0.5, 2025-01-02, ''"
    })
    void ratesThereAndBackMayDifferByHalfAPercent(
            Database database, String from, String to, String rate, String day, String found) {
        CreditRunner credit = loaded(database);
        write("exchange_rates", "from_currency,to_currency,rate,effective_date", String.join(",", from, to, rate, day));
        load(credit, folder);

        List<String> issues = issues(credit).stream()
                .filter(issue -> issue.startsWith("inconsistent"))
                .toList();

        if (found.isEmpty()) {
            assertThat(issues).isEmpty();
        } else {
            String[] shown = found.split(" ", -1); // the rate that stood there, its inverse, the inverse of the new one
            String sentence = "inconsistent_inverse_rate %s/%s/%s: %s, but by the opposite rate %s of the same day %s";
            assertThat(issues)
                    .containsExactlyInAnyOrder(
                            sentence.formatted(to, from, day, shown[0], rate, shown[2]),
                            sentence.formatted(from, to, day, rate, shown[0], shown[1]));
        }
    }

    /** Two of the largest rates that there can be, and two of the smallest. */
    @ParameterizedTest
    @EnumSource
    void theMostUnlikelyRatesAreMultipliedToo(Database database) {
        CreditRunner credit = loaded(database);
        write(
                "exchange_rates",
                "from_currency,to_currency,rate,effective_date",
                "EUR,SAR,999999999.999999999999999999,2025-01-01",
                "SAR,EUR,999999999.999999999999999999,2025-01-01",
                "EUR,AED,0.000000000000000001,2025-01-01",
                "AED,EUR,0.000000000000000001,2025-01-01");

        load(credit, folder);

        assertThat(issues(credit))
                .filteredOn(issue -> issue.startsWith("inconsistent"))
                .hasSize(4)
                .contains("inconsistent_inverse_rate EUR/SAR/2025-01-01: 999999999.999999999999999999,"
                        + " but by the opposite rate 999999999.999999999999999999 of the same day 0.0000");
    }
}
