package io.creditplatform.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The worked example of {@code sample-data/currencies}: what it comes to, by hand. */
@SuppressWarnings("StringConcatToTextBlock") // lines of files
class ConvertedAmountsTest {

    @TempDir
    private Path folder;

    private static CreditRunner loaded(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        load(credit, SampleData.folder("currencies"), "--as-of", "2025-03-01");
        return credit;
    }

    private static void load(CreditRunner credit, Path extract, String... options) {
        CreditRunner.Result result = credit.importFolder(extract, options);
        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    /** Rows of a table as texts, cells joined by spaces. */
    private static List<String> rows(DatabaseAddress address, String table) {
        return TestDatabase.query(address, jdbc -> jdbc.sql("SELECT * FROM " + table)
                .query((row, index) -> {
                    List<String> cells = new ArrayList<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        if (!row.getMetaData().getColumnName(i).equals("load_id")) {
                            cells.add(String.valueOf(row.getString(i)));
                        }
                    }
                    return String.join(" ", cells);
                })
                .list());
    }

    @ParameterizedTest
    @EnumSource
    void eachAmountIsConvertedAndRoundedByItself(Database database) {
        DatabaseAddress address = loaded(database).address();

        // seller currency: limit, initial wallet, issued, open, confirmed leads, wallet transactions
        assertThat(rows(address, "seller_amounts"))
                .containsExactlyInAnyOrder(
                        // 1000 and 100 SAR / 3.75; 375 SAR / 3.75 + 10 EUR * 1.20; the 100 AED of 10 January have no
                        // rate
                        "1 USD 26667 2667 11200 10000 0 1000",
                        // 1000 / 3.75 / 1.20; 375 / 3.75 / 1.10 = 90.909 + 10; 37.50 / 3.75 / 1.10 = 9.0909
                        "1 EUR 22222 2222 10091 9091 0 909",
                        // 375 + 10 * 1.20 * 3.75
                        "1 SAR 100000 10000 42000 37500 0 3750",
                        // 1000 / 3.75 / 0.27 = 987.654; 375 / 3.75 / 0.27 = 370.370, 12 / 0.27 = 44.444, and 100 AED as
                        // they are
                        "1 AED 98765 9877 51481 47037 0 3704",
                        "2 USD 60000 0 11000 11000 2400 -550",
                        "2 EUR 50000 0 10000 10000 2000 -500",
                        // 5 * 1.10 * 3.75 = 20.625, half-even
                        "2 SAR 225000 0 41250 41250 9000 -2062",
                        "2 AED 222222 0 40741 40741 8889 -2037",
                        "3 USD 20000 1000 5000 5000 500 34",
                        // 200 / 1.20; 50 / 1.10 = 45.4545; 5 / 1.10 = 4.5454
                        "3 EUR 16667 833 4545 4545 455 30",
                        // 0.05 * 1.10 * 3.75 = 0.20625, 0.25 * 1.10 * 3.75 = 1.03125
                        "3 SAR 75000 3750 18750 18750 1875 124",
                        // in January there is no AED before the 15th; 0.25 * 1.10 / 0.27 = 1.0185
                        "3 AED 74074 3704 0 0 0 102");
        // seller from to: sellers, issued credits, open credits, leads, wallet transactions
        assertThat(rows(address, "missing_rates"))
                .containsExactlyInAnyOrder(
                        "1 AED USD 0 1 1 0 0",
                        "1 AED EUR 0 1 1 0 0",
                        "1 AED SAR 0 1 1 0 0",
                        "3 USD AED 0 1 1 1 0",
                        "3 EUR AED 0 0 0 0 1");
        assertThat(rows(address, "(SELECT currency, amount_minor FROM credit_amounts WHERE credit_id = 3) c"))
                .containsExactlyInAnyOrder("USD null", "EUR null", "SAR null");
    }

