package io.creditplatform.generate;

import io.creditplatform.model.ExchangeRate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * On which days there are rates: each week, and one long before. An amount between that one and the first week has an old
 * rate only, an amount before it none.
 *
 * @param weeks how many weeks there are
 */
record RateDays(int weeks) {

    private static final int WEEKS_BEFORE = 60;
    private static final LocalDate LONG_BEFORE = ExtractPlan.FIRST_DAY.minusWeeks(WEEKS_BEFORE);

    /** In days; the rule's own setting is the same unless somebody changes it. */
    private static final int LONGEST_AGE = 30;

    /** A day of which the newest rate is an old one. */
    static final LocalDate STALE = ExtractPlan.FIRST_DAY.minusDays(1);

    /** A day before which there is no rate at all. */
    static final LocalDate UNRATED = LONG_BEFORE.minusDays(1);

    /** In so many of the weeks before the first one rates are old. */
    static final int STALE_WEEKS = WEEKS_BEFORE - 10;

    /** In the weeks before this one, counted from the first, there are no rates. */
    static final int FIRST_RATED_WEEK = -WEEKS_BEFORE;

    /** The days of all rates, in order. */
    List<LocalDate> all() {
        return Stream.concat(
                        Stream.of(LONG_BEFORE), IntStream.range(0, weeks).mapToObj(ExtractPlan.FIRST_DAY::plusWeeks))
                .toList();
    }

    /** Whether there is a rate of that day or of a few days before. */
    boolean isFresh(LocalDate day) {
        LocalDate last = ExtractPlan.FIRST_DAY.plusWeeks(weeks - 1L);
        return (!day.isBefore(ExtractPlan.FIRST_DAY) && !day.isAfter(last.plusDays(LONGEST_AGE)))
                || (!day.isBefore(LONG_BEFORE) && !day.isAfter(LONG_BEFORE.plusDays(LONGEST_AGE)));
    }

    /** The rate in the opposite direction, by a hundredth more than it should be. */
    static ExchangeRate wrongOpposite(ExchangeRate rate) {
        return new ExchangeRate(
                rate.toCurrency(),
                rate.fromCurrency(),
                new BigDecimal("1.01").divide(rate.rate(), 6, RoundingMode.HALF_EVEN),
                rate.effectiveDate());
    }
}
