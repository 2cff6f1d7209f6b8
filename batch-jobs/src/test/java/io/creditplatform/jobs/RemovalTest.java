package io.creditplatform.jobs;

import static io.creditplatform.testing.TestDatabase.number;
import static io.creditplatform.testing.TestDatabase.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.Digests;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is gone at the source of a complete feed goes here too; loads that cannot be finished are given up. */
@SuppressWarnings("StringConcatToTextBlock") // lines of files
class RemovalTest {

    @TempDir
    private Path folder;

    private CreditRunner credit(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        load(credit, 0, "first");
        return credit;
    }

    /** Two managers with a seller each; the second seller has credits 3 and 4, in two currencies, and a lead. */
    private Path extract(String name) {
        Path extract = folder.resolve(name);
        try {
            Files.createDirectories(extract);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        SampleData.write(
                extract.resolve("senior_account_managers.csv"), "sam_id,sam_name,sam_email\n1,S,s@example.com\n");
        SampleData.write(
                extract.resolve("account_managers.csv"),
                "am_id,am_name,am_email,sam_id\n1,A,a@example.com,1\n2,B,b@example.com,1\n");
        SampleData.write(
                extract.resolve("sellers.csv"),
                "seller_id,seller_name,market,signup_date,credit_limit,avg_weekly_leads,initial_wallet,am_id,sam_id\n"
                        + "1,One,GCC,2024-01-01,100,1,0,1,1\n2,Two,GCC,2024-01-01,100,1,0,2,1\n");
        SampleData.write(
                extract.resolve("credits.csv"),
                "credit_id,seller_id,amount,issue_date,due_date,status,currency\n1,1,10,,,Approved,USD\n2,1,20,,,Approved,USD\n"
                        + "3,2,30,,,Approved,USD\n4,2,40,,,Approved,EUR\n");
        SampleData.write(
                extract.resolve("leads.csv"),
                "lead_id,seller_id,created_at,amount,status,shipping_status,tracking_number\n"
                        + "1,2,2025-01-01 00:00:00,5,Confirmed,Pending,\n");
        SampleData.write(
                extract.resolve("exchange_rates.csv"),
                "from_currency,to_currency,rate,effective_date\nEUR,USD,2,2024-01-01\n");
        return extract;
    }

    private CreditRunner.Result load(CreditRunner credit, int expected, String name, String... options) {
        Path extract = folder.resolve(name);
        CreditRunner.Result result = credit.importFolder(Files.exists(extract) ? extract : extract(name), options);
        assertThat(result.exitCode()).as(result.out() + result.err()).isEqualTo(expected);
        return result;
    }

    private static List<Long> openOf(DatabaseAddress address, int seller) {
        return numbers(
                address,
                "SELECT open_minor FROM seller_metrics WHERE seller_id = " + seller
                        + " UNION ALL SELECT open_minor FROM seller_amounts WHERE currency = 'USD' AND seller_id = "
                        + seller);
    }

    @ParameterizedTest
    @EnumSource
    void removesWhatIsGoneAndUndoBringsItBack(Database database) {
        CreditRunner credit = credit(database);
        DatabaseAddress address = credit.address();
        assertThat(openOf(address, 2)).containsExactly(7_000L, 11_000L);
        Map<String, String> before = Digests.ofFeeds(address);
        Path next = extract("next");
        SampleData.replace(next.resolve("sellers.csv"), "2,Two,GCC,2024-01-01,100,1,0,2,1\n", "");
        SampleData.replace(
                next.resolve("credits.csv"),
                "4,2,40,,,Approved,EUR\n",
                "x,2,40,,,Approved,EUR\n2,1,bad,,,Approved,USD\n");
        SampleData.replace(next.resolve("credits.csv"), "2,1,20,,,Approved,USD\n", "");

        CreditRunner.Result kept = load(
                credit,
                0,
                "next",
                "--complete",
                "sellers,credits",
                "--max-removed-rate",
                "100%",
                "--max-reject-rate",
                "100%");

        // Credit 2 was refused, so it counts as delivered; seller 2 has credit 3 and a lead yet.
        assertThat(kept.out())
                .contains(
                        "sellers                           1 read: 1 unchanged, 1 gone but still referenced, 0 rejected")
                .contains("credits                           4 read: 2 unchanged, 1 removed, 2 rejected");
        assertThat(credit.run("loads").out())
                .containsPattern(
                        " 2 rejected       1 removed       1 gone but still referenced  .*next\\R   1  COMPLETED .* 0 rejected  /");
        assertThat(numbers(address, "SELECT credit_id FROM credits ORDER BY 1")).containsExactly(1L, 2L, 3L);
        assertThat(openOf(address, 2)).containsExactly(3_000L, 3_000L);
        assertThat(number(address, "SELECT count(*) FROM credit_amounts WHERE credit_id = 4"))
                .isZero();
        assertThat(
                        number(
                                address,
                                "SELECT count(*) FROM credits_history WHERE credit_id = 4 AND ended_by = 2 AND ended_as = 'removed'"))
                .isOne();
        assertThat(number(address, "SELECT removed FROM load_feeds WHERE load_id = 2 AND feed = 'credits'"))
                .isOne();

        assertThat(credit.run("undo").exitCode()).isZero();
        assertThat(Digests.ofFeeds(address)).isEqualTo(before);
        assertThat(openOf(address, 2)).containsExactly(7_000L, 11_000L);
        TestDatabase.requireSound(address);
    }

    /** An extract that is loaded already says more when it is said to be complete. */
    @Test
    void loadedContentIsLoadedAgainToRemoveWhatItLacks() {
        CreditRunner credit = credit(Database.SQLITE);
        Path next = extract("next");
        SampleData.replace(next.resolve("credits.csv"), "4,2,40,,,Approved,EUR\n", "");
        String[] complete = {"--complete", "credits", "--max-removed-rate", "100%"};

        assertThat(load(credit, 0, "next").out())
                .contains("credits                           3 read: 3 unchanged, 0 rejected");
        assertThat(load(credit, 0, "next").out()).contains("already loaded as load 2");
        assertThat(load(credit, 0, "next", complete).out())
                .contains("credits                           3 read: 3 unchanged, 1 removed, 0 rejected");
        assertThat(load(credit, 0, "next", complete).out()).contains("already loaded as load 3");
        assertThat(load(credit, 0, "next").out()).as("it said less before").contains("already loaded as load 3");
        assertThat(load(credit, 0, "next", "--complete", "credits,leads").err()).contains("Load 4 is published");
    }

    /** Whatever a row was refused for, what can be told of its key counts: white space that nobody sees, quoting beyond repair. */
    @ParameterizedTest
    @EnumSource
    void refusedRowsCountAsDelivered(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.baseline(database));
        Map<String, String> before = Digests.ofFeeds(credit.address());
        Path next = SampleData.copy("baseline", folder.resolve("refused"));
        Path transactions = next.resolve("wallet_transactions.csv");
        List<String> ids = SampleData.lines(transactions).stream()
                .skip(1)
                .limit(3)
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
        SampleData.replace(transactions, "\n" + ids.get(0) + ",", "\n" + ids.get(0) + "\u00A0,");
        SampleData.replace(transactions, "\n" + ids.get(1) + ",", "\n\u200B" + ids.get(1) + ",");
        SampleData.replace(transactions, "\n" + ids.get(2) + ",", "\n" + ids.get(2) + ",\"1\"x,");
        SampleData.replace(next.resolve("credit_histories.csv"), ",New,", ",New ,");

        CreditRunner.Result result = load(
                credit, 0, "refused", "--complete", "wallet_transactions,credit_histories", "--max-removed-rate", "0");

        assertThat(result.out())
                .contains("wallet_transactions             146 read: 143 unchanged, 3 rejected")
                .contains("credit_histories                127 read: 126 unchanged, 1 rejected");
        assertThat(Digests.ofFeeds(credit.address())).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void parentsGoWithTheLastOfTheirChildren(Database database) {
        CreditRunner credit = credit(database);
        DatabaseAddress address = credit.address();
        Map<String, String> before = Digests.ofFeeds(address);
        Path next = extract("next");
        SampleData.replace(next.resolve("account_managers.csv"), "2,B,b@example.com,1\n", "");
        SampleData.replace(next.resolve("sellers.csv"), "2,Two,GCC,2024-01-01,100,1,0,2,1\n", "");
        SampleData.replace(next.resolve("credits.csv"), "3,2,30,,,Approved,USD\n4,2,40,,,Approved,EUR\n", "");
        SampleData.replace(next.resolve("leads.csv"), "1,2,2025-01-01 00:00:00,5,Confirmed,Pending,\n", "");

        load(credit, 0, "next", "--complete", "account_managers,sellers,credits,leads", "--max-removed-rate", "100%");

        for (String table : List.of("account_managers", "sellers", "seller_metrics")) {
            assertThat(number(address, "SELECT count(*) FROM " + table))
                    .as(table)
                    .isOne();
        }
        assertThat(openOf(address, 2)).isEmpty();
        TestDatabase.requireSound(address);
        assertThat(credit.run("undo").exitCode()).isZero();
        assertThat(Digests.ofFeeds(address)).isEqualTo(before);
        assertThat(openOf(address, 2)).containsExactly(7_000L, 11_000L);
        TestDatabase.requireSound(address);
    }

    @ParameterizedTest
    @EnumSource
    void publishesNothingIfTooMuchIsGone(Database database) {
        CreditRunner credit = credit(database);
        Map<String, String> before = Digests.ofFeeds(credit.address());
        Path next = extract("next");
        SampleData.write(
                next.resolve("leads.csv"),
                "lead_id,seller_id,created_at,amount,status,shipping_status,tracking_number\n");
        SampleData.replace(next.resolve("credits.csv"), "4,2,40,,,Approved,EUR\n", "");

        CreditRunner.Result refused = load(credit, 3, "next", "--complete", "leads,credits");

        assertThat(refused.err())
                .contains("too many rows are gone at the source: credits 1 of 4 known rows; leads 1 of 1 known rows.")
                .contains("--max-removed-rate (now 5%)");
        assertThat(Digests.ofFeeds(credit.address())).isEqualTo(before);
        assertThat(load(credit, 2, "none", "--complete", "credits", "--feeds", "leads")
                        .err())
                .contains("The feed credits is to be complete, but --feeds leaves it out.");
        assertThat(load(credit, 2, "none", "--complete", "invoices").err())
                .contains("The feed invoices is to be complete, but ")
                .contains("has no file of it, expected invoices.csv");
    }

    @ParameterizedTest
    @EnumSource
    void givesUpWhatCannotBeFinished(Database database) {
        CreditRunner credit = credit(database);
        Path bad = extract("bad");
        SampleData.append(bad.resolve("leads.csv"), "x,y", "x,y");
        load(credit, 3, "bad");

        CreditRunner.Result given = credit.run("loads", "--abandon", "2");

        assertThat(given.exitCode()).as(given.err()).isZero();
        assertThat(given.err()).contains("Load 2 is given up.");
        assertThat(credit.run("loads").out())
                .contains("   2  ABANDONED")
                .contains("It was given up by " + System.getProperty("user.name") + " at ");
        assertThat(credit.run("resume").out()).contains("nothing to resume");
        assertThat(credit.run("loads", "--abandon", "2").err()).contains("Load 2 is ABANDONED already.");
        assertThat(credit.run("loads", "--abandon", "1").err()).contains("Load 1 is published");
        assertThat(credit.run("loads", "--abandon", "7").err()).contains("There is no load 7");
        assertThat(credit.run("loads", "--abandon", "7").exitCode()).isEqualTo(2);
    }
}
