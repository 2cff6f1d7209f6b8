package io.creditplatform.analytics.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.web.TestServer;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Amounts say their currency, and what could not be converted is said once and is never zero. */
class PageCurrenciesTest {

    @RegisterExtension
    static final OpenPage PAGE = new OpenPage();

    /** The figures are those of {@code CurrencyTest}, worked out by hand; a credit in AED is older than the first rate of its pair. */
    @Test
    void amountsStandInTheCurrencyThatIsChosenAndWhatHasNoRateIsNamed() {
        // Limits are in the currencies that sellers prefer. The banner speaks for every view, and once.
        String leftOut = "Amounts are left out, as no exchange rate of their day is known: AED to EUR, AED to SAR."
                + " Import it in exchange_rates.csv.";
        PAGE.browser().prefer("light", 1440);
        PAGE.browser()
                .go(PAGE.inFourCurrencies().url("/#/portfolio?as_of=2025-10-06")); // when all that is open is long due
        assertThat(PAGE.tiles()).contains("Exposure: 260.00 USD"); // 100 + 110 + 50
        PAGE.choose("currency", "EUR");
        assertThat(PAGE.browser().address()).endsWith("/#/portfolio?as_of=2025-10-06&currency=EUR");
        assertThat(PAGE.tiles()).contains("Exposure: 236.36 EUR"); // 90.91 + 100 + 45.45
        assertThat(PAGE.table("Open amount by days past due").get(4)).containsExactly("90+", "4", "236.36");
        assertThat(PAGE.heads("Open amount by days past due")).contains("Open amount (EUR)");
        assertThat(PAGE.table("Concentration")).extracting(row -> row.get(1)).containsExactly("45.45", "190.91");
        assertThat(PAGE.heads("Concentration")).contains("Open amount (EUR)");
        assertThat(PAGE.heads("Markets side by side")).contains("Mean wallet movement (EUR)");
        assertThat(PAGE.heads("Vintages")).contains("Issued (EUR)", "Paid (EUR)");
        assertThat(PAGE.notices()).containsExactly(leftOut);

        PAGE.browser().go(PAGE.inFourCurrencies().url("/#/managers?currency=EUR"));
        assertThat(PAGE.table("Credit volume").get(0)).contains("246.36"); // 90.91 + 10 + 100 + 45.45
        assertThat(PAGE.heads("Credit volume")).contains("Credit volume (EUR)");
        assertThat(PAGE.notices()).containsExactly(leftOut);

        PAGE.browser().go(PAGE.inFourCurrencies().url("/#/leads?currency=EUR"));
        assertThat(PAGE.table("Revenue per credit dollar"))
                .containsExactly(
                        List.of("Two", "0.20", "GCC", "100.00", "20.00"),
                        List.of("Three", "0.10", "AFRQ", "45.45", "4.55"),
                        List.of("One", "–", "GCC", "100.91", "–"));
        assertThat(PAGE.heads("Revenue per credit dollar")).contains("Issued (EUR)", "Confirmed (EUR)");
        assertThat(PAGE.notices()).containsExactly(leftOut);

        PAGE.browser().go(PAGE.inFourCurrencies().url("/#/sellers?currency=EUR&sort=current_balance"));
        assertThat(PAGE.table("Sellers"))
                .extracting(row -> row.get(0) + " " + row.get(8) + " " + row.get(10))
                .containsExactly("One 31.31 SAR", "Three 8.63 USD", "Two -5.00 EUR");
        assertThat(PAGE.heads("Sellers")).contains("Wallet balance (EUR)", "Weekly change (EUR)");
        assertThat(PAGE.notices()).containsExactly(leftOut);
    }

