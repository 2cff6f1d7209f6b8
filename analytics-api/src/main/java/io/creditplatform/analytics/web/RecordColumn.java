package io.creditplatform.analytics.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.creditplatform.console.Json;
import io.creditplatform.feed.Column;
import io.creditplatform.model.Coded;
import io.creditplatform.model.Money;
import io.creditplatform.text.SpreadsheetText;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a record that is written as a row of a table. Columns are named as the keys of the record's JSON; those of a
 * record within it follow the outer key and a dot.
 *
 * @param required whether each row has a value in it
 * @param component what it was made of
 * @param value takes its value from a row
 */
public record RecordColumn(
        String name, boolean required, RecordComponent component, Function<Object, @Nullable Object> value) {

    /** The columns of a record, in its order. */
    public static List<RecordColumn> of(Class<?> type) {
        List<RecordColumn> columns = new ArrayList<>();
        add(columns, type, "", true, row -> row);
        return List.copyOf(columns);
    }

    /** The column's value in a row. */
    public @Nullable Object in(Object row) {
        return value.apply(row);
    }

    /** A value as the text of a cell: nothing where there is none, numbers as JSON has them, lists and maps as JSON. */
    public static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        } else if (value instanceof Coded coded) {
            return coded.code();
        } else if (value instanceof Double || value instanceof Collection<?> || value instanceof Map<?, ?>) {
            return Json.MAPPER.writeValueAsString(value);
        }
        return value.toString();
    }

    /** A value as the text of a cell that a spreadsheet may show: it takes no text for a formula. */
    public static String cell(@Nullable Object value) {
        String text = text(value);
        return value instanceof String || value instanceof Coded ? SpreadsheetText.guarded(text) : text;
    }

    private static void add(
            List<RecordColumn> columns,
            Class<?> type,
            String prefix,
            boolean outerRequired,
            Function<Object, @Nullable Object> outer) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = prefix + name(component);
            boolean required = outerRequired && !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            Function<Object, @Nullable Object> value = row -> {
                Object object = outer.apply(row);
                return object == null ? null : valueOf(component, object);
            };
            if (component.getType().isRecord() && component.getType() != Money.class) {
                boolean unwrapped = component.getAccessor().isAnnotationPresent(JsonUnwrapped.class);
                add(columns, component.getType(), unwrapped ? prefix : name + ".", required, value);
            } else {
                columns.add(new RecordColumn(name, required, component, value));
            }
        }
    }

    /** What a record's component is called in JSON. */
    static String name(RecordComponent component) {
        JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
        return given == null ? Column.snakeCase(component.getName()) : given.value();
    }

    private static @Nullable Object valueOf(RecordComponent component, Object row) {
        try {
            component.getAccessor().trySetAccessible();
            return component.getAccessor().invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + component, e);
        }
    }
}
