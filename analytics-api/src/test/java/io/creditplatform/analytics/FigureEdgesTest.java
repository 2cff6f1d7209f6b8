package io.creditplatform.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.creditplatform.analytics.web.TestServer;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Figures at the edges of their definitions, worked out by hand. */
class FigureEdgesTest {

    private static final String AGEING = "/api/analytics/portfolio/ageing?as_of=";
    private static final String ROLL_RATES = "/api/analytics/portfolio/roll-rates?as_of=";
    private static final String VINTAGES = "/api/analytics/portfolio/vintages?as_of=";

    /** Keeps numbers as they stand there, money with its two decimals. */
    private static final JsonMapper AS_WRITTEN = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    @TempDir
    private Path folder;

    private final List<String> sellers = new ArrayList<>();
    private final List<String> credits = new ArrayList<>();
    private final List<String> histories = new ArrayList<>();
    private final List<String> leads = new ArrayList<>();
    private final List<String> wallet = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void judgesSellersWhoLackSomething(Database database) {
        seller(1, 100); // nothing at all: only its free limit counts
        seller(2, 0); // no limit: its utilization is 0, whatever it owes
        credit(2, "100.00", "Paid");
        seller(3, 100); // owes more than its limit: nothing to add for a free limit
        credit(3, "150.00", "Approved");
        lead(3, "Confirmed");
        transaction(3, "deposit", "1.00", "2025-01-01");
        seller(4, 100); // only cancelled credits: not judged by them
        credit(4, "50.00", "Cancelled");

        try (TestServer server = server(database)) {
            assertThat(health(server, 1)).isEqualTo("20 low 0.0 0.0 0.0 0.0 8.00 0.00 declining");
            assertThat(health(server, 2)).isEqualTo("60 low 0.0 0.0 1.0 0.0 8.00 0.00 declining");
            assertThat(health(server, 3)).isEqualTo("40 high 1.5 1.5 0.0 1.0 9.00 1.00 improving");
            assertThat(health(server, 4)).isEqualTo("20 low 0.0 0.0 0.0 0.0 8.00 0.00 declining");
            assertThat(server.get("/api/analytics/seller-health/5").statusCode())
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsIsoWeeks(Database database) {
        seller(1, 100); // from Monday to Sunday: one week
        transaction(1, "deposit", "10.00", "2025-01-06");
        transaction(1, "withdrawal", "3.00", "2025-01-12 23:59:59.999999");
        seller(2, 100); // Sunday and Monday: two weeks; 0.005 a week goes to the even cent, and is an improvement
        transaction(2, "deposit", "0.01", "2025-01-12 23:59:59.999999");
        transaction(2, "deposit", "0.00", "2025-01-13");
        seller(3, 100); // Monday 30 December and Sunday 5 January: one week, in two years
        transaction(3, "withdrawal", "1.00", "2024-12-30");
        transaction(3, "withdrawal", "2.00", "2025-01-05");
        seller(4, 100); // in and out the same: no improvement
        transaction(4, "deposit", "5.00", "2025-01-06");
        transaction(4, "withdrawal", "5.00", "2025-01-06");

        try (TestServer server = server(database)) {
            assertThat(health(server, 1)).endsWith(" 15.00 7.00 improving");
            assertThat(health(server, 2)).endsWith(" 8.01 0.00 improving");
            assertThat(health(server, 3)).endsWith(" 5.00 -3.00 declining");
            assertThat(health(server, 4)).endsWith(" 8.00 0.00 declining");
            // 7.00 + 0.01 − 3.00 over eight transactions: 0.50125
            assertThat(json(server, "/api/dashboard/stats").toString()).contains("\"avg_wallet_change\":0.50");
        }
    }

    /** One absurd amount must not cost the ranking of all. */
    @ParameterizedTest
    @EnumSource
    void judgesTheLargestAmountsThereAre(Database database) {
        seller(1, 100);
        credit(1, "10000000000000.00", "Paid");
        seller(2, 10_000_000_000_000L);
        credit(2, "8674000000000.00", "Paid"); // 0.8674 of the limit: 40 + 2.65

        try (TestServer server = server(database)) {
            assertThat(health(server, 1)).startsWith("40 high ");
            assertThat(health(server, 2)).startsWith("43 medium ");
            assertThat(texts(json(server, "/api/analytics/sellers"), "seller_id"))
                    .containsExactly("2", "1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void roundsScoresHalfUp(Database database) {
        // 1/3 × 40 + 3/4 × 30 + (1 − 500/1200) × 20 is 47.5, though not in floating point.
        seller(1, 1200);
        credit(1, "500.00", "Paid");
        credit(1, "1.00", "New");
        credit(1, "1.00", "InReview");
        for (String status : List.of("Confirmed", "Confirmed", "Confirmed", "New")) {
            lead(1, status);
        }

        try (TestServer server = server(database)) {
            assertThat(health(server, 1)).startsWith("48 high ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void setsTheLimitsOfRiskBesideTheirValues(Database database) {
        seller(1, 1000); // a utilization of exactly 0.9
        credit(1, "900.00", "Paid");
        seller(2, 1000); // a cent more
        credit(2, "900.01", "Paid");
        seller(3, 1000); // exactly 0.7
        credit(3, "700.00", "Paid");
        seller(4, 1000); // a reliability of exactly 0.5
        credit(4, "1.00", "Paid");
        credit(4, "1.00", "New");
        seller(5, 1000); // exactly 0.7
        for (int i = 0; i < 10; i++) {
            credit(5, "1.00", i < 7 ? "Paid" : "New");
        }
        seller(6, 1000); // 1 of 3
        credit(6, "1.00", "Paid");
        credit(6, "1.00", "New");
        credit(6, "1.00", "New");

        try (TestServer server = server(database)) {
            assertThat(texts(json(server, "/api/analytics/sellers?sort=health_score"), "seller_id", "risk_level"))
                    .containsExactlyInAnyOrder("1 medium", "2 high", "3 low", "4 medium", "5 low", "6 high");
            assertThat(texts(
                            json(server, "/api/analytics/sellers?risk_level=high&sort=credit_utilization_rate"),
                            "seller_id"))
                    .containsExactly("2", "6");
        }
    }

    @ParameterizedTest
    @EnumSource
    void agesByDaysOverALeapDay(Database database) {
        seller(1, 1000);
        dueOn("2024-03-01 00:00:00"); // today
        dueOn(""); // never
        dueOn("2024-02-29 23:59:59.999999"); // 1 day
        dueOn("2024-01-31 00:00:00"); // 30
        dueOn("2024-01-30 23:59:59.999999"); // 31
        dueOn("2024-01-01 12:00:00"); // 60
        dueOn("2023-12-31 12:00:00"); // 61
        dueOn("2023-12-02 00:00:00"); // 90
        dueOn("2023-12-01 23:59:59.999999"); // 91
        credit(1, "9.00", "Paid");

        try (TestServer server = server(database)) {
            assertThat(texts(json(server, AGEING + "2024-03-01"), "bucket", "credits", "outstanding"))
                    .containsExactly("not_due 2 2.00", "1-30 2 2.00", "31-60 2 2.00", "61-90 2 2.00", "90+ 1 1.00");
            assertThat(texts(json(server, AGEING + "2024-02-29"), "credits")).containsExactly("3", "2", "2", "2", "0");
            assertThat(texts(json(server, AGEING + "1000-01-01"), "credits")).containsExactly("9", "0", "0", "0", "0");
            assertThat(texts(json(server, AGEING + "9998-12-31"), "credits")).containsExactly("1", "0", "0", "0", "8");
        }
    }

    @ParameterizedTest
    @EnumSource
    void rollsFromMonthEndToMonthEnd(Database database) {
        seller(1, 1000);
        followed("2024-01-31", "Approved 2024-01-31 23:59:59.999999"); // due then, 29 days past due on the leap day
        followed(
                "2024-01-01",
                "Approved 2024-01-02 00:00:00",
                "Paid 2024-02-29 23:59:59.999999"); // 30 days, paid in time
        followed(
                "2024-01-01",
                "Approved 2024-01-02 00:00:00",
                "Paid 2024-03-01 00:00:00"); // 30 days, then 59; paid too late
        followed("2024-01-01", "Approved 2024-02-01 00:00:00"); // not yet open on the first day
        followed("2024-01-01", "Approved 2024-01-10 00:00:00", "Paid 2024-01-10 00:00:00"); // at once paid
        followed("2023-11-01", "Deposit 2023-12-01 00:00:00", "Cancelled 2024-02-10 00:00:00"); // 91 days, cancelled
        followed("", "Approved 2024-01-01 00:00:00"); // never due

        try (TestServer server = server(database)) {
            JsonNode rates = json(server, ROLL_RATES + "2024-02-29");
            assertThat(texts(rates, "from_bucket", "to_bucket", "credits", "outstanding", "share"))
                    .containsExactly(
                            "not_due not_due 1 1.00 0.5",
                            "not_due 1-30 1 1.00 0.5",
                            "not_due 31-60 0 0.00 0.0",
                            "not_due 61-90 0 0.00 0.0",
                            "not_due 90+ 0 0.00 0.0",
                            "not_due closed 0 0.00 0.0",
                            "1-30 1-30 0 0.00 0.0",
                            "1-30 31-60 1 1.00 0.5",
                            "1-30 61-90 0 0.00 0.0",
                            "1-30 90+ 0 0.00 0.0",
                            "1-30 closed 1 1.00 0.5",
                            "31-60 31-60 0 0.00 0.0",
                            "31-60 61-90 0 0.00 0.0",
                            "31-60 90+ 0 0.00 0.0",
                            "31-60 closed 0 0.00 0.0",
                            "61-90 61-90 0 0.00 0.0",
                            "61-90 90+ 0 0.00 0.0",
                            "61-90 closed 0 0.00 0.0",
                            "90+ 90+ 0 0.00 0.0",
                            "90+ closed 1 1.00 1.0");
            assertThat(texts(rates, "from_month_end", "to_month_end")).containsOnly("2024-01-31 2024-02-29");
            assertThat(texts(json(server, ROLL_RATES + "2024-02-28"), "from_month_end", "to_month_end"))
                    .containsOnly("2023-12-31 2024-01-31");
            assertThat(json(server, ROLL_RATES + "2024-03-30").get("items")).isEqualTo(rates.get("items"));
            assertThat(server.get(ROLL_RATES + "1000-01-01").statusCode()).isEqualTo(200);
            assertThat(server.get(ROLL_RATES + "9998-12-31").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsMonthsOnBook(Database database) {
        seller(1, 1000);
        issued("2024-01-31 23:59:59.999999", "2.00", "Paid", "Paid 2024-02-29 23:59:59.999999");
        issued("2024-01-01 00:00:00", "1.00", "Approved", "Approved 2024-01-01 00:00:00");
        issued("2024-01-01 00:00:00", "1.00", "Paid", "Paid 2023-12-31 00:00:00"); // before it was issued
        issued("2024-01-15 00:00:00", "8.00", "Cancelled"); // not issued
        issued("2024-03-02 00:00:00", "5.00", "Deposit"); // after the day
        issued("", "5.00", "Approved");
        String columns =
                "issue_month months_on_book credits amount paid_credits paid_amount paid_share paid_credits_share";

        try (TestServer server = server(database)) {
            assertThat(texts(json(server, VINTAGES + "2024-03-01"), columns.split(" ", -1)))
                    .containsExactly(
                            "2024-01 0 3 4.00 1 1.00 0.25 0.3333333333333333",
                            "2024-01 1 3 4.00 2 3.00 0.75 0.6666666666666666",
                            "2024-01 2 3 4.00 2 3.00 0.75 0.6666666666666666");
            // The payment of the leap day is not known yet, nor is the credit that was issued at the very end of
            // January.
            assertThat(texts(json(server, VINTAGES + "2024-01-30"), columns.split(" ", -1)))
                    .containsExactly("2024-01 0 2 2.00 1 1.00 0.5 0.5");
            assertThat(json(server, VINTAGES + "1000-01-01").get("items")).isEmpty();
            // Two months of issue, 0 to 120 months each.
            assertThat(json(server, VINTAGES + "9998-12-31&limit=1000").get("items"))
                    .hasSize(2 * 121);
        }
    }

    @ParameterizedTest
    @EnumSource
    void waitsForTheNextOrderToTheMicrosecond(Database database) {
        seller(1, 1000);
        followed("", "Approved 2024-02-28 12:00:00", "Approved 2024-03-05 00:00:00"); // the first one counts
        lead(1, "Confirmed", "2024-02-28 11:59:59.999999"); // just too early
        lead(1, "New", "2024-02-28 13:00:00");
        lead(1, "Confirmed", "2024-03-01 18:00:00"); // two and a quarter days, one of them the 29th
        seller(2, 1000);
        followed(2, "Approved 2024-02-28 12:00:00.000001");
        lead(2, "Confirmed", "2024-02-28 12:00:00.000001"); // at the same moment
        followed(2, "Approved 2024-02-28 12:00:00.000002"); // and no lead after
        followed(2, "New 2024-01-01 00:00:00"); // was never approved
        seller(3, 1000, "AFRQ");
        followed(3, "Approved 2024-02-28 12:00:00");

        try (TestServer server = server(database)) {
            assertThat(texts(
                            json(server, "/api/analytics/credit-to-lead"),
                            "market",
                            "credits",
                            "avg_days",
                            "without_lead"))
                    .containsExactly("AFRQ 0 null 1", "GCC 2 1.125 1");
        }
    }

    /** 8,000 years are 2,921,940 days; 40 times their microseconds are more than 64 bits hold. */
    @ParameterizedTest
    @EnumSource
    void waitsForVeryLongAltogether(Database database) {
        seller(1, 1000);
        for (int credit = 0; credit < 40; credit++) {
            followed("", "Approved 1000-01-01 00:00:00");
        }
        lead(1, "Confirmed", "9000-01-01 00:00:00");

        try (TestServer server = server(database)) {
            assertThat(texts(json(server, "/api/analytics/credit-to-lead"), "credits", "avg_days", "without_lead"))
                    .containsExactly("40 2921940.0 0");
        }
    }

    @ParameterizedTest
    @EnumSource
    void ranksTiesById(Database database) {
        for (int id : new int[] {3, 1, 2}) {
            seller(id, 100L * id);
            credit(id, 10 * id + ".00", "Approved");
            transaction(id, "deposit", id + ".00", "2025-01-01");
            leads.add(leads.size() + 1 + "," + id + ",2025-01-01 00:00:00," + 5 * id + ".00,Confirmed,Pending,");
        }
        try (TestServer server = server(database)) {
            assertThat(texts(json(server, "/api/analytics/revenue-efficiency?top=2"), "seller_id", "ratio"))
                    .containsExactly("1 0.5", "2 0.5");
            assertThat(texts(json(server, "/api/analytics/sellers?sort=credit_utilization_rate"), "seller_id"))
                    .containsExactly("1", "2", "3");
            assertThat(texts(
                            json(server, "/api/analytics/sellers?sort=credit_utilization_rate&direction=asc"),
                            "seller_id"))
                    .containsExactly("1", "2", "3");
            assertThat(texts(json(server, "/api/analytics/account-managers?by=utilization_rate"), "am_id", "sellers"))
                    .containsExactly("1 3", "2 0");
            assertThat(texts(json(server, "/api/analytics/lead-conversion?by=credit_status"), "group", "leads"))
                    .containsExactly("active 3", "inactive 0");
            // 10, 20 and 30 of 60: 1/36 + 4/36 + 9/36
            JsonNode concentration = json(server, "/api/analytics/portfolio/concentration");
            assertThat(concentration.get("hhi").doubleValue()).isEqualTo(14.0 / 36, within(1e-9));
            assertThat(concentration.get("top_10_share").doubleValue()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void pagesThroughTheRankingThoughItChangesMeanwhile(Database database) {
        for (int id = 1; id <= 5; id++) {
            seller(id, 100);
            transaction(id, "deposit", id + ".00", "2025-01-01");
        }
        String path = "/api/analytics/sellers?sort=current_balance&limit=2";
        try (TestServer server = server(database)) {
            JsonNode first = json(server, path);
            assertThat(texts(first, "seller_id")).containsExactly("5", "4");
            assertThat(texts(json(server, path + "&after=" + first.get("next").stringValue()), "seller_id"))
                    .containsExactly("3", "2");

            transaction(
                    1,
                    "deposit",
                    "2.50",
                    "2025-01-02"); // to 11.50, between seller 3 with 11.00 and seller 4 with 12.00
            load(server.address());

            JsonNode second = json(server, path + "&after=" + first.get("next").stringValue());
            assertThat(texts(second, "seller_id")).containsExactly("1", "3");
            assertThat(second.get("load_id").intValue()).isEqualTo(2);
            assertThat(server.get(path + "&after=" + "eA").statusCode()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isAsNewAsTheLoadThatItRestsOn(Database database) {
        seller(1, 100);
        try (TestServer server = server(database)) {
            Instant first = lastUpdated(server);
            load(server.address(), "--feeds", "account_managers", "--force");
            assertThat(lastUpdated(server)).isEqualTo(first);
            load(server.address(), "--feeds", "leads", "--force");
            assertThat(lastUpdated(server)).isAfter(first);
        }
    }

    private static Instant lastUpdated(TestServer server) {
        return Instant.parse(json(server, "/api/analytics/seller-health/1")
                .get("last_updated")
                .stringValue());
    }

    @ParameterizedTest
    @EnumSource
    void agreesAboutTheStatusAtAnyDay(Database database) {
        seller(1, 100);
        // Its own status counts from the day of its last entry on, even if that says something else.
        issued("2025-03-01 10:00:00", "1.00", "Deposit", "Approved 2025-03-01 10:00:00", "Paid 2025-03-20 10:00:00");
        // It exists from its first entry on, whenever it was issued.
        issued("2025-01-01 10:00:00", "10.00", "Approved", "New 2025-03-10 10:00:00", "Approved 2025-03-15 10:00:00");
        // Without a history: from its day of issue on, or always.
        issued("2025-03-12 10:00:00", "100.00", "Approved");
        issued("", "1000.00", "Approved");
        // Closed now, but not then; of entries at one moment the one that comes later in a credit's life.
        issued(
                "2025-03-01 10:00:00",
                "10000.00",
                "Paid",
                "New 2025-03-02 10:00:00",
                "Approved 2025-03-02 10:00:00",
                "Paid 2025-03-19 10:00:00");
        try (TestServer server = server(database)) {
            Map.of(
                            "2025-02-28", "1000.00",
                            "2025-03-01", "1001.00",
                            "2025-03-11", "11001.00",
                            "2025-03-12", "11101.00",
                            "2025-03-15", "11111.00",
                            "2025-03-18", "11111.00",
                            "2025-03-19", "1111.00",
                            "2025-03-20", "1111.00",
                            "2999-01-01", "1111.00")
                    .forEach((day, open) -> {
                        BigDecimal aged = StreamSupport.stream(
                                        json(server, AGEING + day).get("items").spliterator(), false)
                                .map(bucket -> bucket.get("outstanding").decimalValue())
                                .reduce(BigDecimal.ZERO, BigDecimal::add);
                        assertThat(aged).as(day).isEqualByComparingTo(open);
                        assertThat(json(server, "/api/analytics/portfolio/concentration?as_of=" + day)
                                        .get("by_market")
                                        .get(0)
                                        .get("outstanding")
                                        .decimalValue())
                                .as(day)
                                .isEqualByComparingTo(open);
                    });
            // Between the ends of February and March; only the one credit existed at the first.
            assertThat(texts(json(server, ROLL_RATES + "2025-03-31"), "from_bucket", "to_bucket", "outstanding"))
                    .contains("not_due not_due 1000.00");
            assertThat(texts(json(server, VINTAGES + "2025-03-11"), "issue_month", "months_on_book", "amount"))
                    .containsExactly("2025-03 0 10001.00");
        }
    }

    @ParameterizedTest
    @EnumSource
    void hasAnswersWhereNothingIs(Database database) {
        try (TestServer server = server(database)) {
            assertThat(json(server, "/api/dashboard/stats")).isEmpty();
            for (String path : List.of(
                    "approval-rates",
                    "sellers",
                    "revenue-efficiency",
                    "credit-to-lead",
                    "lead-conversion",
                    "portfolio/vintages")) {
                assertThat(json(server, "/api/analytics/" + path).get("items"))
                        .as(path)
                        .isEmpty();
            }
            assertThat(json(server, "/api/analytics/portfolio/concentration?as_of=2025-01-01")
                            .toString())
                    .isEqualTo(
                            "{\"hhi\":0.0,\"top_10_share\":0.0,\"by_market\":[],\"as_of\":\"2025-01-01\",\"currency\":\"USD\",\"missing_rates\":[]}");
            assertThat(json(server, "/api/analytics/portfolio/ageing").get("items"))
                    .hasSize(5);
            assertThat(json(server, "/api/analytics/portfolio/roll-rates").get("items"))
                    .hasSize(20);
        }
    }

    // What is asked

    private static JsonNode json(TestServer server, String path) {
        HttpResponse<String> response = server.get(path);
        assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(200);
        return AS_WRITTEN.readTree(response.body());
    }

    private static String health(TestServer server, int seller) {
        JsonNode health = json(server, "/api/analytics/seller-health/" + seller);
        JsonNode metrics = health.get("metrics");
        JsonNode purse = metrics.get("wallet_health");
        return String.join(
                " ",
                text(health, "health_score"),
                text(health, "risk_level"),
                text(metrics, "credit_utilization_rate"),
                text(metrics, "outstanding_utilization_rate"),
                text(metrics, "payment_reliability_score"),
                text(metrics, "lead_conversion_rate"),
                text(purse, "current_balance"),
                text(purse, "avg_weekly_change"),
                text(purse, "trend"));
    }

    private static List<String> texts(JsonNode answer, String... keys) {
        return StreamSupport.stream(answer.get("items").spliterator(), false)
                .map(item -> String.join(
                        " ", List.of(keys).stream().map(key -> text(item, key)).toList()))
                .toList();
    }

    private static String text(JsonNode object, String key) {
        return object.get(key).asString("null");
    }

    // What is loaded

    private void seller(int id, long limit) {
        seller(id, limit, "GCC");
    }

    private void seller(int id, long limit, String market) {
        sellers.add(id + ",Seller " + id + "," + market + ",2020-01-01," + limit + ",1,8.00,1,1");
    }

    private void credit(int seller, String amount, String status) {
        credits.add(credits.size() + 1 + "," + seller + "," + amount + ",,," + status);
    }

    private void dueOn(String due) {
        credits.add(credits.size() + 1 + ",1,1.00,," + due + ",Approved");
    }

    /** A credit whose own status is the one that its history ends with, entries in the order of time. */
    private void followed(String due, String... entries) {
        String status = entries[entries.length - 1].split(" ", 2)[0];
        credits.add(credits.size() + 1 + ",1,1.00,," + (due.isEmpty() ? "" : due + " 10:00:00") + "," + status);
        history(entries);
    }

    private void followed(int seller, String entry) {
        credit(seller, "1.00", "New");
        history(entry);
    }

    private void issued(String issued, String amount, String status, String... entries) {
        credits.add(credits.size() + 1 + ",1," + amount + "," + issued + ",," + status);
        history(entries);
    }

    private void history(String... entries) {
        for (String entry : entries) {
            histories.add(credits.size() + "," + entry.replaceFirst(" ", ","));
        }
    }

    private void lead(int seller, String status) {
        lead(seller, status, "2025-01-01 00:00:00");
    }

    private void lead(int seller, String status, String created) {
        leads.add(leads.size() + 1 + "," + seller + "," + created + ",1.00," + status + ",Pending,");
    }

    private void transaction(int seller, String type, String amount, String created) {
        wallet.add("W" + (wallet.size() + 1) + "," + seller + "," + type + "," + amount + "," + created);
    }

    private TestServer server(Database database) {
        DatabaseAddress address = TestDatabase.fresh(database);
        load(address);
        return TestServer.on(address);
    }

    private void load(DatabaseAddress address, String... options) {
        file("senior_account_managers", "sam_id,sam_name,sam_email", List.of("1,Sam,sam@example.org"));
        file(
                "account_managers",
                "am_id,am_name,am_email,sam_id",
                List.of("1,Am,am@example.org,1", "2,Idle,idle@example.org,1"));
        file(
                "sellers",
                "seller_id,seller_name,market,signup_date,credit_limit,avg_weekly_leads,initial_wallet,am_id,sam_id",
                sellers);
        file("credits", "credit_id,seller_id,amount,issue_date,due_date,status", credits);
        file("credit_histories", "credit_id,status,changed_at", histories);
        file("leads", "lead_id,seller_id,created_at,amount,status,shipping_status,tracking_number", leads);
        file("wallet_transactions", "transaction_id,seller_id,type,amount,created_at", wallet);
        CreditRunner.Result result = new CreditRunner(address).importFolder(folder, options);
        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    private void file(String feed, String header, List<String> lines) {
        SampleData.write(
                folder.resolve(feed + ".csv"),
                header + "\n" + lines.stream().map(line -> line + "\n").reduce("", String::concat));
    }
}
