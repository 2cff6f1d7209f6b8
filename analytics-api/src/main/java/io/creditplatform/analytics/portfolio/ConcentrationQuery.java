package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.Ratio;
import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.model.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Measures on how few sellers the open amount is spread. */
final class ConcentrationQuery {

    private static final int TOP = 10;

    private final JdbcClient jdbc;

    ConcentrationQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Concentration in(Reporting reporting) {
        List<Long> all = new ArrayList<>();
        Map<String, List<Long>> byMarket = new TreeMap<>();
        jdbc.sql("""
                        SELECT s.market, %s AS open_minor
                        FROM sellers s JOIN seller_metrics m ON m.seller_id = s.seller_id %s
                        ORDER BY open_minor DESC, s.seller_id
                        """.formatted(reporting.sum("open_minor"), reporting.join())).query(row -> {
            long open = row.getLong("open_minor");
            all.add(open);
            byMarket.computeIfAbsent(row.getString("market"), market -> new ArrayList<>())
                    .add(open);
        });
        long total = sum(all);
        return new Concentration(
                hhi(all),
                Ratio.of(sum(all.subList(0, Math.min(TOP, all.size()))), total),
                byMarket.entrySet().stream()
                        .map(market -> {
                            long outstanding = sum(market.getValue());
                            return new Concentration.Market(
                                    market.getKey(),
                                    new Money(outstanding),
                                    Ratio.of(outstanding, total),
                                    hhi(market.getValue()));
                        })
                        .toList(),
                reporting.currency(),
                reporting.missing(jdbc, "open_credits"));
    }

    private static long sum(List<Long> amounts) {
        return amounts.stream().mapToLong(Long::longValue).sum();
    }

    private static double hhi(List<Long> amounts) {
        long total = sum(amounts);
        double index = 0;
        for (long amount : amounts) {
            double share = Ratio.of(amount, total);
            index += share * share;
        }
        return index;
    }
}
