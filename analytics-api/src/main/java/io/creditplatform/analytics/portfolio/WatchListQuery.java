package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.Ratio;
import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.analytics.seller.SellerStandings;
import io.creditplatform.analytics.web.AsOf;
import io.creditplatform.analytics.web.Cursor;
import io.creditplatform.analytics.web.Page;
import io.creditplatform.analytics.web.PageRequest;
import io.creditplatform.analytics.web.PerLoadEach;
import io.creditplatform.analytics.web.PublishedQuery;
import io.creditplatform.database.Database;
import io.creditplatform.model.Money;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lists the sellers that owe something, the worst first. Those of the day of the data are worked out once for all pages of a load.
 * Many threads ask.
 */
final class WatchListQuery {

    private final JdbcClient jdbc;
    private final ExposureQuery exposures;
    private final SellerStandings standings;
    private final PerLoadEach<Reporting, List<WatchedSeller>> kept;

    /** Which sellers are wanted; null stands for all. */
    record Filter(
            @Nullable String market,
            @Nullable Long amId,
            @Nullable WatchedOnly only) {

        boolean passes(WatchedSeller seller) {
            return (market == null || market.equals(seller.market()))
                    && (amId == null || amId == seller.amId())
                    && (only == null || only.passes(seller));
        }
    }

    WatchListQuery(Database database, JdbcClient jdbc, PublishedQuery published, SellerStandings standings) {
        this.jdbc = jdbc;
        this.exposures = new ExposureQuery(database, jdbc);
        this.standings = standings;
        this.kept = new PerLoadEach<>(published);
    }

    /** A page of them, ties by id. */
    Page<WatchedSeller> page(AsOf asOf, WatchOrder order, Filter filter, Reporting reporting, PageRequest request) {
        List<WatchedSeller> all = asOf.given() == null
                ? kept.get(reporting, () -> all(asOf.date(), reporting))
                : all(asOf.given(), reporting);
        boolean first = request.after() == null;
        double measure = first ? Double.POSITIVE_INFINITY : request.decimal(0);
        long id = first ? 0 : request.number(1);
        return request.page(
                all.stream()
                        .filter(filter::passes)
                        .filter(seller -> isBehind(order.measure(seller), seller.sellerId(), measure, id))
                        .sorted(Comparator.comparingDouble((WatchedSeller seller) -> -order.measure(seller))
                                .thenComparing(WatchedSeller::sellerId))
                        .limit(request.rowsToRead())
                        .toList(),
                seller -> Cursor.behind(order.measure(seller), seller.sellerId()));
    }

    private static boolean isBehind(double measure, long id, double otherMeasure, long otherId) {
        int byMeasure = Double.compare(measure, otherMeasure);
        return byMeasure < 0 || (byMeasure == 0 && id > otherId);
    }

    private List<WatchedSeller> all(LocalDate day, Reporting reporting) {
        Map<Long, String> managers = new HashMap<>();
        jdbc.sql("SELECT am_id, am_name FROM account_managers").query(row -> {
            managers.put(row.getLong("am_id"), row.getString("am_name"));
        });
        Map<Long, SellerStandings.Standing> health = standings.all();
        return exposures.asOf(day, new InMarket(null), reporting).stream()
                .filter(seller -> !seller.open().isEmpty())
                .map(seller -> watched(
                        seller,
                        day,
                        Objects.requireNonNull(health.get(seller.sellerId())),
                        managers.getOrDefault(seller.amId(), ""),
                        reporting))
                .toList();
    }

    private static WatchedSeller watched(
            SellerExposure seller,
            LocalDate day,
            SellerStandings.Standing standing,
            String manager,
            Reporting reporting) {
        ConvertedCredits exposure = seller.exposure();
        long own = seller.inPreferred().minor();
        return new WatchedSeller(
                seller.sellerId(),
                seller.sellerName(),
                seller.market(),
                exposure.credits(),
                new Money(exposure.minor()),
                new Money(seller.overdue().minor()),
                seller.oldestDue() == null ? null : (Long) ChronoUnit.DAYS.between(seller.oldestDue(), day),
                new WatchedSeller.Limit(
                        new Money(seller.creditLimitMinor()),
                        new Money(own),
                        Ratio.orNull(own, seller.creditLimitMinor()),
                        seller.isOverLimit(),
                        seller.preferred()),
                standing.healthScore(),
                standing.riskLevel(),
                seller.amId(),
                manager,
                reporting.currency(),
                seller.missingRates());
    }
}
