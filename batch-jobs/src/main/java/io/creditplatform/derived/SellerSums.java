package io.creditplatform.derived;

import io.creditplatform.measure.DerivedTable;
import io.creditplatform.measure.SellerMeasure;
import io.creditplatform.model.Currency;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one seller's amounts come to in each currency, and how many of them could not be converted. */
@SuppressWarnings("EnumOrdinal") // an index of its arrays, of which there is one for each currency
final class SellerSums {

    private static final List<SellerMeasure> MONEY = SellerMeasure.money();
    private static final int UNDATED = 2;
    private static final int LIMIT = 0;
    private static final int INITIAL_WALLET = 1;

    private final long sellerId;
    private final long[][] sums = new long[Currency.values().length]
            [DerivedTable.SELLER_AMOUNTS.figures().size()];
    private final Map<Pair, long[]> missing = new TreeMap<>();

    private record Pair(Currency from, Currency to) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            return from == other.from ? to.compareTo(other.to) : from.compareTo(other.from);
        }
    }

    SellerSums(long sellerId) {
        this.sellerId = sellerId;
    }

    long sellerId() {
        return sellerId;
    }

    /** Takes the credit limit and the initial wallet, which have no day of their own, for another currency. */
    void undated(Conversion limit, Conversion initialWallet) {
        long[] counts = missing.get(new Pair(limit.from(), limit.to()));
        if (counts != null) {
            counts[0] = 0;
        }
        set(limit, LIMIT);
        set(initialWallet, INITIAL_WALLET);
        if (limit.converted() == null) {
            counts(limit)[0] = 1;
        }
    }

    private void set(Conversion amount, int place) {
        Long converted = amount.converted();
        sums[amount.to().ordinal()][place] = converted == null ? 0 : converted;
    }

    /** Adds an amount to the sums of a measure. */
    void add(SellerMeasure measure, Conversion amount) {
        int place = MONEY.indexOf(measure);
        Long converted = amount.converted();
        if (converted == null) {
            counts(amount)[1 + place]++;
            return;
        }
        long[] ofCurrency = sums[amount.to().ordinal()];
        try {
            ofCurrency[UNDATED + place] = Math.addExact(ofCurrency[UNDATED + place], converted);
        } catch (ArithmeticException e) {
            throw SumTooLargeException.of(
                    SumTooLargeException.named(sellerId, measure), amount.to().code());
        }
    }

    private long[] counts(Conversion amount) {
        return missing.computeIfAbsent(
                new Pair(amount.from(), amount.to()),
                pair -> new long[DerivedTable.MISSING_RATES.figures().size()]);
    }

    /** Takes over what is in a row of {@code seller_amounts}. */
    void read(Currency currency, long[] figures) {
        System.arraycopy(figures, 0, sums[currency.ordinal()], 0, figures.length);
    }

    /** Takes over what is in a row of {@code missing_rates}. */
    void readMissing(Currency from, Currency to, long[] counts) {
        missing.put(new Pair(from, to), counts);
    }

    /** The rows of {@code seller_amounts}. */
    List<Object[]> rows() {
        List<Object[]> rows = new ArrayList<>();
        for (Currency to : Currency.values()) {
            rows.add(row(List.of(sellerId, to.code()), sums[to.ordinal()]));
        }
        return rows;
    }

    /** The rows of {@code missing_rates}. */
    List<Object[]> missingRows() {
        List<Object[]> rows = new ArrayList<>();
        missing.forEach((pair, counts) -> {
            if (Arrays.stream(counts).anyMatch(count -> count > 0)) {
                rows.add(row(List.of(sellerId, pair.from().code(), pair.to().code()), counts));
            }
        });
        return rows;
    }

    private static Object[] row(List<Object> key, long[] figures) {
        List<Object> row = new ArrayList<>(key);
        Arrays.stream(figures).forEach(row::add);
        return row.toArray();
    }
}
