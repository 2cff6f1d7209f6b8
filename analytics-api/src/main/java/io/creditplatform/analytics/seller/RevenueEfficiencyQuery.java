package io.creditplatform.analytics.seller;

import io.creditplatform.analytics.Ratio;
import io.creditplatform.analytics.currency.MissingRate;
import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.measure.SellerMeasure;
import io.creditplatform.model.Money;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Ranks sellers by what they bring for their credit. */
final class RevenueEfficiencyQuery {

    private final JdbcClient jdbc;

    RevenueEfficiencyQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The most efficient sellers among those with an issued credit, ties by id. Those whose credits come to nothing in the
     * currency are the last, so that what is missing is named.
     */
    List<RevenueEfficiency> top(int number, Reporting reporting) {
        Map<String, List<MissingRate>> missing =
                reporting.missing(jdbc, "s.seller_id", "issued_credits + confirmed_leads");
        return jdbc.sql("""
                        SELECT * FROM (
                            SELECT s.seller_id, s.seller_name, s.market, %s AS issued_minor, %s AS confirmed_minor
                            FROM seller_metrics m JOIN sellers s ON s.seller_id = m.seller_id %s
                            WHERE m.issued_credits > 0) measured
                        ORDER BY coalesce(CAST(confirmed_minor AS DOUBLE PRECISION) / nullif(issued_minor, 0), -1) DESC,
                            seller_id
                        LIMIT ?
                        """.formatted(
                                reporting.sum(SellerMeasure.ISSUED_AMOUNT),
                                reporting.sum(SellerMeasure.CONFIRMED_AMOUNT),
                                reporting.join()))
                .param(number)
                .query((row, index) -> {
                    long issued = row.getLong("issued_minor");
                    long confirmed = row.getLong("confirmed_minor");
                    return new RevenueEfficiency(
                            row.getLong("seller_id"),
                            row.getString("seller_name"),
                            row.getString("market"),
                            new Money(issued),
                            new Money(confirmed),
                            issued == 0 ? null : Ratio.of(confirmed, issued),
                            reporting.currency(),
                            missing.getOrDefault(row.getString("seller_id"), List.of()));
                })
                .list();
    }
}
