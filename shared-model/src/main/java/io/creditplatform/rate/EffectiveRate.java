package io.creditplatform.rate;

import io.creditplatform.model.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one currency is worth in another on some day: a quotient, since the inverse of a rate has seldom an end.
 *
 * @param effectiveDate since when; of a cross of two the older one; null from a currency to itself
 */
public record EffectiveRate(
        BigDecimal numerator,
        BigDecimal denominator,
        @Nullable LocalDate effectiveDate) {

    private static final int SHOWN_DIGITS = 12;

    static final EffectiveRate SAME = new EffectiveRate(BigDecimal.ONE, BigDecimal.ONE, null);

    /** The amount in the other currency: exact, then rounded half-even to the cent (docs/domain.md#currencies). */
    public Money convert(Money amount) {
        return new Money(BigDecimal.valueOf(amount.minorUnits())
                .multiply(numerator)
                .divide(denominator, 0, RoundingMode.HALF_EVEN)
                .longValueExact());
    }

    /** The rate as people read it, to twelve digits. */
    public BigDecimal shown() {
        BigDecimal rate = numerator
                .divide(denominator, new MathContext(SHOWN_DIGITS, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        return rate.scale() < 0 ? rate.setScale(0) : rate;
    }

    EffectiveRate inverse() {
        return new EffectiveRate(denominator, numerator, effectiveDate);
    }

    EffectiveRate times(EffectiveRate other) {
        LocalDate mine = effectiveDate;
        LocalDate others = other.effectiveDate;
        boolean othersIsOlder = mine == null || (others != null && others.isBefore(mine));
        return new EffectiveRate(
                numerator.multiply(other.numerator),
                denominator.multiply(other.denominator),
                othersIsOlder ? others : mine);
    }
}
