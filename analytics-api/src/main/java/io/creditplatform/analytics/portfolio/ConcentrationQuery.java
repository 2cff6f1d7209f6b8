package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.Ratio;
import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.database.Database;
import io.creditplatform.database.Vocabulary;
import io.creditplatform.model.Money;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Measures on how few sellers the open amount is spread. */
final class ConcentrationQuery {

    private static final int TOP = 10;

    private static final String SQL = """
            SELECT s.market, c.seller_id, c.currency, count(*) AS credits, coalesce(sum(c.amount_minor), 0) AS open_minor,
                count(*) - count(c.amount_minor) AS missing
            FROM (SELECT c.seller_id, c.currency, %s AS amount_minor, %s AS status FROM credits c) c
                JOIN sellers s ON s.seller_id = c.seller_id
            WHERE %s
            GROUP BY s.market, c.seller_id, c.currency
            """;

    private final Database database;
    private final JdbcClient jdbc;

    ConcentrationQuery(Database database, JdbcClient jdbc) {
        this.database = database;
        this.jdbc = jdbc;
    }

    /** On whom the amounts are spread that were open at the end of a day. */
    Concentration asOf(LocalDate day, Reporting reporting) {
        SortedMap<String, Map<Long, ConvertedCredits>> byMarket = new TreeMap<>();
        jdbc.sql("SELECT DISTINCT market FROM sellers")
                .query(String.class)
                .list()
                .forEach(market -> byMarket.put(market, new HashMap<>()));
        jdbc.sql(SQL.formatted(reporting.ofCredit(), StatusAt.DAY.sql(), Vocabulary.open("c.status")))
                .param(StatusAt.DAY.end(), StatusAt.endOf(day, database))
                .query(row -> {
                    byMarket.computeIfAbsent(row.getString("market"), market -> new HashMap<>())
                            .merge(
                                    row.getLong("seller_id"),
                                    ConvertedCredits.of(row, "open_minor", reporting),
                                    ConvertedCredits::plus);
                });
        List<Long> all = byMarket.values().stream()
                .flatMap(market -> amounts(market).stream())
                .sorted(Comparator.reverseOrder())
                .toList();
        long total = sum(all);
        return new Concentration(
                hhi(all),
                Ratio.of(sum(all.subList(0, Math.min(TOP, all.size()))), total),
                byMarket.entrySet().stream()
                        .map(market -> {
                            List<Long> amounts = amounts(market.getValue());
                            long outstanding = sum(amounts);
                            return new Concentration.Market(
                                    market.getKey(),
                                    new Money(outstanding),
                                    Ratio.of(outstanding, total),
                                    hhi(amounts));
                        })
                        .toList(),
                day,
                reporting.currency(),
                byMarket.values().stream()
                        .flatMap(market -> market.values().stream())
                        .reduce(ConvertedCredits.NONE, ConvertedCredits::plus)
                        .missingRates());
    }

    /** What the sellers owe, the largest amounts first, so that sums of shares do not depend on the order of rows. */
    private static List<Long> amounts(Map<Long, ConvertedCredits> sellers) {
        return sellers.values().stream()
                .map(ConvertedCredits::minor)
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private static long sum(List<Long> amounts) {
        return amounts.stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
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
