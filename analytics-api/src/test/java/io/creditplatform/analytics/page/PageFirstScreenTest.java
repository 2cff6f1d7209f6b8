package io.creditplatform.analytics.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What analysts ask first is answered in words on the first screen of a view. */
class PageFirstScreenTest {

    @RegisterExtension
    static final OpenPage PAGE = new OpenPage();

    @Test
    void portfolioSaysWhatIsOverdueWhetherItGetsWorseAndWhatChanged() {
        JsonNode now = PAGE.server().json("/api/portfolio/summary");
        JsonNode before = now.get("load_before");
        assertThat(before.get("load_id").asInt()).isEqualTo(1);
        String since = " since load 1 of " + before.get("day").asString();
        String screen = PAGE.firstScreen("portfolio");
        assertThat(screen)
                .contains("Overdue " + Written.money(now.at("/overdue/value")) + " USD "
                        + Written.change(now.at("/overdue/change")) + since)
                .contains("Exposure " + Written.money(now.at("/exposure/value")) + " USD "
                        + Written.change(now.at("/exposure/change")) + since)
                .contains("Sellers over the limit " + now.at("/sellers_over_limit/value") + " ")
                .contains("Over 90 days " + Written.percent(now.at("/over_90_days_share/value")));
        JsonNode months = PAGE.items("/api/analytics/portfolio/delinquency?limit=1000");
        JsonNode newest = months.get(months.size() - 1);
        assertThat(screen)
                .contains("Over 90 days: " + Written.percent(newest.get("over_90_days_share")) + " on "
                        + newest.get("month_end").asString())
                .contains(
                        " on " + months.get(months.size() - 2).get("month_end").asString());
    }

    @Test
    void everyViewSaysWhatSpeaksAgainstTodaysFigures() {
        JsonNode now = PAGE.server().json("/api/portfolio/summary");
        String day = now.at("/load/day").asString();
        long ago = ChronoUnit.DAYS.between(LocalDate.parse(day), LocalDate.now(ZoneOffset.UTC));
        for (String view : new String[] {"portfolio", "sellers", "seller/5", "managers", "leads", "quality", "loads"}) {
            PAGE.open(view);
            PAGE.browser().await("return !document.getElementById('trust').hidden;");
            assertThat(PAGE.text("#trust").replaceAll("\\s+", " "))
                    .as(view)
                    .startsWith("Use with care 1 load failed since " + now.at("/critical_issues/issues")
                            + " Critical issues Data of " + day + " (" + Written.count(ago)
                            + " days ago), load 2, published "
                            + Written.time(now.at("/load/published_at")) + " UTC, ");
        }
        PAGE.browser().run("document.querySelector('#trust a').click();");
        PAGE.browser().await("return location.hash === '#/loads/3';");
    }

    @Test
    void sellersSayWhoOwesMostAndWhoIsOverTheLimit() {
        JsonNode most = PAGE.items("/api/analytics/watch-list?limit=1").get(0);
        assertThat(PAGE.firstScreen("sellers"))
                .contains(most.get("seller_name").asString() + " " + Written.money(most.get("exposure")) + " "
                        + Written.money(most.get("overdue")));
        PAGE.open("sellers?by=limit_share");
        assertThat(PAGE.table("Who owes most"))
                .isNotEmpty()
                .isEqualTo(PAGE.rows(
                        "/api/analytics/watch-list?by=limit_share&limit=50",
                        row -> List.of(
                                Written.text(row.get("seller_name")),
                                Written.money(row.get("exposure")),
                                Written.money(row.get("overdue")),
                                row.get("oldest_days_overdue").isNull()
                                        ? "–"
                                        : Written.count(row.get("oldest_days_overdue")),
                                Written.money(row.at("/limit/credit_limit")),
                                Written.percent(row.at("/limit/share")),
                                row.at("/limit/exceeded").asBoolean() ? "Over" : "no",
                                Written.count(row.get("health_score")),
                                Written.words(row.get("risk_level")),
                                Written.text(row.get("am_name")),
                                Written.text(row.get("market")),
                                Written.count(row.get("open_credits")))));
        assertThat(OpenPage.column(PAGE.table("Who owes most"), 6).stream()
                        .filter("Over"::equals)
                        .count())
                .isEqualTo(PAGE.server()
                        .json("/api/portfolio/summary")
                        .at("/sellers_over_limit/value")
                        .asLong());
    }

    @Test
    void managersSayWhatTheirSellersOwe() {
        for (String by : List.of("account_manager", "senior")) {
            PAGE.open("managers?market=GCC" + (by.equals("senior") ? "&level=senior" : ""));
            assertThat(PAGE.table("What the sellers"))
                    .isNotEmpty()
                    .isEqualTo(PAGE.rows(
                            "/api/analytics/managers-book?market=GCC&by=" + by,
                            row -> List.of(
                                    Written.text(row.get("manager_name")),
                                    Written.money(row.get("exposure")),
                                    Written.money(row.get("overdue")),
                                    Written.percent(row.get("over_90_days_share")),
                                    Written.percent(row.get("payment_reliability")),
                                    Written.count(row.get("sellers")),
                                    Written.count(row.get("sellers_over_limit")),
                                    Written.text(row.get("manager_email")),
                                    row.get("manager_id").toString())));
        }
    }

    @Test
    void qualitySaysWhyRowsHaveIssuesAndSinceWhen() {
        String screen = PAGE.firstScreen("quality");
        JsonNode worst = PAGE.items("/api/data-quality/rules").get(0);
        assertThat(screen)
                .contains("Causes: the rules that rows break")
                .contains("Rows without an issue", "Critical issues", "New since the last run", "Gone since");
        assertThat(PAGE.table("Causes").get(0).get(0))
                .isEqualTo(worst.get("rule").asString());
    }

    /** What is far below the first screen is asked for when it comes near. */
    @Test
    void theFirstScreenAsksForNoMoreThanItShows() {
        PAGE.browser().prefer("light", 1440, 900);
        PAGE.browser().open(PAGE.server().url("/#/portfolio"));
        JsonNode resources = PAGE.browser()
                .ask(
                        "return performance.getEntriesByType('resource').map(({ name, transferSize }) => ({ name, transferSize }));");
        assertThat(resources
                        .valueStream()
                        .filter(asked -> asked.get("name").asString().contains("/api/")))
                .hasSizeLessThanOrEqualTo(10);
        assertThat(OpenPage.sum(resources, "transferSize")).isLessThan(800_000);
    }
}
