package io.creditplatform.analytics.seller;

import io.creditplatform.analytics.Ratio;
import io.creditplatform.model.Money;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Ranks sellers by what they bring for their credit. */
final class RevenueEfficiencyQuery {

    private final JdbcClient jdbc;

    RevenueEfficiencyQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The most efficient sellers among those with an issued credit, ties by id. */
    List<RevenueEfficiency> top(int number) {
        return jdbc.sql("""
                        SELECT s.seller_id, s.seller_name, s.market, m.issued_minor, m.confirmed_minor
                        FROM seller_metrics m JOIN sellers s ON s.seller_id = m.seller_id
                        WHERE m.issued_credits > 0
                        ORDER BY CAST(m.confirmed_minor AS DOUBLE PRECISION) / m.issued_minor DESC, s.seller_id
                        LIMIT ?
                        """)
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
                            Ratio.of(confirmed, issued));
                })
                .list();
    }
}
