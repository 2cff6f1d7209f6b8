package io.creditplatform.analytics;

import io.creditplatform.model.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Ratios of whole numbers. Databases only count and add up; what is divided is divided here, so that each database leads to
 * the same answer.
 */
public final class Ratio {

    private Ratio() {}

    /** A part's share of a whole, exact to the last bit that a JSON number usually keeps; 0 if the whole is 0. */
    public static double of(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /** As {@link #of(long, long)}, of a part of any size. */
    public static double of(BigInteger part, long whole) {
        return whole == 0 ? 0 : part.doubleValue() / whole;
    }

    /** As {@link #of(long, long)}, but null if the whole is 0: there is no such share. */
    public static @Nullable Double orNull(long part, long whole) {
        return whole == 0 ? null : (Double) of(part, whole);
    }

    /** The mean of that many amounts, half-even to the cent; 0 if there are none. */
    public static Money mean(long sumMinor, long count) {
        return count == 0
                ? new Money(0)
                : new Money(BigDecimal.valueOf(sumMinor)
                        .divide(BigDecimal.valueOf(count), RoundingMode.HALF_EVEN)
                        .longValueExact());
    }
}
