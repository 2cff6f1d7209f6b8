package io.creditplatform.quality;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a feed's column look like. Values are shown as the feed writes them.
 *
 * @param rows how many rows the table has
 * @param nulls how many of them have no value
 * @param distinctValues how many different values there are, or null if there are more than are counted
 * @param mean of amounts and numbers that are no keys, rounded to two decimals; else null
 * @param topValues the most frequent ones, first; empty if there are too many different ones to count
 */
public record ColumnProfile(
        String entity,
        String column,
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

    /** Share of rows without a value, from 0 to 1. */
    public BigDecimal nullShare() {
        return rows == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(nulls).divide(BigDecimal.valueOf(rows), 4, RoundingMode.HALF_UP);
    }
}
