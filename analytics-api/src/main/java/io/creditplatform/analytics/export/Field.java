package io.creditplatform.analytics.export;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.creditplatform.model.Coded;
import io.creditplatform.model.Key;
import io.creditplatform.model.Money;
import io.creditplatform.model.References;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A column as a Table Schema describes it (Data Package 2.0). Everything is read from the component of the record.
 *
 * @param decimals of amounts of money, which are exact; a property of the platform's own
 * @param keyPlace place in the table's primary key, or 0
 * @param parent the record whose key it holds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Field(
        String name,
        Type type,
        @Nullable String format,
        @Nullable String description,
        @Nullable Integer decimals,
        Constraints constraints,
        @JsonIgnore int keyPlace,
        @JsonIgnore @Nullable Class<? extends Record> parent) {

    /** The types that occur. */
    enum Type implements Coded {
        STRING,
        INTEGER,
        NUMBER,
        BOOLEAN,
        DATE,
        DATETIME,
        YEARMONTH,
        ARRAY;

        @Override
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Type of(Class<?> type) {
            if (type == long.class || type == int.class || type == Long.class || type == Integer.class) {
                return INTEGER;
            } else if (type == double.class || type == Double.class || Number.class.isAssignableFrom(type)) {
                return NUMBER;
            } else if (type == Money.class) {
                return NUMBER;
            } else if (type == boolean.class || type == Boolean.class) {
                return BOOLEAN;
            } else if (type == LocalDate.class) {
                return DATE;
            } else if (type == Instant.class) {
                return DATETIME;
            } else if (type == YearMonth.class) {
                return YEARMONTH;
            } else if (Collection.class.isAssignableFrom(type)) {
                return ARRAY;
            } else if (type == String.class || type.isEnum()) {
                return STRING;
            }
            throw new IllegalArgumentException("No field type for " + type.getName());
        }
    }

    /** What a value must be like. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    record Constraints(
            boolean required,
            @JsonProperty("enum") @Nullable List<String> choices,
            @Nullable Integer minimum,
            @Nullable Integer exclusiveMinimum,
            @Nullable Integer maxLength,
            @Nullable String pattern) {}

    static Field of(String name, boolean required, RecordComponent component) {
        Key key = component.getAnnotation(Key.class);
        References references = component.getAnnotation(References.class);
        Size size = annotation(component, Size.class);
        Pattern pattern = annotation(component, Pattern.class);
        return new Field(
                name,
                Type.of(component.getType()),
                annotation(component, Email.class) == null ? null : "email",
                description(component.getType()),
                component.getType() == Money.class ? Money.DECIMALS : null,
                new Constraints(
                        required,
                        choices(component.getType()),
                        annotation(component, PositiveOrZero.class) == null ? null : 0,
                        annotation(component, Positive.class) == null ? null : 0,
                        size == null ? null : size.max(),
                        pattern == null ? null : pattern.regexp()),
                key == null ? 0 : key.value(),
                references == null ? null : references.value());
    }

    /** The same at another place of the key. */
    Field atKeyPlace(int place) {
        return new Field(name, type, format, description, decimals, constraints, place, parent);
    }

    private static <A extends Annotation> @Nullable A annotation(RecordComponent component, Class<A> type) {
        return component.getAccessor().getAnnotation(type);
    }

    private static @Nullable String description(Class<?> type) {
        if (type == Money.class) {
            return "An amount of money, exact, with two decimals";
        } else if (type == Instant.class) {
            return "UTC";
        } else if (Collection.class.isAssignableFrom(type)) {
            return "A list, as JSON";
        }
        return null;
    }

    private static @Nullable List<String> choices(Class<?> type) {
        return type.isEnum()
                ? Arrays.stream(type.getEnumConstants())
                        .map(choice -> choice instanceof Coded coded ? coded.code() : choice.toString())
                        .toList()
                : null;
    }
}
