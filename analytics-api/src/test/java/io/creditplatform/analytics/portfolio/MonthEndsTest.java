package io.creditplatform.analytics.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.web.TestServer;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What was open at month ends, and what follows from it, at the edges of the definitions; worked out by hand. */
class MonthEndsTest {

    private static final String PORTFOLIO = "/api/analytics/portfolio/";

    @TempDir
    private Path folder;

    private final List<String> credits = new ArrayList<>();
    private final List<String> histories = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void followCreditsThroughTheirHistories(Database database) throws IOException {
        // 100.00: given in January, closed and opened again within February, closed in April; due on 31 January.
        credit(1, 1, "100.00", "2025-01-31 23:59:59.999999", "Paid");
        history(1, "2025-01-31 23:59:59.999999", "Approved");
        history(1, "2025-02-10 00:00:00", "Paid");
        history(1, "2025-02-28 23:59:59.999999", "Approved");
        history(1, "2025-04-01 00:00:00", "Paid");
        // 50.00: Approved and Deposit in one moment; its own status is what counts from then on. Never due.
        credit(2, 1, "50.00", "", "Deposit");
        history(2, "2025-03-15 00:00:00", "Deposit");
        history(2, "2025-03-15 00:00:00", "Approved");
        // 7.00: its history says Paid, itself is open: since the last entry, not before.
        credit(3, 2, "7.00", "2025-03-01 00:00:00", "Approved");
        history(3, "2025-02-01 00:00:00", "New");
        history(3, "2025-04-30 12:00:00", "Paid");
        try (TestServer server = load(database, "2025-04-30")) {
            assertThat(rows(
                            server,
                            "delinquency?",
                            "month_end",
                            "credits",
                            "outstanding",
                            "not_due",
                            "days_1_to_30",
                            "days_31_to_60",
                            "days_61_to_90",
                            "over_90_days",
                            "over_90_days_share"))
                    .containsExactly(
                            "2025-01-31 1 100.0 100.0 0.0 0.0 0.0 0.0 0.0",
                            "2025-02-28 1 100.0 0.0 100.0 0.0 0.0 0.0 0.0",
                            "2025-03-31 2 150.0 50.0 0.0 100.0 0.0 0.0 0.0",
                            "2025-04-30 2 57.0 50.0 0.0 7.0 0.0 0.0 0.0");
            // January 100 → 1-30, February 100 → 31-60, March 50 stays and 100 is closed.
            assertThat(rows(
                            server,
                            "roll-matrix?limit=1000&",
                            "months",
                            "from_bucket",
                            "to_bucket",
                            "outstanding",
                            "share",
                            "months_with_amount"))
                    .contains(
                            "1 not_due not_due 50.0 1.0 1",
                            "1 31-60 closed 100.0 1.0 1",
                            "1 1-30 31-60 0.0 null 0",
                            "3 not_due not_due 16.67 0.5 2",
                            "3 not_due 1-30 33.33 0.5 2",
                            "3 1-30 31-60 33.33 1.0 1",
                            "6 31-60 closed 16.67 1.0 1",
                            "6 61-90 90+ 0.0 null 0");
            // No credit was 61-90 days late, so that nobody knows what of the other buckets is lost.
            assertThat(rows(
                            server,
                            "expected-loss?",
                            "bucket",
                            "outstanding",
                            "roll_rate",
                            "probability",
                            "expected_loss"))
                    .containsExactly(
                            "not_due 50.0 0.5 null null",
                            "1-30 0.0 1.0 null 0.0",
                            "31-60 7.0 0.0 null null",
                            "61-90 0.0 null null 0.0",
                            "90+ 0.0 null 1.0 0.0",
                            "total 57.0 null null null");
            assertThat(server.get(PORTFOLIO + "expected-loss?lgd=1.5").body())
                    .contains("a number from 0 to 1 with at most 4 decimals, such as 0.45");
            // Seller 1 owes 50.00 of 100.00, seller 2 has no limit and owes 7.00.
            assertThat(rows(server, "limit-use?", "part", "sellers", "exposure"))
                    .containsExactly(
                            "0 1 0.0", "0-50 1 50.0", "50-70 0 0.0", "70-90 0 0.0", "90-100 0 0.0", "100+ 1 7.0");
            assertThat(server.json("/api/analytics/watch-list?by=limit_share").get("items"))
                    .extracting(row ->
                            row.get("seller_id") + " " + row.at("/limit/share") + " " + row.at("/limit/exceeded"))
                    .containsExactly("2 null true", "1 0.5 false");
            assertThat(server.json("/api/analytics/watch-list?by=days").get("items"))
                    .extracting(row -> row.get("seller_id") + " " + row.get("oldest_days_overdue"))
                    .containsExactly("2 60", "1 null");
        }
    }

