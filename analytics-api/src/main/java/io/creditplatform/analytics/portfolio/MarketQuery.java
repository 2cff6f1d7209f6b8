package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.Ratio;
import io.creditplatform.analytics.currency.MissingRate;
import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.measure.SellerMeasure;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Adds up the sellers of each market. Sorted here: databases order text in ways of their own. */
final class MarketQuery {

    private final JdbcClient jdbc;

    MarketQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All markets, by name. */
    List<MarketStats> stats(Reporting reporting) {
        Map<String, List<MissingRate>> missing = reporting.missing(jdbc, "s.market", "wallet_transactions");
        return jdbc
                .sql("""
                        SELECT s.market, count(*) AS sellers, sum(m.credits - m.cancelled_credits) AS credits,
                            sum(m.paid_credits) AS paid, sum(%s) AS wallet_minor,
                            sum(m.wallet_transactions) AS wallet_transactions
                        FROM sellers s JOIN seller_metrics m ON m.seller_id = s.seller_id %s
                        GROUP BY s.market
                        """.formatted(reporting.sum(SellerMeasure.WALLET_AMOUNT), reporting.join()))
                .query((row, index) -> {
                    long credits = row.getLong("credits");
                    long paid = row.getLong("paid");
                    List<MissingRate> leftOut = missing.getOrDefault(row.getString("market"), List.of());
                    long converted = row.getLong("wallet_transactions")
                            - leftOut.stream().mapToLong(MissingRate::amounts).sum();
                    return new MarketStats(
                            row.getString("market"),
                            row.getLong("sellers"),
                            credits,
                            paid,
                            Ratio.of(paid, credits),
                            Ratio.mean(row.getLong("wallet_minor"), converted),
                            reporting.currency(),
                            leftOut);
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