    @ParameterizedTest
    @EnumSource
    void newRateChangesWhatComesAfterIt(Database database) {
        CreditRunner credit = loaded(database);
        SampleData.write(
                folder.resolve("exchange_rates.csv"),
                "from_currency,to_currency,rate,effective_date\nAED,USD,0.25,2025-01-05\nEUR,USD,1.15,2025-01-31\n");

        load(credit, folder, "--as-of", "2025-03-01");

        // 100 AED * 0.25 more; 100 EUR of 31 January * 1.15, 5 EUR of that day * 1.15
        assertThat(rows(credit.address(), "seller_amounts"))
                .contains("1 USD 26667 2667 13700 12500 0 1000", "2 USD 60000 0 11500 11500 2400 -575");
        assertThat(rows(credit.address(), "missing_rates")).noneMatch(row -> row.startsWith("1 "));
    }

    /** New rates, changed ones, before and after the load's day, of USD and not: as if all had come on one day. */
    @ParameterizedTest
    @CsvSource({
        "SQLITE, 'EUR,USD,1.15,2025-01-31'", "POSTGRESQL, 'EUR,USD,1.15,2025-01-31'",
        "SQLITE, 'EUR,USD,1.30,2025-02-01'", "POSTGRESQL, 'EUR,USD,1.30,2025-02-01'",
        "SQLITE, 'USD,SAR,3.70,2025-01-01'", "POSTGRESQL, 'USD,SAR,3.70,2025-01-01'",
        "SQLITE, 'AED,USD,0.25,2025-01-05'", "POSTGRESQL, 'AED,USD,0.25,2025-01-05'",
        "SQLITE, 'SAR,EUR,0.30,2025-01-20'", "POSTGRESQL, 'SAR,EUR,0.30,2025-01-20'",
        "SQLITE, 'EUR,AED,4,2025-02-05'", "POSTGRESQL, 'EUR,AED,4,2025-02-05'",
        "SQLITE, 'EUR,USD,1.40,2025-03-02'", "POSTGRESQL, 'EUR,USD,1.40,2025-03-02'"
    })
    void rateThatComesLaterLeadsToTheSame(Database database, String rate) {
        Path first = SampleData.copy("currencies", folder.resolve("first"));
        SampleData.write(
                first.resolve("credits.csv"),
                SampleData.read(first.resolve("credits.csv")) + "6,1,80.00,,,Approved,EUR\n7,3,9.00,,,New,AED\n");
        String known = SampleData.read(first.resolve("exchange_rates.csv"));
        CreditRunner later = new CreditRunner(TestDatabase.fresh(database));
        load(later, first, "--as-of", "2025-01-03"); // on which no limit or wallet in AED has a rate
        SampleData.write(
                folder.resolve("exchange_rates.csv"), "from_currency,to_currency,rate,effective_date\n" + rate + "\n");
        load(later, folder, "--as-of", "2025-03-01");

        String pairAndDay = rate.substring(0, 8) + "[^,]+" + rate.substring(rate.lastIndexOf(',')) + "\n";
        SampleData.write(first.resolve("exchange_rates.csv"), known.replaceFirst(pairAndDay, "") + rate + "\n");
        CreditRunner atOnce = new CreditRunner(TestDatabase.fresh(database));
        load(atOnce, first, "--as-of", "2025-03-01");

        for (String table : List.of("seller_amounts", "missing_rates", "credit_amounts")) {
            assertThat(rows(later.address(), table))
                    .as(table)
                    .containsExactlyInAnyOrderElementsOf(rows(atOnce.address(), table));
        }
    }

