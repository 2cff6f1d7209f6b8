package io.creditplatform.analytics.seller;

import io.creditplatform.analytics.Ratio;
import io.creditplatform.measure.SellerMeasure;
import io.creditplatform.model.Currency;
import io.creditplatform.model.Money;
import java.util.Arrays;
import java.util.List;

/** What a seller's rows add up to, with its limit and what its wallet began with; money in minor units of one currency. */
@SuppressWarnings("EnumOrdinal") // an index of its array, of which there is one for each seller
final class SellerSums {

    /** What there are sums of. */
    static final List<SellerMeasure> MEASURES = SellerMeasure.ofHealth();

    /** Those that are money. */
    static final List<SellerMeasure> MONEY =
            MEASURES.stream().filter(SellerMeasure::isMoney).toList();

    /** Where each measure stands among them, by its ordinal; -1 for others. */
    private static final int[] PLACES =
            Arrays.stream(SellerMeasure.values()).mapToInt(MEASURES::indexOf).toArray();

    private final Currency currency;
    private final long creditLimitMinor;
    private final long initialWalletMinor;

    /** In the order of {@link #MEASURES}: there may be a great many sellers. */
    private final long[] sums;

    /**
     * Sums in the order of {@link #MEASURES}.
     *
     * @param sums are kept, so that nobody else may change them
     */
    SellerSums(Currency currency, long creditLimitMinor, long initialWalletMinor, long[] sums) {
        this.currency = currency;
        this.creditLimitMinor = creditLimitMinor;
        this.initialWalletMinor = initialWalletMinor;
        this.sums = sums;
    }

    /**
     * The same counts, with the money in another currency.
     *
     * @param money in the order of {@link #MONEY}
     */
    SellerSums in(Currency other, long otherLimitMinor, long otherWalletMinor, long[] money) {
        long[] all = sums.clone();
        for (int i = 0; i < money.length; i++) {
            all[PLACES[MONEY.get(i).ordinal()]] = money[i];
        }
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
        return sums[PLACES[measure.ordinal()]];
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
