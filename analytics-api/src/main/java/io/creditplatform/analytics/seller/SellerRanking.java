package io.creditplatform.analytics.seller;

import io.creditplatform.analytics.web.Cursor;
import io.creditplatform.analytics.web.Page;
import io.creditplatform.analytics.web.PageRequest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All sellers in order, as they were at one published load. What they are ordered by is worked out here and not in the
 * database, so that all of them are read for any page; once for all pages. There may be a great many, so of each is kept what
 * its health is worked out from, and not the health itself, which takes several times the room; of an order, their places.
 * Many threads ask one; the orders are kept once they are worked out.
 */
final class SellerRanking {

    private final List<SellerFigures> sellers;
    private final Map<Order, int[]> ordered = new ConcurrentHashMap<>();

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

        Cursor cursor(SellerFigures seller) {
            return Cursor.behind(by.measure(seller), seller.sellerId());
        }
    }

    /** Which sellers are wanted; null stands for all. */
    record Filter(@Nullable String market, @Nullable RiskLevel riskLevel) {

        boolean passes(SellerFigures seller) {
            return (market == null || market.equals(seller.market()))
                    && (riskLevel == null || riskLevel == seller.riskLevel());
        }
    }

    /** A seller's place among those that were read, with what it is ranked by. */
    private record Ranked(int place, double measure, long sellerId) {}

    SellerRanking(List<SellerFigures> sellers) {
        this.sellers = sellers;
    }

    /** A page of the sellers that pass the filter. */
    Page<RankedSeller> page(Filter filter, Order order, PageRequest request) {
        int[] places = ordered.computeIfAbsent(order, this::places);
        Page<SellerFigures> page = request.page(
                IntStream.range(start(places, order, request), places.length)
                        .mapToObj(rank -> sellers.get(places[rank]))
                        .filter(filter::passes)
                        .limit(request.rowsToRead())
                        .toList(),
                order::cursor);
        return new Page<>(
                page.rows().stream()
                        .map(seller -> new RankedSeller(seller.health(), seller.market()))
                        .toList(),
                page.next());
    }

    /** Measured once each, and not at each comparison. */
    private int[] places(Order order) {
        Ranked[] all = new Ranked[sellers.size()];
        Arrays.parallelSetAll(all, place -> {
            SellerFigures seller = sellers.get(place);
            return new Ranked(place, order.by().measure(seller), seller.sellerId());
        });
        Comparator<Ranked> comparator = (a, b) -> order.compare(a.measure(), a.sellerId(), b.measure(), b.sellerId());
        Arrays.parallelSort(all, comparator); // while one works it out, others wait for it
        return Arrays.stream(all).mapToInt(Ranked::place).toArray();
    }

    /** Where the first seller behind the cursor is. It may be one that was ranked elsewhere when the cursor was given. */
    private int start(int[] places, Order order, PageRequest request) {
        if (request.after() == null) {
            return 0;
        }
        double measure = request.decimal(0);
        long sellerId = request.number(1);
        int low = 0;
        int high = places.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            SellerFigures seller = sellers.get(places[middle]);
            if (order.compare(order.by().measure(seller), seller.sellerId(), measure, sellerId) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
