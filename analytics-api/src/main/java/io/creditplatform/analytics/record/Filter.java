package io.creditplatform.analytics.record;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which rows are wanted: conditions in SQL, with the values that they need. Those without a value do not count. */
final class Filter {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /** Only rows whose column has this value. */
    Filter with(String column, @Nullable Object value) {
        return and(column + " = ?", value);
    }

    /** Only rows of sellers in this market. */
    Filter inMarket(@Nullable String market) {
        return and("seller_id IN (SELECT seller_id FROM sellers WHERE market = ?)", market);
    }

    /** Only rows whose date is in a range, both ends included. */
    Filter dated(String column, @Nullable LocalDate from, @Nullable LocalDate to) {
        return and(column + " >= ?", from).and(column + " <= ?", to);
    }

    /** Only rows whose timestamp is on a day in a range, both ends included, UTC. */
    Filter timed(String column, @Nullable LocalDate from, @Nullable LocalDate to) {
        return and(column + " >= ?", from == null ? null : from.atStartOfDay().toInstant(ZoneOffset.UTC))
                .and(
                        column + " < ?",
                        to == null ? null : to.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    /** Only rows whose column has one of these values. */
    Filter oneOf(String column, List<?> some) {
        conditions.add(column + " IN (" + String.join(", ", Collections.nCopies(some.size(), "?")) + ")");
        values.addAll(some);
        return this;
    }

    /** One with the same conditions, to which others can be added. */
    Filter copy() {
        Filter copy = new Filter();
        copy.conditions.addAll(conditions);
        copy.values.addAll(values);
        return copy;
    }

    private Filter and(String condition, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.add(value);
        }
        return this;
    }

    List<String> conditions() {
        return conditions;
    }

    List<Object> values() {
        return values;
    }
}
