package io.creditplatform.analytics.page;

import static io.creditplatform.analytics.page.OpenPage.column;
import static io.creditplatform.analytics.page.OpenPage.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The sellers, and each of them, show the figures that the API gives. */
class PageSellersTest {

    private static final String SELLER = "5";

    @RegisterExtension
    static final OpenPage PAGE = new OpenPage();

    @Test
    void sellersAreRankedFilteredAndLeadToTheirView() {
        PAGE.open("sellers");
        Function<JsonNode, List<String>> columns = row -> {
            JsonNode metrics = row.get("metrics");
            JsonNode wallet = metrics.get("wallet_health");
            JsonNode limit = row.get("reported").get("credit_limit");
            return List.of(
                    Written.text(row.get("seller_name")),
                    Written.count(row.get("health_score")),
                    Written.words(row.get("risk_level")),
                    Written.text(row.get("market")),
                    Written.percent(metrics.get("payment_reliability_score"), row.get("judged_credits")),
                    Written.percent(metrics.get("lead_conversion_rate"), row.get("leads")),
                    Written.percent(metrics.get("credit_utilization_rate"), limit),
                    Written.percent(metrics.get("outstanding_utilization_rate"), limit),
                    Written.money(wallet.get("current_balance")),
                    Written.money(wallet.get("avg_weekly_change")),
                    Written.text(row.get("currency")),
                    row.get("seller_id").toString());
        };
        assertThat(PAGE.table("Sellers"))
                .hasSize(15)
                .isEqualTo(PAGE.rows("/api/analytics/sellers?sort=health_score&direction=asc", columns)) // worst first
                .anySatisfy(cells -> assertThat(cells.subList(4, 8)).contains("–"));

        PAGE.choose("market", "GCC");
        PAGE.choose("risk_level", "high");
        PAGE.browser()
                .run(
                        "[...document.querySelectorAll('th button')].find((head) => head.textContent === 'Utilization').click();");
        assertThat(PAGE.browser().address())
                .endsWith("/#/sellers?market=GCC&risk_level=high&sort=credit_utilization_rate&direction=desc");
        assertThat(PAGE.table("Sellers"))
                .isNotEmpty()
                .isEqualTo(PAGE.rows(
                        "/api/analytics/sellers?market=GCC&risk_level=high&sort=credit_utilization_rate", columns));

        PAGE.browser().run("document.querySelector('tbody a').click();");
        assertThat(PAGE.browser().address()).contains("/#/seller/");
    }

    @Test
    void whoOwesIsNarrowedToTheLateAndToThoseOverTheLimit() {
        PAGE.open("sellers?only=overdue");
        assertThat(column(PAGE.table("Who owes most"), 0))
                .isNotEmpty()
                .isEqualTo(sellers("/api/analytics/watch-list?only=overdue"))
                .isNotEqualTo(sellers("/api/analytics/watch-list"));

        PAGE.open("portfolio");
        PAGE.browser()
                .run(
                        "[...document.querySelectorAll('.tile dd a')].find((link) => link.closest('.tile').textContent.includes('over the limit')).click();");
        PAGE.browser().await("return location.hash.startsWith('#/sellers');");
        assertThat(PAGE.browser().address()).endsWith("/#/sellers?by=limit_share&only=over_limit");
        assertThat(column(PAGE.table("Who owes most"), 0)).containsExactly("Bluefinch Paperworks");
    }

    /** A cursor is good for the question that it was given for. */
    @Test
    void otherFiltersBeginEachListAnew() {
        PAGE.open("sellers?market=GCC&after="
                + second("/api/analytics/sellers?market=GCC&sort=health_score&direction=asc&limit=1") + "&after_owing="
                + second("/api/analytics/watch-list?market=GCC&limit=1"));
        PAGE.choose("only", "overdue");
        assertThat(PAGE.browser().address()).endsWith("/#/sellers?market=GCC&only=overdue");
    }

    /** The cursor of a list's second page. */
    private static String second(String path) {
        return PAGE.server().json(path).get("next").asString();
    }

    private static List<String> sellers(String path) {
        return column(rows(PAGE.items(path), seller -> List.of(Written.text(seller.get("seller_name")))), 0);
    }