    @ParameterizedTest
    @EnumSource
    void loseWhatRollsOn(Database database) throws IOException {
        // Due on 31 January, open ever since: a bucket further each month, 90+ in May.
        credit(1, 1, "100.00", "2025-01-31 00:00:00", "Approved");
        history(1, "2025-01-01 00:00:00", "Approved");
        // As late in January, paid in March: half of what is 31-60 gets no worse.
        credit(2, 1, "100.00", "2025-01-31 00:00:00", "Paid");
        history(2, "2025-01-01 00:00:00", "Approved");
        history(2, "2025-04-02 00:00:00", "Paid");
        // Not due yet.
        credit(3, 2, "10.01", "2025-06-15 00:00:00", "Approved");
        history(3, "2025-05-31 23:00:00", "Approved");
        try (TestServer server = load(database, "2025-05-31")) {
            assertThat(rows(
                            server,
                            "expected-loss?lgd=0.45&",
                            "bucket",
                            "outstanding",
                            "roll_rate",
                            "months_with_amount",
                            "probability",
                            "expected_loss"))
                    .containsExactly(
                            "not_due 10.01 1.0 1 0.5 2.25", // 2.25225
                            "1-30 0.0 1.0 1 0.5 0.0",
                            "31-60 0.0 0.5 1 0.5 0.0",
                            "61-90 0.0 1.0 1 1.0 0.0",
                            "90+ 100.0 null null 1.0 45.0",
                            "total 110.01 null null null 47.25");
        }
    }

    @ParameterizedTest
    @EnumSource
    void countWhatHasNoHistorySinceItsIssueOrAlways(Database database) throws IOException {
        credit(1, 1, "1.00", "", "Approved");
        credits.set(0, credits.get(0).replace("2025-01-01 00:00:00", ""));
        try (TestServer server = load(database, "2025-03-01")) {
            assertThat(rows(server, "delinquency?", "month_end", "outstanding")).containsExactly("2025-02-28 1.0");
        }
        credit(2, 1, "2.00", "", "Approved"); // issued on 1 January
        try (TestServer server = load(database, "2025-03-01")) {
            assertThat(rows(server, "delinquency?", "month_end", "outstanding"))
                    .containsExactly("2025-01-31 3.0", "2025-02-28 3.0");
            assertThat(rows(server, "delinquency?as_of=2024-12-31&", "month_end", "outstanding"))
                    .containsExactly("2024-12-31 1.0");
            assertThat(rows(server, "delinquency?market=AFRQ&", "month_end")).isEmpty(); // nobody there
            assertThat(rows(server, "delinquency?limit=1000&as_of=2099-12-31&", "month_end", "outstanding"))
                    .hasSize(120)
                    .startsWith("2090-01-31 3.0")
                    .endsWith("2099-12-31 3.0");
        }
    }

    @ParameterizedTest
    @EnumSource
    void listsNoMonthBeforeSomethingWasOpen(Database database) throws Exception {
        credit(1, 1, "1.00", "", "Approved"); // issued on 1 January
        try (TestServer server = load(database, "2025-03-01")) {
            assertThat(rows(server, "delinquency?as_of=2025-01-30&", "month_end"))
                    .isEmpty();
            assertThat(rows(server, "delinquency?as_of=2025-01-31&", "month_end"))
                    .containsExactly("2025-01-31");
        }
    }

    private void credit(int id, int seller, String amount, String due, String status) {
        credits.add("%d,%d,%s,2025-01-01 00:00:00,%s,%s".formatted(id, seller, amount, due, status));
    }

    private void history(int credit, String at, String status) {
        histories.add(credit + "," + status + "," + at);
    }

    private TestServer load(Database database, String day) throws IOException {
        write("senior_account_managers", "sam_id,sam_name,sam_email", List.of("1,S,s@example.com"));
        write("account_managers", "am_id,am_name,am_email,sam_id", List.of("1,A,a@example.com,1"));
        write(
                "sellers",
                "seller_id,seller_name,market,signup_date,credit_limit,avg_weekly_leads,initial_wallet,am_id,sam_id",
                List.of(
                        "1,One,GCC,2024-01-01,100,1,0,1,1",
                        "2,Two,GCC,2024-01-01,0,1,0,1,1",
                        "3,Three,GCC,2024-01-01,0,1,0,1,1"));
        write("credits", "credit_id,seller_id,amount,issue_date,due_date,status", credits);
        write("credit_histories", "credit_id,status,changed_at", histories);
        DatabaseAddress address = TestDatabase.fresh(database);
        CreditRunner.Result loaded = new CreditRunner(address).importFolder(folder, "--as-of", day);
        assertThat(loaded.exitCode()).as(loaded.err()).isZero();
        return TestServer.on(address);
    }

    private void write(String feed, String header, List<String> rows) throws IOException {
        Files.writeString(folder.resolve(feed + ".csv"), header + "\n" + String.join("\n", rows) + "\n");
    }

    private static List<String> rows(TestServer server, String figure, String... members) {
        List<String> rows = new ArrayList<>();
        for (JsonNode row :
                server.json(PORTFOLIO + figure.replaceFirst("[?&]$", "")).get("items")) {
            List<String> cells = new ArrayList<>();
            for (String member : members) {
                JsonNode cell = row.get(member);
                cells.add(cell.isNull() ? "null" : cell.asString());
            }
            rows.add(String.join(" ", cells));
        }
        return rows;
    }
}
