package io.creditplatform.cli;

import java.math.BigDecimal;
import picocli.CommandLine.TypeConversionException;

/**
 * A share of a whole, given as {@code 5%} or {@code 0.05}.
 *
 * @param value from 0 to 1
 */
record Share(BigDecimal value) {

    static Share of(String text) {
        boolean percent = text.endsWith("%");
        try {
            BigDecimal number = new BigDecimal(percent ? text.substring(0, text.length() - 1) : text);
            BigDecimal share = percent ? number.movePointLeft(2) : number;
            if (share.signum() >= 0 && share.compareTo(BigDecimal.ONE) <= 0) {
                return new Share(share.stripTrailingZeros());
            }
        } catch (NumberFormatException e) {
            // falls through to the same message
        }
        throw new TypeConversionException(
                "'" + text + "' is no share, expected one such as 5% or 0.05, from 0% to 100%");
    }
}
