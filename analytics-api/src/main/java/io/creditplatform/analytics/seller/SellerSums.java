package io.creditplatform.analytics.seller;

import io.creditplatform.analytics.Ratio;
import io.creditplatform.measure.SellerMeasure;
import io.creditplatform.model.Currency;
import io.creditplatform.model.Money;
import java.util.Map;

/** What a seller's rows add up to, with its limit and what its wallet began with; money in minor units of one currency. */
final class SellerSums {

    private final Currency currency;
    private final long creditLimitMinor;
    private final long initialWalletMinor;

    /** By ordinal: there may be a great many sellers. */
    private final long[] sums;

    private SellerSums(Currency currency, long creditLimitMinor, long initialWalletMinor, long[] sums) {
        this.currency = currency;
        this.creditLimitMinor = creditLimitMinor;
        this.initialWalletMinor = initialWalletMinor;
        this.sums = sums;
    }

    /** Sums of these measures; others are 0. */
    static SellerSums of(
            Currency currency, long creditLimitMinor, long initialWalletMinor, Map<SellerMeasure, Long> sums) {
        long[] all = new long[SellerMeasure.values().length];
        sums.forEach((measure, sum) -> all[measure.ordinal()] = sum);
        return new SellerSums(currency, creditLimitMinor, initialWalletMinor, all);
    }

    /** The same counts, with the money in another currency. */
    SellerSums in(Currency other, long otherLimitMinor, long otherWalletMinor, Map<SellerMeasure, Long> money) {
        long[] all = sums.clone();
        money.forEach((measure, sum) -> all[measure.ordinal()] = sum);
        return new SellerSums(other, otherLimitMinor, otherWalletMinor, all);
    }

    Currency currency() {
        return currency;
    }

    long creditLimitMinor() {
        return creditLimitMinor;
    }

    /** What a measure comes to; money in minor units. */
    long of(SellerMeasure measure) {
        return sums[measure.ordinal()];
    }

    /** Credits that are not cancelled. */
    long judgedCredits() {
        return of(SellerMeasure.CREDITS) - of(SellerMeasure.CANCELLED_CREDITS);
    }

    /** What is in the wallet. */
    Money balance() {
        return new Money(Math.addExact(initialWalletMinor, of(SellerMeasure.WALLET_AMOUNT)));
    }

    /** What the wallet gains in a week with a transaction, as a mean. */
    Money weeklyChange() {
        return Ratio.mean(of(SellerMeasure.WALLET_AMOUNT), of(SellerMeasure.WALLET_WEEKS));
    }

    SellerHealth.Reported reported() {
        return new SellerHealth.Reported(
                currency,
                new Money(creditLimitMinor),
                new Money(of(SellerMeasure.ISSUED_AMOUNT)),
                new Money(of(SellerMeasure.OPEN_AMOUNT)),
                balance(),
                weeklyChange());
    }
}
