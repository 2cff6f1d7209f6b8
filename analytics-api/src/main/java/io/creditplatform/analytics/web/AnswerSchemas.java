package io.creditplatform.analytics.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.creditplatform.model.Coded;
import io.creditplatform.model.Money;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of answers, made from the records that {@code Json} writes: what can be null, what is always there, and of which
 * form values are. Records and enums are named; all else stands where it is used.
 */
final class AnswerSchemas {

    private static final String REFERENCE = "#/components/schemas/";

    private static final Map<Class<?>, Schema<?>> VALUES = new LinkedHashMap<>();

    static {
        for (Class<?> integer : List.of(long.class, Long.class)) {
            VALUES.put(integer, typed("integer").format("int64"));
        }
        for (Class<?> integer : List.of(int.class, Integer.class)) {
            VALUES.put(integer, typed("integer").format("int32"));
        }
        for (Class<?> number : List.of(double.class, Double.class)) {
            VALUES.put(number, typed("number").format("double"));
        }
        for (Class<?> number : List.of(Money.class, BigDecimal.class)) {
            VALUES.put(number, typed("number").format("decimal"));
        }
        for (Class<?> truth : List.of(boolean.class, Boolean.class)) {
            VALUES.put(truth, typed("boolean"));
        }
        VALUES.put(String.class, typed("string"));
        VALUES.put(Instant.class, typed("string").format("date-time"));
        VALUES.put(LocalDate.class, typed("string").format("date"));
        VALUES.put(YearMonth.class, typed("string").pattern("^-?\\d{4,}-\\d{2}$"));
    }

    private final Map<String, Class<?>> named = new TreeMap<>();
    private final Map<String, Schema<?>> schemas = new TreeMap<>();

    /** The named ones, by name. */
    Map<String, Schema<?>> named() {
        return schemas;
    }

    /** A schema of a basic type. */
    static Schema<?> typed(String type) {
        return new JsonSchema().typesItem(type);
    }

    /** An object with members that are always there. */
    static Schema<?> object(Map<String, Schema<?>> members) {
        Schema<?> object = typed("object");
        members.forEach((name, schema) -> object.addProperty(name, schema).addRequiredItem(name));
        return object;
    }

    /** A list. */
    static Schema<?> list(Schema<?> items) {
        return typed("array").items(items);
    }

    /** The schema, or null in its place. */
    static Schema<?> orNull(Schema<?> schema) {
        if (schema.get$ref() != null) {
            return new JsonSchema().anyOf(List.of(schema, typed("null")));
        }
        Set<String> types = new LinkedHashSet<>(schema.getTypes());
        types.add("null");
        return schema.types(types);
    }

    /** The closed list of an enum's codes. */
    static Schema<?> codes(Class<?> type) {
        Schema<Object> codes = new JsonSchema();
        codes.typesItem("string");
        for (Object constant : type.getEnumConstants()) {
            codes.addEnumItemObject(constant instanceof Coded coded ? coded.code() : ((Enum<?>) constant).name());
        }
        return codes;
    }

    /** A copy of a schema that has a name. */
    Schema<?> named(String name, Schema<?> schema) {
        schemas.put(name, schema);
        return new JsonSchema().$ref(REFERENCE + name);
    }

    /** The schema of a record's JSON. */
    Schema<?> of(Class<?> type) {
        Schema<?> value = VALUES.get(type);
        if (value != null) {
            return copy(value);
        }
        String name = type.getSimpleName();
        Class<?> known = named.putIfAbsent(name, type);
        if (known != null && known != type) {
            throw new IllegalStateException(
                    "Both " + known.getName() + " and " + type.getName() + " would be the schema " + name);
        } else if (known == null) {
            schemas.put(name, type.isEnum() ? codes(type) : object(type));
        }
        return new JsonSchema().$ref(REFERENCE + name);
    }

    private Schema<?> object(Class<?> type) {
        if (!type.isRecord()) {
            throw new IllegalStateException("No schema for " + type.getName() + ", expected a record or a value");
        }
        Schema<?> object = typed("object");
        add(type, object);
        return object;
    }

    private void add(Class<?> record, Schema<?> object) {
        for (RecordComponent component : record.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                add(component.getType(), object);
                continue;
            }
            String name = RecordColumn.name(component);
            JsonInclude include = component.getAccessor().getAnnotation(JsonInclude.class);
            boolean leftOut = include != null && include.value() != JsonInclude.Include.ALWAYS; // if null
            Schema<?> member = of(component.getAnnotatedType());
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            object.addProperty(name, nullable && !leftOut ? orNull(member) : member);
            if (!leftOut) {
                object.addRequiredItem(name);
            }
        }
    }

    private Schema<?> of(AnnotatedType type) {
        if (type instanceof AnnotatedParameterizedType generic) {
            Class<?> raw = (Class<?>) ((ParameterizedType) generic.getType()).getRawType();
            List<Schema<?>> arguments = new ArrayList<>();
            for (AnnotatedType argument : generic.getAnnotatedActualTypeArguments()) {
                arguments.add(argument.isAnnotationPresent(Nullable.class) ? orNull(of(argument)) : of(argument));
            }
            if (Collection.class.isAssignableFrom(raw)) {
                return list(arguments.get(0));
            } else if (Map.class.isAssignableFrom(raw)) {
                return typed("object").additionalProperties(arguments.get(1));
            }
        }
        Type plain = type.getType();
        if (plain instanceof Class<?> known) {
            return of(known);
        }
        throw new IllegalStateException("No schema for " + plain + ", expected a value, a record, a list or a map");
    }

    private static Schema<?> copy(Schema<?> value) {
        Schema<?> copy = new JsonSchema();
        copy.setTypes(new LinkedHashSet<>(value.getTypes()));
        return copy.format(value.getFormat()).pattern(value.getPattern());
    }
}
