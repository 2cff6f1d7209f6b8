package io.creditplatform.derived;

import io.creditplatform.measure.SellerMeasure;
import io.creditplatform.model.Money;

/** An amount or a sum of amounts is more than can be kept; the message says whose and which, and what to do. */
public final class SumTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private SumTooLargeException(String message) {
        super(message);
    }

    /** A sum that is kept of one seller, in whatever currencies its rows have. */
    static SumTooLargeException of(long sellerId, SellerMeasure measure) {
        return new SumTooLargeException(named(sellerId, measure) + " is more than can be kept, expected at most "
                + new Money(Long.MAX_VALUE) + ". Correct the amounts in "
                + measure.feed().table()
                + ", then import again.");
    }

    /** A seller's sum, for the beginning of a sentence. */
    static String named(long sellerId, SellerMeasure measure) {
        return "Seller " + sellerId + "'s " + measure.words() + " (" + measure.code() + ")";
    }

    /**
     * One in a currency.
     *
     * @param what whose and which, for the beginning of a sentence
     */
    static SumTooLargeException of(String what, String currency) {
        return new SumTooLargeException(what + " is more than can be kept in " + currency + ", expected at most "
                + new Money(Long.MAX_VALUE) + ". Correct the amount or the rate, then import again.");
    }
}
