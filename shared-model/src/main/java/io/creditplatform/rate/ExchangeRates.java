package io.creditplatform.rate;

import io.creditplatform.model.Currency;
import io.creditplatform.model.ExchangeRate;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** All exchange rates, and which of them is in effect on a day (docs/domain.md#currencies). */
public final class ExchangeRates {

    private final Map<Pair, NavigableMap<LocalDate, BigDecimal>> rates = new HashMap<>();

    private record Pair(Currency from, Currency to) {}

    public ExchangeRates(Collection<ExchangeRate> all) {
        for (ExchangeRate rate : all) {
            rates.computeIfAbsent(new Pair(rate.fromCurrency(), rate.toCurrency()), pair -> new TreeMap<>())
                    .put(rate.effectiveDate(), rate.rate());
        }
    }

    /**
     * The rate of that day, or the newest before it: a direct one, else the inverse of the opposite one, else a cross through
     * USD, each of whose legs is found in the same way.
     */
    public Optional<EffectiveRate> on(LocalDate day, Currency from, Currency to) {
        if (from == to) {
            return Optional.of(EffectiveRate.SAME);
        }
        Optional<EffectiveRate> own = withoutCross(day, from, to);
        return own.isPresent() || from == Currency.USD || to == Currency.USD
                ? own
                : withoutCross(day, from, Currency.USD)
                        .flatMap(first -> withoutCross(day, Currency.USD, to).map(first::times));
    }

    private Optional<EffectiveRate> withoutCross(LocalDate day, Currency from, Currency to) {
        return direct(day, from, to).or(() -> direct(day, to, from).map(EffectiveRate::inverse));
    }

    private Optional<EffectiveRate> direct(LocalDate day, Currency from, Currency to) {
        NavigableMap<LocalDate, BigDecimal> known = rates.get(new Pair(from, to));
        Map.Entry<LocalDate, BigDecimal> newest = known == null ? null : known.floorEntry(day);
        return newest == null
                ? Optional.empty()
                : Optional.of(new EffectiveRate(newest.getValue(), BigDecimal.ONE, newest.getKey()));
    }
}
