package io.creditplatform.derived;

import io.creditplatform.model.Currency;
import io.creditplatform.model.Money;
import io.creditplatform.rate.EffectiveRate;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One amount in another currency.
 *
 * @param converted in minor units of that one, or null for want of a rate
 */
record Conversion(Currency from, Currency to, @Nullable Long converted) {

    /**
     * Converts an amount with the rate of a day, and rounds it.
     *
     * @param sellerId whose it is, for messages
     * @throws SumTooLargeException if it is more than can be kept
     */
    static Conversion of(long minor, Currency from, Currency to, LocalDate day, DayRates rates, long sellerId) {
        if (from == to) {
            return new Conversion(from, to, minor);
        }
        Optional<EffectiveRate> rate = rates.on(day, from, to);
        if (rate.isEmpty()) {
            return new Conversion(from, to, null);
        }
        Money amount = new Money(minor);
        try {
            return new Conversion(from, to, rate.get().convert(amount).minorUnits());
        } catch (ArithmeticException e) {
            throw SumTooLargeException.of(
                    "Seller " + sellerId + "'s " + amount + " " + from.code() + " of " + day + ", at "
                            + rate.get().shown().toPlainString() + ",",
                    to.code());
        }
    }
}
