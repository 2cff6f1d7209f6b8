package io.creditplatform.console;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * A share of a whole, given as {@code 5%} or {@code 0.05}.
 *
 * @param value from 0 to 1
 */
public record Share(BigDecimal value) {

    /** Digits and a point, as people write them. An exponent could ask for a number of a billion digits. */
    private static final Pattern NUMBER = Pattern.compile("(?=.{1,20}$)(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)");

    private static final int DECIMALS = 2;

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none; the message says what was expected
     */
    public static Share of(String text) {
        boolean percent = text.endsWith("%");
        String number = percent ? text.substring(0, text.length() - 1) : text;
        if (NUMBER.matcher(number).matches()) {
            BigDecimal share = percent ? new BigDecimal(number).movePointLeft(2) : new BigDecimal(number);
            if (share.compareTo(BigDecimal.ONE) <= 0) {
                return new Share(share.stripTrailingZeros());
            }
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no share, expected one such as 5% or 0.05, from 0% to 100%");
    }

    /** It in percent, exactly. */
    public String percent() {
        return percent(value.movePointRight(2).stripTrailingZeros());
    }

    /**
     * What share one number is of another, in percent, for people who compare it with this one: with two decimals, or as many as
     * it takes not to look alike, or the other way round.
     */
    public String percentBeside(long part, long whole) {
        BigDecimal limit = value.movePointRight(2);
        BigDecimal hundredfold = BigDecimal.valueOf(part).movePointRight(2);
        int comparison = hundredfold.compareTo(limit.multiply(BigDecimal.valueOf(whole)));
        int decimals = DECIMALS;
        BigDecimal rounded = hundredfold.divide(BigDecimal.valueOf(whole), decimals, RoundingMode.HALF_UP);
        while (rounded.compareTo(limit) != comparison) {
            decimals++;
            rounded = hundredfold.divide(BigDecimal.valueOf(whole), decimals, RoundingMode.HALF_UP);
        }
        return percent(rounded);
    }

    private static String percent(BigDecimal number) {
        return number.toPlainString() + "%";
    }
}
