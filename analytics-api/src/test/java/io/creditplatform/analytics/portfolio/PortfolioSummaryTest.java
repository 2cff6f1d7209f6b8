package io.creditplatform.analytics.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.web.TestServer;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The portfolio in one answer: figures with what they were a load ago, and what they rest on. */
class PortfolioSummaryTest {

    private static final String SUMMARY = "/api/portfolio/summary";

    private static final String TREND = "/api/analytics/portfolio/delinquency?limit=1000";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void saysWhatChangedSinceTheLoadBefore(Database database) throws IOException {
        DatabaseAddress address = TestDatabase.fresh(database);
        CreditRunner credit = new CreditRunner(address);
        // Seller 1 may have 100.00: 60.00 are due on the day, 40.00 since 91 days; seller 2 owes nothing.
        write(
                "sellers",
                "seller_id,seller_name,market,signup_date,credit_limit,avg_weekly_leads,initial_wallet,am_id,sam_id"
                        + "\n1,One,GCC,2024-01-01,100,1,0,1,1\n2,Two,AFRQ,2024-01-01,100,1,0,1,1");
        write("account_managers", "am_id,am_name,am_email,sam_id\n1,A,a@example.com,1");
        write("senior_account_managers", "sam_id,sam_name,sam_email\n1,S,s@example.com");
        String credits = "credit_id,seller_id,amount,issue_date,due_date,status"
                + "\n1,1,60.00,2025-01-01 00:00:00,2025-05-31 23:59:59.999999,Approved"
                + "\n2,1,40.00,2025-01-01 00:00:00,2025-03-01 00:00:00,Deposit";
        write("credits", credits);
        write(
                "leads",
                "lead_id,seller_id,created_at,amount,status,shipping_status,tracking_number\n1,1,2025-01-01 00:00:00,1,Confirmed,Pending,");
        load(credit, "2025-05-31");
        try (TestServer server = TestServer.on(address)) {
            JsonNode first = server.json(SUMMARY);
            assertThat(first.at("/load/load_id").asLong()).isEqualTo(1);
            assertThat(first.at("/load/day").asString()).isEqualTo("2025-05-31");
            assertThat(first.at("/load/published_at").asString()).endsWith("Z");
            assertThat(first.get("load_before").isNull()).isTrue();
            assertThat(first.get("critical_issues").isNull()).isTrue();
            assertThat(first.get("exposure").toString()).isEqualTo("{\"value\":100.0,\"before\":null,\"change\":null}");
            assertThat(first.get("overdue").toString()).contains("\"value\":40.0");
            assertThat(first.get("over_90_days_share").toString()).contains("\"value\":0.4,");
            assertThat(first.get("sellers_over_limit").toString()).contains("\"value\":0,");
            assertThat(first.get("as_of").asString()).isEqualTo("2025-05-31");

            // A day later the first one is due since a day, one is paid and another one given: 60.00 + 50.00.
            write(
                    "credits",
                    credits.replace("Deposit", "Paid")
                            + "\n3,1,50.00,2025-05-31 12:00:00,,Approved\n4,2,9.00,,,Cancelled");
            load(credit, "2025-06-01");
            JsonNode second = server.json(SUMMARY);
            assertThat(second.at("/load/load_id").asLong()).isEqualTo(2);
            assertThat(second.get("load_before")).isEqualTo(first.get("load"));
            assertThat(second.get("exposure").toString())
                    .isEqualTo("{\"value\":110.0,\"before\":100.0,\"change\":10.0}");
            assertThat(second.get("overdue").toString()).isEqualTo("{\"value\":60.0,\"before\":40.0,\"change\":20.0}");
            assertThat(second.get("over_90_days_share").toString())
                    .isEqualTo("{\"value\":0.0,\"before\":0.4,\"change\":-0.4}");
            assertThat(second.get("sellers_over_limit").toString())
                    .isEqualTo("{\"value\":1,\"before\":0,\"change\":1}");
            assertThat(second.get("approval_rate").toString())
                    .isEqualTo("{\"value\":0.75,\"before\":1.0,\"change\":-0.25}");
            assertThat(second.at("/payment_success_rate/value").asDouble()).isEqualTo(1.0 / 3);
            assertThat(second.at("/payment_success_rate/before").asDouble()).isZero();
            assertThat(second.get("lead_conversion_rate").toString())
                    .isEqualTo("{\"value\":1.0,\"before\":1.0,\"change\":0.0}");

            // On a day of one's own both states are looked at on it: all of the first is overdue then.
            assertThat(server.json(SUMMARY + "?as_of=2025-06-01").get("overdue").toString())
                    .isEqualTo("{\"value\":60.0,\"before\":100.0,\"change\":-40.0}");
            assertThat(server.json(SUMMARY + "?market=AFRQ")
                            .get("approval_rate")
                            .toString())
                    .as("Nobody asked for credit there before.")
                    .isEqualTo("{\"value\":0.0,\"before\":null,\"change\":null}");
            assertThat(server.json(SUMMARY + "?market=AFRQ")
                            .get("over_90_days_share")
                            .toString())
                    .isEqualTo("{\"value\":null,\"before\":null,\"change\":null}");
            assertThat(server.json(SUMMARY + "?load=1")).isEqualTo(first);
            assertThat(server.json(SUMMARY)).isEqualTo(second);
            assertThat(server.json(SUMMARY + "?load=2")).isEqualTo(second);

            // A third load, seen beside the second, and the second beside the first as before.
            write("credits", credits.replace("Deposit", "Paid").replace("Approved", "Paid"));
            load(credit, "2025-06-02");
            assertThat(server.json(SUMMARY).get("exposure").toString())
                    .isEqualTo("{\"value\":50.0,\"before\":110.0,\"change\":-60.0}");
            assertThat(server.json(SUMMARY + "?load=2")).isEqualTo(second);
            assertThat(credit.run("undo").exitCode()).isZero();
            assertThat(server.json(SUMMARY)).isEqualTo(second);
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatItRestsOn(Database database) throws IOException {
        DatabaseAddress address = TestDatabase.baseline(database);
        CreditRunner credit = new CreditRunner(address);
        try (TestServer server = TestServer.on(address)) {
            String tag = server.get(SUMMARY).headers().firstValue("ETag").orElseThrow();
            assertThat(server.get(SUMMARY, "If-None-Match", tag).statusCode()).isEqualTo(304);
            for (String header : List.of("no,header", "none,either")) {
                Path broken = Files.createDirectory(folder.resolve(header));
                Files.writeString(broken.resolve("sellers.csv"), header + "\n1,2\n");
                assertThat(credit.importFolder(broken).exitCode()).isEqualTo(1);
            }
            JsonNode failed = server.json(SUMMARY);
            assertThat(failed.get("loads_failed_since").asLong()).isEqualTo(2);
            assertThat(failed.at("/last_failed_load/load_id").asLong()).isEqualTo(3);
            assertThat(failed.at("/load/load_id").asLong()).isEqualTo(1);
            assertThat(server.get(SUMMARY, "If-None-Match", tag).statusCode()).isEqualTo(200);

            String trend = server.get(TREND).body();
            TestDatabase.execute(
                    address, "UPDATE credits SET due_date = '2020-01-01 00:00:00.000000' WHERE credit_id IN (1, 2)");
            TestDatabase.execute(address, "UPDATE credits SET amount_minor = amount_minor + 100"); // behind its back
            assertThat(credit.run("check").exitCode()).isZero();
            JsonNode checked = server.json(SUMMARY);
            // Figures and trend are worked out once for each load; what was found on it is another matter.
            assertThat(checked.get("critical_issues")).isNotEqualTo(failed.get("critical_issues"));
            assertThat(checked.get("exposure")).isEqualTo(failed.get("exposure"));
            assertThat(server.get(TREND).body()).isEqualTo(trend);
            assertThat(server.json(SUMMARY + "?as_of=2026-12-31").at("/exposure/value")) // another day is not kept
                    .isNotEqualTo(failed.at("/exposure/value"));
            JsonNode rules = server.json("/api/data-quality/rules?limit=1000").get("items");
            long critical = 0;
            long broken = 0;
            for (JsonNode rule : rules) {
                boolean counts = rule.get("severity").asString().equals("Critical");
                critical += counts ? rule.get("issues").asLong() : 0;
                broken += counts && rule.get("issues").asLong() > 0 ? 1 : 0;
            }
            assertThat(critical).isPositive();
            assertThat(checked.at("/critical_issues/issues").asLong()).isEqualTo(critical);
            assertThat(checked.at("/critical_issues/rules").asLong()).isEqualTo(broken);
            assertThat(checked.at("/critical_issues/load_id").asLong()).isEqualTo(1);

            assertThat(credit.importFolder(SampleData.folder("next-day")).exitCode())
                    .isZero();
            JsonNode next = server.json(SUMMARY);
            assertThat(server.get(TREND).body()).isNotEqualTo(trend);
            assertThat(next.get("exposure")).isNotEqualTo(failed.get("exposure"));
            assertThat(next.get("loads_failed_since").asLong()).isZero();
            assertThat(next.get("last_failed_load").isNull()).isTrue();
            assertThat(next.at("/load_before/load_id").asLong()).isEqualTo(1);
            assertThat(next.at("/critical_issues/load_id").asLong()).isEqualTo(1);
        }
    }

    @Test
    void namesEachMissingRateOnce() {
        DatabaseAddress address = TestDatabase.fresh(Database.SQLITE);
        assertThat(new CreditRunner(address)
                        .importFolder(SampleData.folder("currencies"), "--as-of", "2025-03-01")
                        .exitCode())
                .isZero();
        try (TestServer server = TestServer.on(address)) {
            JsonNode summary = server.json(SUMMARY);
            // 375 SAR as 100.00, 100 EUR as 110.00, 50 USD; one in AED has no rate, neither into USD nor into its
            // seller's SAR.
            assertThat(summary.at("/exposure/value").decimalValue()).isEqualByComparingTo("260.00");
            assertThat(summary.get("missing_rates").toString())
                    .isEqualTo("[{\"from_currency\":\"AED\",\"to_currency\":\"USD\",\"amounts\":1},"
                            + "{\"from_currency\":\"AED\",\"to_currency\":\"SAR\",\"amounts\":1}]");
        }
    }

    private void write(String feed, String rows) throws IOException {
        Files.writeString(folder.resolve(feed + ".csv"), rows + "\n");
    }

    private void load(CreditRunner credit, String day) {
        CreditRunner.Result loaded = credit.importFolder(folder, "--as-of", day);
        assertThat(loaded.exitCode()).as(loaded.err()).isZero();
    }
}
