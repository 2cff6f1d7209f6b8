package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.Ratio;
import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.database.Database;
import io.creditplatform.model.Money;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Adds up what the sellers of each manager owe. */
final class ManagersBookQuery {

    private final JdbcClient jdbc;
    private final ExposureQuery exposures;

    ManagersBookQuery(Database database, JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.exposures = new ExposureQuery(database, jdbc);
    }

    /** All managers of a rank, or those with sellers in a market; the largest exposure first, ties by id. */
    List<ManagersBook> asOf(LocalDate day, ManagerRank rank, InMarket market, Reporting reporting) {
        Map<Long, List<SellerExposure>> sellers =
                exposures.asOf(day, market, reporting).stream().collect(Collectors.groupingBy(rank::of));
        Map<Long, @Nullable Double> reliability = new HashMap<>();
        jdbc.sql("""
                        SELECT s.%1$s AS manager_id, sum(m.credits - m.cancelled_credits) AS judged, sum(m.paid_credits) AS paid
                        FROM sellers s JOIN seller_metrics m ON m.seller_id = s.seller_id %2$s
                        GROUP BY s.%1$s
                        """.formatted(rank.ofSeller(), market.ofSeller()))
                .params(market.values())
                .query(row -> {
                    reliability.put(
                            row.getLong("manager_id"), Ratio.orNull(row.getLong("paid"), row.getLong("judged")));
                });
        return jdbc
                .sql(rank.all())
                .query((row, index) -> book(
                        row.getLong("manager_id"),
                        row.getString("manager_name"),
                        row.getString("manager_email"),
                        sellers.getOrDefault(row.getLong("manager_id"), List.of()),
                        reliability.get(row.getLong("manager_id")),
                        reporting))
                .list()
                .stream()
                .filter(book -> market.market() == null || book.sellers() > 0)
                .sorted(Comparator.comparingLong(
                                (ManagersBook book) -> -book.exposure().minorUnits())
                        .thenComparing(ManagersBook::managerId))
                .toList();
    }

    private static ManagersBook book(
            long id,
            String name,
            String email,
            List<SellerExposure> sellers,
            @Nullable Double reliability,
            Reporting reporting) {
        long exposure = sum(sellers, seller -> seller.exposure().minor());
        return new ManagersBook(
                id,
                name,
                email,
                sellers.size(),
                sellers.stream().filter(SellerExposure::isOverLimit).count(),
                new Money(exposure),
                new Money(sum(sellers, seller -> seller.overdue().minor())),
                Ratio.orNull(
                        sum(sellers, seller -> seller.in(AgeingBucket.OVER_90_DAYS)
                                .minor()),
                        exposure),
                reliability,
                reporting.currency(),
                SellerExposure.missingRates(sellers.stream()));
    }

    private static long sum(List<SellerExposure> sellers, ToLongFunction<SellerExposure> minor) {
        return sellers.stream().mapToLong(minor).reduce(0, Math::addExact);
    }
}
