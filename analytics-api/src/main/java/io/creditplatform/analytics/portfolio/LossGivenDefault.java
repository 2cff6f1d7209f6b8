package io.creditplatform.analytics.portfolio;

import java.math.BigDecimal;

/**
 * What part of a credit is lost if it is more than 90 days past due.
 *
 * @param share from 0 to 1
 */
record LossGivenDefault(BigDecimal share) {

    private static final int MOST_DECIMALS = 4;

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if it is no such number; the message says what was expected
     */
    static LossGivenDefault of(String text) {
        if (text.matches("0|1|0\\.[0-9]{1," + MOST_DECIMALS + "}|1\\.0{1," + MOST_DECIMALS + "}")) {
            return new LossGivenDefault(new BigDecimal(text));
        }
        throw new IllegalArgumentException(
                "a number from 0 to 1 with at most " + MOST_DECIMALS + " decimals, such as 0.45");
    }
}
