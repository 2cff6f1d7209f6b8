package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.Ratio;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Adds up the sellers of each market. Sorted here: databases order text in ways of their own. */
final class MarketQuery {

    private final JdbcClient jdbc;

    MarketQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All markets, by name. */
    List<MarketStats> stats() {
        return jdbc
                .sql("""
                        SELECT s.market, count(*) AS sellers, sum(m.credits - m.cancelled_credits) AS credits,
                            sum(m.paid_credits) AS paid, sum(m.wallet_minor) AS wallet_minor,
                            sum(m.wallet_transactions) AS wallet_transactions
                        FROM sellers s JOIN seller_metrics m ON m.seller_id = s.seller_id
                        GROUP BY s.market
                        """)
                .query((row, index) -> {
                    long credits = row.getLong("credits");
                    long paid = row.getLong("paid");
                    return new MarketStats(
                            row.getString("market"),
                            row.getLong("sellers"),
                            credits,
                            paid,
                            Ratio.of(paid, credits),
                            Ratio.mean(row.getLong("wallet_minor"), row.getLong("wallet_transactions")));
                })
                .list()
                .stream()
                .sorted(Comparator.comparing(MarketStats::market))
                .toList();
    }

    /** All markets, by name. */
    List<ApprovalRate> approvalRates() {
        return jdbc
                .sql("""
                        SELECT s.market, sum(m.credits) AS requested, sum(m.issued_credits) AS approved
                        FROM sellers s JOIN seller_metrics m ON m.seller_id = s.seller_id
                        GROUP BY s.market
                        """)
                .query((row, index) -> {
                    long requested = row.getLong("requested");
                    long approved = row.getLong("approved");
                    return new ApprovalRate(
                            row.getString("market"), requested, approved, Ratio.of(approved, requested));
                })
                .list()
                .stream()
                .sorted(Comparator.comparing(ApprovalRate::market))
                .toList();
    }
}
