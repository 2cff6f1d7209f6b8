package io.creditplatform.analytics.currency;

import io.creditplatform.model.Currency;
import io.creditplatform.model.Key;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A pair of currencies without a usable rate.
 *
 * @param amounts how many amounts are left out for that
 */
public record MissingRate(
        @Key Currency fromCurrency, @Key(2) Currency toCurrency, long amounts) {

    private static final Comparator<MissingRate> ORDER =
            Comparator.comparing(MissingRate::fromCurrency).thenComparing(MissingRate::toCurrency);

    /** What is left out for want of each rate, in the order of the currencies. */
    public static List<MissingRate> sum(Stream<MissingRate> rates) {
        Map<List<Currency>, Long> amounts = new HashMap<>();
        rates.forEach(
                rate -> amounts.merge(List.of(rate.fromCurrency(), rate.toCurrency()), rate.amounts(), Math::addExact));
        return amounts.entrySet().stream()
                .map(pair -> new MissingRate(pair.getKey().get(0), pair.getKey().get(1), pair.getValue()))
                .sorted(ORDER)
                .toList();
    }
}