    /** What the rate may convert on or after its day is but a lead of seller 2; of the others, only what has no day is converted anew. */
    @ParameterizedTest
    @CsvSource({
        "SQLITE, 'AED,USD,0.30,2025-02-05', 88889", "POSTGRESQL, 'AED,USD,0.30,2025-02-05', 88889",
        "SQLITE, 'EUR,AED,4.00,2025-02-02', 98765", "POSTGRESQL, 'EUR,AED,4.00,2025-02-02', 98765"
    })
    void rateTouchesWhatComesAfterIt(Database database, String rate, long limitOfSeller1) {
        CreditRunner credit = loaded(database);
        TestDatabase.execute(credit.address(), "UPDATE seller_amounts SET wallet_minor = 7 WHERE currency = 'AED'");
        SampleData.write(
                folder.resolve("exchange_rates.csv"), "from_currency,to_currency,rate,effective_date\n" + rate + "\n");

        load(credit, folder, "--as-of", "2025-03-01");

        String wallets = "(SELECT seller_id, wallet_minor FROM seller_amounts WHERE currency = 'AED') a";
        assertThat(rows(credit.address(), wallets)).containsExactlyInAnyOrder("1 7", "2 -2037", "3 7");
        String limit = "(SELECT credit_limit_minor FROM seller_amounts WHERE seller_id = 1 AND currency = 'AED') a";
        assertThat(rows(credit.address(), limit)).containsExactly(String.valueOf(limitOfSeller1));
    }

    /** 64 bits of hundredths hold 92,233,720,368,547,758.07: one amount of the largest at 9000, but not two of them. */
    @ParameterizedTest
    @CsvSource({"SQLITE, 9000", "POSTGRESQL, 9000", "SQLITE, 10000", "POSTGRESQL, 10000"})
    void amountsBeyondWhatCanBeKeptFailTheLoad(Database database, String rate) {
        CreditRunner credit = loaded(database);
        List<String> before = rows(credit.address(), "seller_amounts");
        SampleData.write(folder.resolve("exchange_rates.csv"), """
                        from_currency,to_currency,rate,effective_date
                        EUR,USD,%s,2025-02-10
                        EUR,SAR,1,2025-02-10
                        EUR,AED,1,2025-02-10
                        """.formatted(rate));
        SampleData.write(
                folder.resolve("leads.csv"),
                "lead_id,seller_id,created_at,amount,status,shipping_status,tracking_number,currency\n"
                        + "8,2,2025-02-10 10:00:00,10000000000000.00,Confirmed,Pending,,EUR\n"
                        + "9,2,2025-02-10 10:00:00,10000000000000.00,Confirmed,Pending,,EUR\n");

        CreditRunner.Result result = credit.importFolder(folder, "--as-of", "2025-03-01");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains(
                        rate.equals("10000")
                                ? "Seller 2's 10000000000000.00 EUR of 2025-02-10, at 10000, is more than can be kept in USD"
                                : "Seller 2's sum of confirmed leads (confirmed_minor) is more than can be kept in USD")
                .contains("expected at most 92233720368547758.07. Correct the amount or the rate, then import again.");
        assertThat(rows(credit.address(), "seller_amounts")).containsExactlyInAnyOrderElementsOf(before);
    }

    @ParameterizedTest
    @EnumSource
    void onlySellersWhoseRowsCameAreConvertedAnew(Database database) {
        CreditRunner credit = loaded(database);
        TestDatabase.execute(credit.address(), "UPDATE seller_amounts SET wallet_minor = 7 WHERE seller_id = 1");
        SampleData.write(
                folder.resolve("wallet_transactions.csv"),
                "transaction_id,seller_id,type,amount,created_at,currency\nW5,2,deposit,1.00,2025-01-31,EUR\n");

        load(credit, folder, "--as-of", "2025-03-01");

        assertThat(rows(credit.address(), "seller_amounts"))
                .contains("1 USD 26667 2667 11200 10000 0 7", "2 USD 60000 0 11000 11000 2400 -440");
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsKeptAsLongAsAllIsInDollars(Database database) throws Exception {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        load(credit, SampleData.large(folder.resolve("extract"), 100));

        assertThat(rows(credit.address(), "seller_amounts")).isEmpty();
        assertThat(rows(credit.address(), "missing_rates_v WHERE confirmed_leads > 0 AND seller_id = 1"))
                .containsExactlyInAnyOrder("1 USD EUR 1 0 0 10 0", "1 USD SAR 1 0 0 10 0", "1 USD AED 1 0 0 10 0");
    }
}
