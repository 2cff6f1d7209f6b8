package io.creditplatform.analytics;

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
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers in one currency over data in four, as {@code sample-data/currencies} has them; worked out by hand. */
class CurrencyTest {

    private static final String NOTHING = "[]";

    private static String missing(String from, String to, int amounts) {
        return "[{'from_currency':'%s','to_currency':'%s','amounts':%d}]".formatted(from, to, amounts);
    }

    @ParameterizedTest
    @EnumSource
    void everyAnswerNamesItsCurrencyAndWhatItLeftOut(Database database) {
        DatabaseAddress address = TestDatabase.fresh(database);
        CreditRunner.Result loaded =
                new CreditRunner(address).importFolder(SampleData.folder("currencies"), "--as-of", "2025-03-01");
        assertThat(loaded.exitCode()).as(loaded.err()).isZero();
        try (TestServer server = TestServer.on(address)) {
            JsonNode dashboard = server.json("/api/dashboard/stats");
            holds(dashboard.get(0), "{'market':'AFRQ','avg_wallet_change':0.17,'currency':'USD','missing_rates':[]}");
            holds(dashboard.get(1), "{'market':'GCC','avg_wallet_change':2.25,'currency':'USD','missing_rates':[]}");
            holds(
                    server.json("/api/dashboard/stats?currency=AED").get(0),
                    "{'market':'AFRQ','avg_wallet_change':1.02,'currency':'AED','missing_rates':%s}"
                            .formatted(missing("EUR", "AED", 1)));

            JsonNode one = server.json("/api/analytics/seller-health/1");
            // In SAR: 420 of 1000 issued, 375 open, 137.50 in the wallet.
            holds(one, "{'currency':'SAR'}");
            holds(one.get("metrics"), "{'credit_utilization_rate':0.42,'outstanding_utilization_rate':0.375}");
            holds(one.get("metrics").get("wallet_health"), "{'current_balance':137.50,'avg_weekly_change':37.50}");
            holds(
                    one.get("reported"),
                    ("{'currency':'USD','credit_limit':266.67,'issued':112.00,'outstanding':100.00,'current_balance':36.67,"
                            + "'avg_weekly_change':10.00}"));
            holds(
                    one,
                    "{'missing_rates':[{'from_currency':'AED','to_currency':'USD','amounts':1},"
                            + "{'from_currency':'AED','to_currency':'SAR','amounts':1}]}");

            JsonNode ranked = server.json("/api/analytics/sellers?sort=current_balance&currency=EUR")
                    .get("items");
            assertThat(ranked.get(0).get("seller_id").asInt()).isEqualTo(1); // 22.22 + 9.09, 8.33 + 0.30, -5.00
            assertThat(ranked.get(1).get("seller_id").asInt()).isEqualTo(3);
            assertThat(ranked.get(0).get("reported").get("current_balance").asDouble())
                    .isEqualTo(31.31);

            // 112 + 110 + 50 of 266.67 + 600 + 200
            JsonNode manager =
                    server.json("/api/analytics/account-managers").get("items").get(0);
            holds(
                    manager,
                    "{'credit_volume':272.00,'currency':'USD','missing_rates':%s}".formatted(missing("AED", "USD", 1)));
            assertThat(manager.get("utilization_rate").asDouble()).isEqualTo(27_200.0 / 106_667);

            JsonNode efficiency =
                    server.json("/api/analytics/revenue-efficiency").get("items");
            holds(
                    efficiency.get(0),
                    "{'seller_id':2,'total_credits':110.00,'confirmed_leads_value':24.00,'currency':'USD','missing_rates':[]}");
            assertThat(efficiency.get(2).get("seller_id").asInt()).isEqualTo(1);
            JsonNode unknown = server.json("/api/analytics/revenue-efficiency?currency=AED")
                    .get("items")
                    .get(2);
            // Its only credit and lead are in USD, of a day before the first rate to AED.
            holds(
                    unknown,
                    "{'seller_id':3,'total_credits':0.00,'confirmed_leads_value':0.00,'ratio':null,'currency':'AED','missing_rates':%s}"
                            .formatted(missing("USD", "AED", 2)));
            assertThat(server.get("/api/analytics/revenue-efficiency?currency=AED&format=csv")
                            .body())
                    .contains("\r\n3,")
                    .contains(",0.00,0.00,,AED,");

            JsonNode concentration = server.json("/api/analytics/portfolio/concentration?currency=SAR");
            holds(concentration, "{'currency':'SAR','missing_rates':%s}".formatted(missing("AED", "SAR", 1)));
            holds(concentration.get("by_market").get(1), "{'market':'GCC','outstanding':787.50}");

            JsonNode ageing = server.json("/api/analytics/portfolio/ageing?as_of=2025-03-01")
                    .get("items");
            holds(ageing.get(0), "{'bucket':'not_due','credits':2,'outstanding':150.00,'missing_rates':[]}");
            holds(
                    ageing.get(1),
                    "{'bucket':'1-30','credits':2,'outstanding':110.00,'missing_rates':%s}"
                            .formatted(missing("AED", "USD", 1)));
            openCreditsAreThoseThatAgeingAddsUp(server);
            JsonNode vintage = server.json("/api/analytics/portfolio/vintages?as_of=2025-01-31")
                    .get("items")
                    .get(0);
            holds(
                    vintage,
                    "{'credits':4,'amount':260.00,'currency':'USD','missing_rates':%s}"
                            .formatted(missing("AED", "USD", 1)));
            holds(
                    server.json("/api/analytics/portfolio/roll-rates?as_of=2025-03-31&currency=EUR")
                            .get("items")
                            .get(0),
                    "{'credits':1,'outstanding':45.45,'currency':'EUR','missing_rates':[]}");

            JsonNode credit = server.json("/api/credits/1?currency=EUR");
            holds(credit, "{'amount':375.00,'currency':'SAR'}");
            holds(
                    credit.get("reported"),
                    "{'currency':'EUR','rate':0.242424242424,'effective_date':'2025-01-01','amounts':{'amount':90.91}}");
            holds(
                    server.json("/api/credits/3").get("reported"),
                    "{'rate':null,'amounts':{},'missing_rates':%s}".formatted(missing("AED", "USD", 1)));
            holds(
                    server.json("/api/invoices/2_20250127").get("reported"),
                    "{'rate':1.2,'effective_date':'2025-02-01','amounts':{'sales_amount':24.00,'fees':6.00,'credits_due':0.00,"
                            + "'from_balance':0.00,'total':18.00}}");
            assertThat(server.get("/api/dashboard/stats?currency=GBP").statusCode())
                    .isEqualTo(400);
            assertThat(server.get("/api/analytics/account-managers?format=csv").body())
                    .contains("currency,missing_rates");
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsTakenAtOneWhereThereAreNoRates(Database database) {
        DatabaseAddress address = TestDatabase.fresh(database);
        CreditRunner.Result loaded = new CreditRunner(address)
                .importFolder(
                        SampleData.folder("baseline"),
                        "--feeds",
                        "senior_account_managers,account_managers,sellers,credits,leads,wallet_transactions");
        assertThat(loaded.exitCode()).as(loaded.err()).isZero();
        try (TestServer server = TestServer.on(address)) {
            JsonNode market = server.json("/api/dashboard/stats?currency=EUR").get(0);
            assertThat(market.get("avg_wallet_change").asDouble()).isZero();
            assertThat(market.get("missing_rates").get(0).get("from_currency").asString())
                    .isEqualTo("USD");
            assertThat(market.get("missing_rates").get(0).get("amounts").asInt())
                    .isPositive();
            holds(
                    server.json("/api/analytics/seller-health/1?currency=EUR").get("reported"),
                    "{'issued':0.00,'current_balance':0.00}");
            holds(
                    server.json("/api/analytics/seller-health/1"),
                    "{'currency':'USD','missing_rates':%s}".formatted(NOTHING));
        }
    }

    /** Credit 3 is in AED, which has no rate to USD on its day. */
    private static void openCreditsAreThoseThatAgeingAddsUp(TestServer server) {
        String path = "/api/analytics/portfolio/open-credits?as_of=2025-03-01&bucket=";
        JsonNode due = server.json(path + "1-30").get("items");
        assertThat(due).hasSize(2);
        holds(
                due.get(0),
                "{'credit_id':3,'seller_id':1,'seller_name':'One','market':'GCC','status':'Deposit','bucket':'1-30',"
                        + "'due_date':'2025-02-10T10:00:00Z','days_past_due':19,'amount':100.00,'currency':'AED',"
                        + "'outstanding':null,'reported_currency':'USD'}");
        holds(due.get(1), "{'credit_id':4,'days_past_due':2,'amount':100.00,'currency':'EUR','outstanding':110.00}");
        JsonNode notDue = server.json(path + "not_due&limit=1");
        holds(notDue.get("items").get(0), "{'credit_id':1,'days_past_due':-19,'outstanding':100.00}");
        JsonNode next =
                server.json(path + "not_due&limit=1&after=" + notDue.get("next").asString());
        holds(next.get("items").get(0), "{'credit_id':5,'days_past_due':-31,'outstanding':50.00}");
        assertThat(next.get("next").isNull()).isTrue();
        assertThat(server.json(path + "1-30&market=AFRQ").get("items")).isEmpty();
        assertThat(server.json(path + "not_due&seller_id=3").get("items")).hasSize(1);
        assertThat(server.get(path + "91").statusCode()).isEqualTo(400);
    }

    /** Whether an object has these members, with these values. */
    private static void holds(JsonNode object, String members) {
        JsonNode expected = JsonMapper.shared().readTree(members.replace('\'', '"'));
        for (Map.Entry<String, JsonNode> member : expected.properties()) {
            JsonNode got = object.get(member.getKey());
            if (member.getValue().isNumber()) {
                assertThat(got.asDouble())
                        .as(member.getKey() + " of " + object)
                        .isEqualTo(member.getValue().asDouble());
            } else {
                assertThat(got).as(member.getKey() + " of " + object).isEqualTo(member.getValue());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void ratesThatCameLaterAreWhatHealthRestsOnToo(Database database, @TempDir Path folder) throws IOException {
        DatabaseAddress address = TestDatabase.baseline(database);
        CreditRunner credit = new CreditRunner(address);
        Files.writeString(
                folder.resolve("exchange_rates.csv"),
                "from_currency,to_currency,rate,effective_date\nEUR,USD,1.25,2020-01-01\n");
        assertThat(credit.importFolder(folder).exitCode()).isZero();
        TestDatabase.execute(
                address,
                "UPDATE loads SET published_at = '2026-01-01 00:00:00.000000' WHERE load_id = 1",
                "UPDATE loads SET published_at = '2026-02-02 00:00:00.000000' WHERE load_id = 2");
        try (TestServer server = TestServer.on(address)) {
            assertThat(server.json("/api/analytics/seller-health/1")
                            .get("last_updated")
                            .asString())
                    .isEqualTo("2026-02-02T00:00:00Z");
        }
    }
}
