package io.creditplatform.analytics.page;

import static io.creditplatform.analytics.page.OpenPage.only;
import static io.creditplatform.analytics.page.OpenPage.rows;
import static io.creditplatform.analytics.page.OpenPage.sum;
import static io.creditplatform.analytics.page.OpenPage.sumOfMoney;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The portfolio shows the figures that the API gives. */
class PagePortfolioTest {

    @RegisterExtension
    static final OpenPage PAGE = new OpenPage();

    @Test
    void portfolioAddsUpWhatTheMarketsHave() {
        PAGE.open("portfolio");
        JsonNode stats = PAGE.server().json("/api/dashboard/stats");
        JsonNode approvals = PAGE.items("/api/analytics/approval-rates");
        JsonNode leads = PAGE.items("/api/analytics/lead-conversion?by=market");
        JsonNode ageing = PAGE.items("/api/analytics/portfolio/ageing");
        assertThat(PAGE.tiles())
                .contains(
                        "Exposure: " + Written.money(sumOfMoney(ageing, "outstanding")) + " USD",
                        "Overdue: "
                                + Written.money(sumOfMoney(ageing, "outstanding")
                                        .subtract(
                                                ageing.get(0).get("outstanding").decimalValue()))
                                + " USD",
                        "Approval rate: " + Written.percent(sum(approvals, "approved"), sum(approvals, "requested")),
                        "Payment success: " + Written.percent(sum(stats, "paid_credits"), sum(stats, "total_credits")),
                        "Lead conversion: " + Written.percent(sum(leads, "confirmed"), sum(leads, "leads")));
    }

    @Test
    void portfolioShowsEachPartAsTheApiGivesIt() {
        PAGE.open("portfolio");
        JsonNode approvals = PAGE.items("/api/analytics/approval-rates");
        JsonNode leads = PAGE.items("/api/analytics/lead-conversion?by=market");
        List<List<String>> markets = new ArrayList<>();
        for (JsonNode row : PAGE.server().json("/api/dashboard/stats")) {
            JsonNode approval = only(approvals, "market", row.get("market"));
            JsonNode conversion = only(leads, "group", row.get("market"));
            markets.add(List.of(
                    Written.text(row.get("market")),
                    Written.count(row.get("total_sellers")),
                    Written.count(row.get("total_credits")),
                    Written.count(row.get("paid_credits")),
                    Written.percent(row.get("payment_success_rate")),
                    Written.count(approval.get("requested")),
                    Written.count(approval.get("approved")),
                    Written.percent(approval.get("approval_rate")),
                    Written.percent(conversion.get("conversion_rate")),
                    Written.money(row.get("avg_wallet_change"))));
        }
        assertThat(PAGE.table("Markets side by side")).isEqualTo(markets);
        assertThat(PAGE.table("Open amount by days past due"))
                .isEqualTo(PAGE.rows(
                        "/api/analytics/portfolio/ageing",
                        row -> List.of(
                                Written.words(row.get("bucket")),
                                Written.count(row.get("credits")),
                                Written.money(row.get("outstanding")))));
        assertThat(PAGE.table("Concentration"))
                .isEqualTo(rows(
                        PAGE.server()
                                .json("/api/analytics/portfolio/concentration")
                                .get("by_market"),
                        row -> List.of(
                                Written.text(row.get("market")),
                                Written.money(row.get("outstanding")),
                                Written.percent(row.get("share")),
                                Written.fine(row.get("hhi")))));
        assertThat(PAGE.table("Roll rates"))
                .isNotEmpty()
                .isEqualTo(PAGE.items("/api/analytics/portfolio/roll-matrix?limit=1000")
                        .valueStream()
                        .filter(cell -> cell.get("months").asInt() == 1
                                && cell.get("outstanding").decimalValue().signum() > 0)
                        .map(row -> List.of(
                                Written.words(row.get("from_bucket")),
                                Written.words(row.get("to_bucket")),
                                Written.money(row.get("outstanding")),
                                Written.percent(row.get("share")),
                                Written.count(row.get("months_with_amount")),
                                Written.text(row.get("from_month_end")),
                                Written.text(row.get("to_month_end"))))
                        .toList());
        assertThat(PAGE.table("Delinquency"))
                .isNotEmpty()
                .isEqualTo(PAGE.rows(
                        "/api/analytics/portfolio/delinquency?limit=1000",
                        row -> List.of(
                                Written.text(row.get("month_end")),
                                Written.count(row.get("credits")),
                                Written.money(row.get("outstanding")),
                                Written.money(row.get("not_due")),
                                Written.money(row.get("days_1_to_30")),
                                Written.money(row.get("days_31_to_60")),
                                Written.money(row.get("days_61_to_90")),
                                Written.money(row.get("over_90_days")),
                                Written.percent(row.get("over_90_days_share")))));
        assertThat(PAGE.table("Limit use"))
                .extracting(row -> row.get(1) + " " + row.get(2))
                .isEqualTo(PAGE.items("/api/analytics/portfolio/limit-use")
                        .valueStream()
                        .map(row -> Written.count(row.get("sellers")) + " " + Written.money(row.get("exposure")))
                        .toList());
        assertThat(PAGE.table("Expected loss"))
                .isEqualTo(PAGE.rows(
                        "/api/analytics/portfolio/expected-loss",
                        row -> List.of(
                                Written.words(row.get("bucket")),
                                Written.count(row.get("credits")),
                                Written.money(row.get("outstanding")),
                                Written.percent(row.get("roll_rate")),
                                row.get("months_with_amount").isNull()
                                        ? "–"
                                        : Written.count(row.get("months_with_amount")),
                                Written.percent(row.get("probability")),
                                Written.percent(row.get("loss_given_default")),
                                Written.money(row.get("expected_loss")))));
        assertThat(PAGE.table("Vintages"))
                .isNotEmpty()
                .isEqualTo(PAGE.rows(
                        "/api/analytics/portfolio/vintages?limit=1000",
                        row -> List.of(
                                Written.text(row.get("issue_month")),
                                Written.count(row.get("months_on_book")),
                                Written.count(row.get("credits")),
                                Written.money(row.get("amount")),
                                Written.money(row.get("paid_amount")),
                                Written.percent(row.get("paid_share")))));
    }

    @Test
    void marketAndDateStandInTheAddressAndHoldForAllThatTheyMayHoldFor() {
        PAGE.open("portfolio");
        PAGE.choose("market", "GCC");
        PAGE.choose("as_of", "2025-07-15");
        assertThat(PAGE.browser().address()).endsWith("/#/portfolio?market=GCC&as_of=2025-07-15");
        PAGE.browser().reload();
        JsonNode gcc = only(PAGE.server().json("/api/dashboard/stats"), "market", "GCC");
        JsonNode ageing = PAGE.items("/api/analytics/portfolio/ageing?market=GCC&as_of=2025-07-15");
        assertThat(sumOfMoney(ageing, "outstanding"))
                .isNotEqualByComparingTo(sumOfMoney(PAGE.items("/api/analytics/portfolio/ageing"), "outstanding"));
        assertThat(PAGE.tiles()).contains("Exposure: " + Written.money(sumOfMoney(ageing, "outstanding")) + " USD");
        assertThat(PAGE.table("Markets side by side"))
                .extracting(row -> row.get(0) + " " + row.get(1))
                .containsExactly("GCC " + Written.count(gcc.get("total_sellers")));
    }
}
