package io.creditplatform.derived;

import io.creditplatform.measure.DerivedTable;
import io.creditplatform.model.Money;
import org.jspecify.annotations.Nullable;

/**
 * A derived row is not what the feeds' rows come to.
 *
 * @param row whose it is, such as {@code seller 7 in EUR}
 * @param column which figure, or null if the whole row is missing or has no place
 * @param got what the table has; null if it has no row
 * @param expected what it should have; null if there should be no row
 */
public record Difference(
        DerivedTable table,
        String row,
        @Nullable String column,
        @Nullable String got,
        @Nullable String expected) {

    /** A figure as people read it: money in major units. */
    static String shown(String column, @Nullable String figure) {
        return figure == null
                ? "nothing"
                : column.endsWith("_minor") ? new Money(Long.parseLong(figure)).toString() : figure;
    }

    @Override
    public String toString() {
        String what = table.table() + ": " + row;
        if (column == null) {
            return what + (expected == null ? " is there, expected no such row" : " is missing");
        }
        return what + " has " + column + " " + got + ", expected " + expected;
    }
}
