package io.creditplatform.analytics.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.web.TestServer;
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
import tools.jackson.databind.JsonNode;

/** What the quality check found, rule by rule, run by run, and on one seller's rows. */
class QualityRunsTest {

    @ParameterizedTest
    @EnumSource
    void rulesRunsAndASellersIssuesAreThoseOfTheSample(Database database, @TempDir Path reports) {
        DatabaseAddress address = TestDatabase.fresh(database);
        CreditRunner credit = new CreditRunner(address);
        for (String night : List.of("baseline", "next-day")) {
            assertThat(credit.importFolder(SampleData.folder(night)).exitCode()).isZero();
            assertThat(credit.run("check", "--as-of", "2025-10-01", "--out", reports.toString())
                            .exitCode())
                    .isZero();
        }
        try (TestServer server = TestServer.on(address)) {
            // Of fifty credits just the lowest and the highest amount are outliers. Credit 51 is in quarantine, not in
            // the tables.
            assertThat(server.json("/api/data-quality/rules")
                            .get("items")
                            .valueStream()
                            .filter(rule -> rule.get("issues").asInt() > 0)
                            .map(rule -> rule.get("severity").asString() + " "
                                    + rule.get("entity").asString() + " "
                                    + rule.get("rule").asString() + " " + rule.get("issues")))
                    .containsExactly(
                            "Critical credits orphan_credits_seller_id 1", "Info credits credit_amount_outlier 2");

            JsonNode orphans =
                    server.json("/api/data-quality/rules").get("items").get(0);
            assertThat(orphans.get("title").asString()).isEqualTo("Unknown seller_id of credits");
            assertThat(orphans.get("advice").asString())
                    .isEqualTo(
                            "Have the missing row of sellers delivered, or correct the seller_id; `credit rejects` gives the"
                                    + " refused rows for it.");

            sayWhatIsNewAndWhatIsGone(server);

            // 1,400 rows and 176 new ones: 1,398 ÷ 1,400 is 99.857 %, 1,574 ÷ 1,576 is 99.873 %.
            int rows = SampleData.records("baseline");
            assertThat(server.json("/api/data-quality/runs")
                            .get("items")
                            .valueStream()
                            .map(run -> run.get("run_id") + " load " + run.get("load_id") + " as of "
                                    + run.get("as_of").asString() + ": " + run.get("with_issues") + " of "
                                    + run.get("total")
                                    + ", " + run.get("quality_percent").asDouble() + ", "
                                    + run.get("with_critical_issues") + ", "
                                    + run.get("critical_quality_percent").asDouble()))
                    .containsExactly(
                            "2 load 2 as of 2025-10-01: 2 of " + (rows + 176) + ", 99.87, 0, 100.0",
                            "1 load 1 as of 2025-10-01: 2 of " + rows + ", 99.85, 0, 100.0");
            JsonNode first = server.json("/api/data-quality/runs?limit=1");
            assertThat(server.json("/api/data-quality/runs?limit=1&after="
                                    + first.get("next").asString())
                            .at("/items/0/run_id")
                            .asInt())
                    .isEqualTo(1);

            assertThat(issuesOf(server, 6)).containsExactly("10");
            assertThat(issuesOf(server, 12)).containsExactly("49");
            assertThat(issuesOf(server, 1)).isEmpty();
        }
    }

    /** Of the forty credits of the first night 32 is the lowest and 10 the highest; of the fifty of both nights, 49 and 10 are. */
    private static void sayWhatIsNewAndWhatIsGone(TestServer server) {
        assertThat(server.json("/api/data-quality/rules")
                        .get("items")
                        .valueStream()
                        .filter(rule -> rule.get("issues").asInt() > 0)
                        .map(rule -> rule.get("rule").asString() + " new " + rule.get("new_issues") + " gone "
                                + rule.get("gone_issues") + " since run " + rule.get("since_run") + " of "
                                + rule.get("since").asString()))
                .containsExactly(
                        "orphan_credits_seller_id new 1 gone 0 since run 2 of 2025-10-01",
                        "credit_amount_outlier new 1 gone 1 since run 1 of 2025-10-01");
        assertThat(keys(server, "change=new"))
                .containsExactly("credit_amount_outlier 49", "orphan_credits_seller_id 51");
        assertThat(keys(server, "change=gone")).containsExactly("credit_amount_outlier 32");
        assertThat(server.get("/api/data-quality/issues?change=old").statusCode())
                .isEqualTo(400);
        JsonNode before = server.json("/api/data-quality/rules?load=1").get("items");
        assertThat(before.valueStream()
                        .allMatch(rule -> rule.get("new_issues").isNull()
                                && rule.get("gone_issues").isNull()))
                .isTrue();
        assertThat(server.json("/api/data-quality/issues?load=1&change=new").get("items"))
                .isEmpty();
    }

    private static List<String> keys(TestServer server, String which) {
        return server.json("/api/data-quality/issues?" + which)
                .get("items")
                .valueStream()
                .map(issue -> issue.get("rule").asString() + " "
                        + issue.get("entity_key").asString())
                .toList();
    }

    /** Seller 12 of the sample has credit 32, invoice 12_20250602 and its movement; an issue is planted on a row of each feed. */
    @ParameterizedTest
    @EnumSource
    void issuesOfASellerAreThoseOfAllItsRows(Database database) {
        DatabaseAddress address = TestDatabase.baseline(database);
        CreditRunner credit = new CreditRunner(address);
        assertThat(credit.run("check", "--as-of", "2025-10-01").exitCode()).isZero();
        TestDatabase.execute(address, "DELETE FROM quality_issues");
        long lead = TestDatabase.number(address, "SELECT min(lead_id) FROM leads WHERE seller_id = 12");
        List<String> his = List.of(
                "sellers 12",
                "credits 32",
                "credit_histories 32/2025-06-03 16:22:24.939185/New",
                "credit_chat 32/2025-06-03T16:22:24Z/AM/7",
                "leads " + lead,
                "invoices 12_20250602",
                "invoice_items 12_20250602/fees",
                "wallet_transactions WT_12_20250602");
        List<String> others = List.of(
                "sellers 1",
                "credits 3",
                "credit_histories 3/2025-06-03 16:22:24.939185/New",
                "credit_histories 320/2025-06-03 16:22:24.939185/New",
                "credit_chat 3/2025-06-03 16:22:24/AM/32",
                "leads 12",
                "invoices 1_20250602",
                "invoice_items 1_20250602/fees",
                "wallet_transactions WT_1_20250602",
                "account_managers 12",
                "exchange_rates EUR/USD/2025-01-01");
        for (List<String> rows : List.of(his, others)) {
            for (String row : rows) {
                String[] parts = row.split(" ", 2);
                TestDatabase.execute(
                        address,
                        "INSERT INTO quality_issues (run_id, rule, entity, entity_key, severity, reason, weight)"
                                + " VALUES (1, 'planted_" + parts[0] + "', '" + parts[0] + "', '" + parts[1]
                                + "', 'Info', 'planted', 1)");
            }
        }
        try (TestServer server = TestServer.on(address)) {
            assertThat(server.json("/api/data-quality/issues?seller_id=12")
                            .get("items")
                            .valueStream()
                            .map(issue -> issue.get("entity").asString() + " "
                                    + issue.get("entity_key").asString()))
                    .containsExactlyInAnyOrderElementsOf(his);
        }
    }

    private static List<String> issuesOf(TestServer server, int seller) {
        return server.json("/api/data-quality/issues?seller_id=" + seller)
                .get("items")
                .valueStream()
                .map(issue -> issue.get("entity_key").asString())
                .toList();
    }
}
