package io.creditplatform.analytics.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The account managers and the leads show the figures that the API gives. */
class PageManagersAndLeadsTest {

    @RegisterExtension
    static final OpenPage PAGE = new OpenPage();

    @ParameterizedTest
    @ValueSource(strings = {"credit_volume", "utilization_rate"})
    void accountManagersAreRankedByEitherFigure(String by) {
        PAGE.open("managers?by=" + by + "&top=5");
        assertThat(PAGE.table(by.equals("credit_volume") ? "Credit volume" : "Utilization"))
                .isNotEmpty()
                .isEqualTo(PAGE.rows(
                        "/api/analytics/account-managers?top=5&by=" + by,
                        row -> List.of(
                                Written.text(row.get("am_name")),
                                Written.money(row.get("credit_volume")),
                                Written.money(row.get("credit_limit")),
                                Written.percent(row.get("utilization_rate"), row.get("credit_limit")),
                                Written.count(row.get("sellers")),
                                Written.text(row.get("am_email")),
                                row.get("am_id").toString())));
    }

    @Test
    void leadConversionShowsEachPartAsTheApiGivesIt() {
        PAGE.open("leads?top=5");
        Function<JsonNode, List<String>> conversion = row -> List.of(
                Written.words(row.get("group")),
                Written.count(row.get("leads")),
                Written.count(row.get("confirmed")),
                Written.percent(row.get("conversion_rate")));
        assertThat(PAGE.table("Confirmed leads among all, by market"))
                .isEqualTo(PAGE.rows("/api/analytics/lead-conversion?by=market", conversion));
        assertThat(PAGE.table("Confirmed leads among all, by whether"))
                .isEqualTo(PAGE.rows("/api/analytics/lead-conversion?by=credit_status", conversion));
        assertThat(PAGE.table("Days from a credit"))
                .isEqualTo(PAGE.rows(
                        "/api/analytics/credit-to-lead",
                        row -> List.of(
                                Written.text(row.get("market")),
                                Written.count(row.get("credits")),
                                Written.money(row.get("avg_days")),
                                Written.count(row.get("without_lead")))));
        assertThat(PAGE.table("Revenue per credit dollar"))
                .hasSize(5)
                .isEqualTo(PAGE.rows(
                        "/api/analytics/revenue-efficiency?top=5",
                        row -> List.of(
                                Written.text(row.get("seller_name")),
                                Written.money(row.get("ratio")),
                                Written.text(row.get("market")),
                                Written.money(row.get("total_credits")),
                                Written.money(row.get("confirmed_leads_value")))));
    }
}
