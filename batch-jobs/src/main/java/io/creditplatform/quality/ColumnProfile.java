package io.creditplatform.quality;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a feed's column look like. Values are shown as the feed writes them.
 *
 * @param currency what the amounts of a column of money are in; such a column has a profile for each currency of its feed. Null
 *     of other columns, and where amounts of several were taken together, as checks of before did
 * @param rows how many rows the table has, in that currency if one is named
 * @param nulls how many of them have no value
 * @param distinctValues how many different values there are, or null if there are more than are counted
 * @param mean of amounts and numbers that are no keys, rounded to two decimals; else null
 * @param topValues the most frequent ones, first; empty if there are too many different ones to count
 */
public record ColumnProfile(
        String entity,
        String column,
        @Nullable String currency,
        long rows,
        long nulls,
        @Nullable Long distinctValues,
        @Nullable String minValue,
        @Nullable String maxValue,
        @Nullable BigDecimal mean,
        List<Frequency> topValues) {

    /** Different values up to this many are counted one by one; keys of one column are known to be as many as rows. */
    public static final int COUNTED_VALUES = 1_000;

    /** How often a value occurs. */
    public record Frequency(String value, long count) {}

    /** The column as people name it. */
    public String label() {
        return label(column, currency);
    }

    static String label(String column, @Nullable String currency) {
        return currency == null ? column : column + " in " + currency;
    }

    /** The same of a column of that name, in that currency. */
    ColumnProfile in(String name, @Nullable String code) {
        return new ColumnProfile(entity, name, code, rows, nulls, distinctValues, minValue, maxValue, mean, topValues);
    }

    /** Share of rows without a value, from 0 to 1. */
    public BigDecimal nullShare() {
        return rows == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(nulls).divide(BigDecimal.valueOf(rows), 4, RoundingMode.HALF_UP);
    }
}