    @Test
    void sellerShowsItsOwnCurrencyAndTheOneThatIsChosen() {
        PAGE.browser().prefer("light", 1440);
        PAGE.browser().go(PAGE.inFourCurrencies().url("/#/seller/1?currency=EUR"));
        assertThat(PAGE.tiles()).contains("Utilization: 42.0%", "Wallet balance: 137.50 SAR");
        assertThat(PAGE.text(".facts").replaceAll("\\s+", " "))
                .contains("Preferred currency SAR", "Reported in EUR: credit limit 222.22 EUR") // 1000 ÷ 3.75 ÷ 1.2
                .contains("Issued credit 100.91 EUR", "Open credit 90.91 EUR")
                .contains("Wallet balance 31.31 EUR", "Wallet, a week 9.09 EUR");
        assertThat(PAGE.table("Credits on a time line"))
                .extracting(row -> row.get(1) + ": " + row.get(2))
                .containsExactly("375.00 SAR: 90.91 EUR, at 0.2424 of 2025-01-01", "10.00 EUR: –", "100.00 AED: –");
        assertThat(PAGE.notices()).isNotEmpty().allSatisfy(notice -> assertThat(notice)
                .contains("AED to EUR"));
        assertThat(PAGE.notices().get(0))
                .contains("AED to SAR"); // the preferred currency, which the score is worked out in

        PAGE.browser().go(PAGE.inFourCurrencies().url("/#/seller/3"));
        assertThat(PAGE.table("Wallet balance over time"))
                .containsExactly(List.of("2025-01-02", "0.05", "0.05"), List.of("2025-01-31", "0.25", "0.30"));
        assertThat(PAGE.heads("Wallet balance over time")).contains("Balance (EUR)");
        assertThat(PAGE.notices())
                .singleElement()
                .asString()
                .contains("known: AED to SAR, AED to USD."); // of the portfolio's sums, which the banner speaks of

        PAGE.browser().go(PAGE.inFourCurrencies().url("/#/seller/3?currency=AED"));
        assertThat(PAGE.text(".facts").replaceAll("\\s+", " ")) // its one issued credit is older than the first rate
                .contains("credit limit 740.74 AED", "Issued credit –", "Open credit –", "Wallet balance 38.06 AED");
        PAGE.browser().go(PAGE.inFourCurrencies().url("/#/portfolio?currency=AED&market=AFRQ")); // it alone
        assertThat(PAGE.tiles()).contains("Exposure: –");
    }

    /** A paid credit that lacks a rate says nothing of what is open, nor a credit that is open of what is late. */
    @Test
    void whatIsNothingInAnyCurrencyIsZeroWhateverRatesAreMissing(@TempDir Path folder) {
        Path extract = SampleData.copy("currencies", folder.resolve("nothing"));
        SampleData.append(
                extract.resolve("sellers.csv"),
                "4,Nothing open,GCC,2024-12-01,300,1,0,1,1,USD",
                "5,Nothing late,GCC,2024-12-01,0,1,0,1,1,USD",
                "6,Nothing known,GCC,2024-12-01,300,1,0,1,1,USD");
        SampleData.append(
                extract.resolve("credits.csv"),
                "41,4,100.00,2025-01-10 10:00:00,2025-02-10 10:00:00,Paid,AED",
                "51,5,50.00,2025-01-10 10:00:00,2025-12-31 10:00:00,Approved,USD",
                "52,5,100.00,2025-01-10 10:00:00,2025-12-31 10:00:00,Approved,AED",
                "61,6,100.00,2025-01-10 10:00:00,2025-02-10 10:00:00,Approved,AED");
        DatabaseAddress address = TestDatabase.fresh(Database.SQLITE);
        assertThat(new CreditRunner(address)
                        .importFolder(extract, "--as-of", "2025-03-01")
                        .exitCode())
                .isZero();
        try (TestServer server = TestServer.on(address)) {
            PAGE.browser().prefer("light", 1440);
            PAGE.browser().go(server.url("/#/seller/4"));
            assertThat(PAGE.tiles()).contains("Exposure: 0.00 USD", "Overdue: 0.00 USD");
            assertThat(PAGE.text(".facts").replaceAll("\\s+", " ")).contains("Issued credit –", "Open credit –");
            PAGE.browser().go(server.url("/#/seller/5"));
            assertThat(PAGE.tiles()).contains("Exposure: 50.00 USD", "Overdue: 0.00 USD");
            assertThat(PAGE.text(".facts").replaceAll("\\s+", " ")).contains("Credit limit 0.00 USD");
            PAGE.browser().go(server.url("/#/seller/6"));
            assertThat(PAGE.tiles()).contains("Exposure: –", "Overdue: –");

            PAGE.browser().go(server.url("/#/sellers"));
            assertThat(PAGE.table("Who owes most"))
                    .extracting(row -> String.join(" ", row.subList(0, 3)) + ", limit " + row.get(4))
                    .contains("Nothing late 50.00 0.00, limit 0.00 USD", "Nothing known – –, limit 300.00 USD");
            PAGE.browser().go(server.url("/#/portfolio"));
            assertThat(PAGE.table("Top exposures"))
                    .extracting(row -> String.join(" ", row.subList(0, 3)))
                    .contains("Nothing late 50.00 0.00", "Nothing known – –");
        }
    }
}
