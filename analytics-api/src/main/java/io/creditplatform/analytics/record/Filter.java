package io.creditplatform.analytics.record;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which rows are wanted: conditions in SQL, each with the one value that it needs. Those without a value do not count. */
final class Filter {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /** Adds a condition, such as {@code status = ?}, if there is a value for it. */
    Filter and(String condition, @Nullable Object value) {
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