    @Test
    void sellerShowsWhatTheScoreIsMadeOf() {
        for (JsonNode seller : PAGE.items("/api/analytics/sellers?sort=health_score&limit=3")) {
            PAGE.open("seller/" + seller.get("seller_id"));
            assertThat(PAGE.browser().title())
                    .startsWith(seller.get("seller_name").asString());
            assertThat(PAGE.tiles()).contains("Health score: " + seller.get("health_score"));
            List<List<String>> parts = PAGE.table("Health score by its parts");
            assertThat(column(parts, 0))
                    .containsExactly("Payment reliability", "Lead conversion", "Unused credit limit", "Wallet trend");
            assertThat(column(parts, 3)).containsExactly("40", "30", "20", "10");
            // The points are rounded one by one, each by half a hundredth at most.
            assertThat(column(parts, 2).stream()
                            .mapToDouble(Double::parseDouble)
                            .sum())
                    .isBetween(
                            seller.get("health_score").asInt() - 0.52,
                            seller.get("health_score").asInt() + 0.52);
        }
    }

    /** What the list says that a seller owes, its own view says, too, and who is to be asked. */
    @Test
    void sellerShowsWhatItOwes() {
        for (JsonNode seller : PAGE.items("/api/analytics/watch-list?limit=3")) {
            PAGE.open("seller/" + seller.get("seller_id"));
            assertThat(PAGE.tiles())
                    .contains(
                            "Exposure: " + Written.money(seller.get("exposure")) + " USD",
                            "Overdue: " + Written.money(seller.get("overdue")) + " USD");
            JsonNode oldest = seller.get("oldest_days_overdue");
            assertThat(PAGE.text(".tiles"))
                    .contains(oldest.asInt() > 0 ? "for up to " + oldest + " days" : "nothing is late");
            assertThat(PAGE.text(".tiles").contains("over the limit"))
                    .isEqualTo(seller.at("/limit/exceeded").asBoolean());
            assertThat(PAGE.text(".facts"))
                    .contains(
                            seller.get("market").asString(),
                            "Account manager\n" + seller.get("am_id"),
                            "Open credits\n" + seller.get("open_credits"));
        }
    }

    @Test
    void sellerShowsItsCreditsItsWalletAndItsLeads() {
        PAGE.open("seller/" + SELLER);
        JsonNode credits = PAGE.items("/api/credits?seller_id=" + SELLER);
        assertThat(PAGE.table("Credits on a time line"))
                .isNotEmpty()
                .isEqualTo(rows(
                        credits,
                        row -> List.of(
                                row.get("credit_id").toString(),
                                Written.money(row.get("amount")),
                                "–",
                                Written.text(row.get("status")),
                                Written.time(row.get("issue_date")),
                                Written.time(row.get("due_date")),
                                String.join(
                                        ", ",
                                        rows(
                                                        PAGE.server()
                                                                .json("/api/credits/" + row.get("credit_id"))
                                                                .get("history"),
                                                        step -> List.of(Written.text(step.get("status")) + " "
                                                                + Written.time(step.get("changed_at"))))
                                                .stream()
                                                .flatMap(List::stream)
                                                .toList()))));
        List<List<String>> days = PAGE.table("Wallet balance over time");
        assertThat(days.get(days.size() - 1).get(2))
                .isEqualTo(Written.money(PAGE.server()
                        .json("/api/analytics/seller-health/" + SELLER)
                        .at("/metrics/wallet_health/current_balance")));
        JsonNode leads = PAGE.items("/api/leads?limit=1000&seller_id=" + SELLER);
        List<List<String>> weeks = PAGE.table("Leads by week");
        assertThat(column(weeks, 1).stream().mapToInt(Integer::parseInt).sum()).isEqualTo(leads.size());
        assertThat(column(weeks, 2).stream().mapToInt(Integer::parseInt).sum())
                .isEqualTo(rows(leads, row -> List.of(Written.text(row.get("status")))).stream()
                        .filter(List.of("Confirmed")::equals)
                        .count());
    }

    @Test
    void sellerShowsItsHealthAfterEachLoad() {
        PAGE.open("seller/" + SELLER);
        List<List<String>> expected = new ArrayList<>();
        for (int load : List.of(1, 2)) {
            JsonNode health = PAGE.server().json("/api/analytics/seller-health/" + SELLER + "?load=" + load);
            expected.add(List.of(
                    "Load " + load,
                    trendDay(load),
                    Written.time(PAGE.server().json("/api/loads/" + load).get("published_at")),
                    Written.count(health.get("health_score")),
                    Written.words(health.get("risk_level"))));
        }
        assertThat(PAGE.table("Health score over the loads")).isEqualTo(expected);
    }

    private static String trendDay(int load) {
        return PAGE.items("/api/analytics/seller-health/" + SELLER + "/trend")
                .valueStream()
                .filter(each -> each.get("load_id").asInt() == load)
                .map(each -> each.get("day").asString())
                .findFirst()
                .orElseThrow();
    }
}
