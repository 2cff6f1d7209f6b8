package io.creditplatform.testing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Converts amounts in plain Java, by looking through all rates each time; it shares no code with the program. */
final class PlainRates {

    private static final String BASE = "USD";

    private final List<Rate> rates;

    PlainRates(List<Rate> rates) {
        this.rates = rates;
    }

    /** One of the one currency is so many of the other from that day on. */
    record Rate(String from, String to, BigDecimal rate, LocalDate day) {}

    /** A number that need not be a decimal one. */
    private record Fraction(BigDecimal above, BigDecimal below) {

        Fraction times(Fraction other) {
            return new Fraction(above.multiply(other.above), below.multiply(other.below));
        }
    }

    /** An amount in another currency with the rate of that day, rounded half-even; nothing if there is no rate. */
    Optional<BigDecimal> convert(BigDecimal amount, String from, String to, LocalDate day) {
        if (from.equals(to)) {
            return Optional.of(amount);
        }
        return between(from, to, day)
                .or(() -> between(from, BASE, day)
                        .flatMap(first -> between(BASE, to, day).map(first::times)))
                .map(rate -> amount.multiply(rate.above()).divide(rate.below(), 2, RoundingMode.HALF_EVEN));
    }

    /** The day of the rate that converts between two currencies without a third one. */
    Optional<LocalDate> rateDay(String from, String to, LocalDate day) {
        return newest(from, to, day).or(() -> newest(to, from, day)).map(Rate::day);
    }

    /** The rate of the same day in the opposite direction. */
    Optional<BigDecimal> opposite(String from, String to, LocalDate day) {
        return newest(to, from, day).filter(rate -> rate.day().equals(day)).map(Rate::rate);
    }

    /** The rate itself beats the opposite one, however old it is. */
    private Optional<Fraction> between(String from, String to, LocalDate day) {
        return newest(from, to, day)
                .map(rate -> new Fraction(rate.rate(), BigDecimal.ONE))
                .or(() -> newest(to, from, day).map(rate -> new Fraction(BigDecimal.ONE, rate.rate())));
    }

    private Optional<Rate> newest(String from, String to, LocalDate day) {
        return rates.stream()
                .filter(rate -> rate.from().equals(from) && rate.to().equals(to))
                .filter(rate -> !rate.day().isAfter(day))
                .max(Comparator.comparing(Rate::day));
    }
}
