package io.creditplatform.analytics.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.creditplatform.console.Json;
import io.creditplatform.model.Coded;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A record as a row of CSV. Its columns are the keys of its JSON; those of a record within it follow the outer key and a dot,
 * and a list is one cell of JSON.
 */
final class CsvColumns {

    private static final String FORMULA_STARTS = "=+-@\t\r\n";

    private final List<Column> columns;

    private record Column(String name, Function<Object, @Nullable Object> value) {}

    private CsvColumns(List<Column> columns) {
        this.columns = columns;
    }

    static CsvColumns of(Class<?> type) {
        List<Column> columns = new ArrayList<>();
        add(columns, type, "", row -> row);
        return new CsvColumns(columns);
    }

    private static void add(
            List<Column> columns, Class<?> type, String prefix, Function<Object, @Nullable Object> outer) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = prefix + name(component);
            Function<Object, @Nullable Object> value = row -> {
                Object object = outer.apply(row);
                return object == null ? null : valueOf(component, object);
            };
            if (component.getType().isRecord() && component.getType() != io.creditplatform.model.Money.class) {
                boolean unwrapped = component.getAccessor().isAnnotationPresent(JsonUnwrapped.class);
                add(columns, component.getType(), unwrapped ? prefix : name + ".", value);
            } else {
                columns.add(new Column(name, value));
            }
        }
    }

    private static String name(RecordComponent component) {
        JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
        return given == null ? io.creditplatform.feed.Column.snakeCase(component.getName()) : given.value();
    }

    private static @Nullable Object valueOf(RecordComponent component, Object row) {
        try {
            component.getAccessor().trySetAccessible();
            return component.getAccessor().invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + component, e);
        }
    }

    List<String> header() {
        return columns.stream().map(Column::name).toList();
    }

    List<String> cells(Object row) {
        return columns.stream().map(column -> cell(column.value().apply(row))).toList();
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        } else if (value instanceof String text) {
            return guarded(text);
        } else if (value instanceof Coded coded) {
            return guarded(coded.code());
        } else if (value instanceof Collection<?>) {
            return Json.MAPPER.writeValueAsString(value);
        }
        return value.toString();
    }

    /** Text that a spreadsheet would run as a formula gets an apostrophe, which makes it text there too. */
    private static String guarded(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
