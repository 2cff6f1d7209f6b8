package io.creditplatform.rate;

import io.creditplatform.model.Currency;
import io.creditplatform.model.ExchangeRate;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** All exchange rates, and which of them is in effect on a day (docs/domain.md#currencies). */
public final class ExchangeRates {

    /** By the currencies from and to which they are. */
    private final Map<Currency, Map<Currency, NavigableMap<LocalDate, BigDecimal>>> rates =
            new EnumMap<>(Currency.class);

    public ExchangeRates(Collection<ExchangeRate> all) {
        for (ExchangeRate rate : all) {
            rates.computeIfAbsent(rate.fromCurrency(), from -> new EnumMap<>(Currency.class))
                    .computeIfAbsent(rate.toCurrency(), to -> new TreeMap<>())
                    .put(rate.effectiveDate(), rate.rate());
        }
    }

    /**
     * The rate of that day, or the newest before it: a direct one, else the inverse of the opposite one, else a cross through
     * USD, each of whose legs is found in the same way.
     */
    public Optional<EffectiveRate> on(LocalDate day, Currency from, Currency to) {
        return legs(day, from, to)
                .map(legs -> legs.stream().map(Leg::rate).reduce(EffectiveRate.SAME, EffectiveRate::times));
    }

    /**
     * The rates that {@link #on} goes by, as they were delivered: one, or two of a cross; none from a currency to itself, or where
     * there is none.
     */
    public List<ExchangeRate> behind(LocalDate day, Currency from, Currency to) {
        return legs(day, from, to).orElse(List.of()).stream()
                .map(Leg::delivered)
                .toList();
    }

    /** A delivered rate, and what it is from one currency to the other, which of an opposite one is the inverse. */
    private record Leg(ExchangeRate delivered, EffectiveRate rate) {}

    private Optional<List<Leg>> legs(LocalDate day, Currency from, Currency to) {
        if (from == to) {
            return Optional.of(List.of());
        }
        Optional<List<Leg>> own = withoutCross(day, from, to).map(List::of);
        return own.isPresent() || from == Currency.USD || to == Currency.USD
                ? own
                : withoutCross(day, from, Currency.USD)
                        .flatMap(first -> withoutCross(day, Currency.USD, to).map(second -> List.of(first, second)));
    }

    private Optional<Leg> withoutCross(LocalDate day, Currency from, Currency to) {
        return direct(day, from, to).or(() -> direct(day, to, from)
                .map(opposite -> new Leg(opposite.delivered(), opposite.rate().inverse())));
    }

    private Optional<Leg> direct(LocalDate day, Currency from, Currency to) {
        NavigableMap<LocalDate, BigDecimal> known =
                rates.getOrDefault(from, Map.of()).get(to);
        Map.Entry<LocalDate, BigDecimal> newest = known == null ? null : known.floorEntry(day);
        return newest == null
                ? Optional.empty()
                : Optional.of(new Leg(
                        new ExchangeRate(from, to, newest.getValue(), newest.getKey()),
                        new EffectiveRate(newest.getValue(), BigDecimal.ONE, newest.getKey())));
    }
}
