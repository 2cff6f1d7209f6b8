package io.creditplatform.analytics.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** How the page has to write what the API says, worked out without the page's own code. */
final class Written {

    private static final String NONE = "–";

    private Written() {}

    static String text(JsonNode value) {
        return value.isNull() ? NONE : value.asString();
    }

    static String count(JsonNode value) {
        return count(value.asLong());
    }

    static String count(long value) {
        return written("#,##0", BigDecimal.valueOf(value));
    }

    static String money(JsonNode value) {
        return value.isNull() ? NONE : money(value.decimalValue());
    }

    static String money(BigDecimal value) {
        return written("#,##0.00", value);
    }

    /** A change of an amount, with its sign. */
    static String change(JsonNode value) {
        int sign = value.decimalValue().signum();
        return sign == 0 ? "unchanged" : (sign > 0 ? "+" : "") + money(value);
    }

    static String percent(JsonNode value) {
        return value.isNull() ? NONE : percent(new BigDecimal(value.asDouble()));
    }

    /** A share as version 1 gives it, which is 0 where there is nothing to divide by. */
    static String percent(JsonNode share, JsonNode whole) {
        return whole.decimalValue().signum() == 0 ? NONE : percent(share);
    }

    static String percent(long part, long whole) {
        return percent(new BigDecimal((double) part / whole));
    }

    private static String percent(BigDecimal share) {
        return written("#,##0.0%", share);
    }

    /** A percentage that is one already. */
    static String hundredths(JsonNode value) {
        return value.isNull() ? NONE : written("0.00'%'", value.decimalValue());
    }

    static String fine(JsonNode value) {
        return written("0.0000", new BigDecimal(value.asDouble()));
    }

    /** A timestamp to the minute. */
    static String time(JsonNode value) {
        return value.isNull() ? NONE : value.asString().substring(0, 16).replace('T', ' ');
    }

    /** A code as a word of a sentence's beginning. */
    static String words(JsonNode code) {
        String words = code.asString().replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String written(String pattern, BigDecimal value) {
        DecimalFormat format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ENGLISH));
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(value);
    }
}
