package io.creditplatform.analytics.seller;

import io.creditplatform.analytics.web.Cursor;
import io.creditplatform.analytics.web.Page;
import io.creditplatform.analytics.web.PageRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All sellers in order, as they were at one published load. What they are ordered by is worked out here and not in the
 * database, so that all of them are read for any page; once for all pages.
 * Many threads ask one; the orders are kept once they are worked out.
 */
final class SellerRanking {

    private final List<RankedSeller> sellers;
    private final Map<Order, List<RankedSeller>> ordered = new ConcurrentHashMap<>();

    /**
     * An order of sellers, ties by id.
     *
     * @param direction which end of it comes first
     */
    record Order(SellerOrder by, Direction direction) {

        /** Compares by measure and id. */
        int compare(double measure, long sellerId, double otherMeasure, long otherSellerId) {
            int byMeasure = direction == Direction.ASC
                    ? Double.compare(measure, otherMeasure)
                    : Double.compare(otherMeasure, measure);
            return byMeasure != 0 ? byMeasure : Long.compare(sellerId, otherSellerId);
        }

        Comparator<RankedSeller> comparator() {
            return (a, b) -> compare(
                    by.measure(a.health()),
                    a.health().sellerId(),
                    by.measure(b.health()),
                    b.health().sellerId());
        }

        Cursor cursor(RankedSeller seller) {
            return Cursor.behind(by.measure(seller.health()), seller.health().sellerId());
        }
    }

    /** Which sellers are wanted; null stands for all. */
    record Filter(@Nullable String market, @Nullable RiskLevel riskLevel) {

        boolean passes(RankedSeller seller) {
            return (market == null || market.equals(seller.market()))
                    && (riskLevel == null || riskLevel == seller.health().riskLevel());
        }
    }

    SellerRanking(List<SellerFigures> sellers) {
        this.sellers = sellers.parallelStream() // of many; while one works them out, others wait for it
                .map(figures -> new RankedSeller(figures.health(), figures.market()))
                .toList();
    }

    /** A page of the sellers that pass the filter. */
    Page<RankedSeller> page(Filter filter, Order order, PageRequest request) {
        List<RankedSeller> all = ordered.computeIfAbsent(
                order, key -> sellers.parallelStream().sorted(key.comparator()).toList());
        return request.page(
                all.subList(start(all, order, request), all.size()).stream()
                        .filter(filter::passes)
                        .limit(request.rowsToRead())
                        .toList(),
                order::cursor);
    }

    /** Where the first seller behind the cursor is. It may be one that was ranked elsewhere when the cursor was given. */
    private static int start(List<RankedSeller> all, Order order, PageRequest request) {
        if (request.after() == null) {
            return 0;
        }
        double measure = request.decimal(0);
        long sellerId = request.number(1);
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            SellerHealth health = all.get(middle).health();
            if (order.compare(order.by().measure(health), health.sellerId(), measure, sellerId) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
