package io.creditplatform.model;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An exact amount of money, kept in minor units (hundredths; every supported currency has two decimals).
 *
 * @param minorUnits the amount in hundredths of the currency
 */
public record Money(long minorUnits) implements Comparable<Money> {

    /** Decimals of every supported currency (ISO 4217). */
    public static final int DECIMALS = 2;

    /**
     * The largest amount that is taken, and its negative the smallest: ten million millions. Sums over a thousand million of
     * them fit into 64 bits.
     */
    public static final Money MAX = new Money(1_000_000_000_000_000L);

    /**
     * The amount nearest to a decimal number; a tie goes to the even neighbour.
     *
     * @throws ArithmeticException if it lies beyond what 64 bits of minor units can hold
     */
    public static Money nearest(BigDecimal amount) {
        return new Money(amount.setScale(DECIMALS, RoundingMode.HALF_EVEN)
                .unscaledValue()
                .longValueExact());
    }

    /** The amount as a decimal number with two decimals. */
    public BigDecimal toDecimal() {
        return BigDecimal.valueOf(minorUnits, DECIMALS);
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(minorUnits, other.minorUnits);
    }

    /** The amount as a plain decimal number such as {@code -12.30}. */
    @Override
    public String toString() {
        return toDecimal().toPlainString();
    }
}
