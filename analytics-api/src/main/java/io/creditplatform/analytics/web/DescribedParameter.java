package io.creditplatform.analytics.web;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import java.time.LocalDate;

/** A parameter in the OpenAPI document: what it may be, and what it does. */
final class DescribedParameter {

    private DescribedParameter() {}

    /** @param listing whether the endpoint has a collection, and so CSV */
    static Parameter of(RequestParameter parameter, boolean listing) {
        Schema<?> schema = schema(parameter, listing);
        if (parameter.byDefault() != null) {
            schema.setDefault(
                    parameter.type() == Top.class ? Integer.valueOf(parameter.byDefault()) : parameter.byDefault());
        }
        return new Parameter()
                .in(parameter.inPath() ? "path" : "query")
                .name(parameter.name())
                .required(parameter.required())
                .description(description(parameter))
                .schema(schema);
    }

    private static Schema<?> schema(RequestParameter parameter, boolean listing) {
        Class<?> type = parameter.type();
        if (type == Long.class || type == long.class) {
            return AnswerSchemas.typed("integer").format("int64").minimum(BigDecimal.ONE);
        } else if (type == Top.class) {
            return AnswerSchemas.typed("integer")
                    .format("int32")
                    .minimum(BigDecimal.ONE)
                    .maximum(BigDecimal.valueOf(PageRequest.MOST));
        } else if (type == LocalDate.class || type == AsOf.class) {
            return AnswerSchemas.typed("string").format("date");
        } else if (type == Format.class) {
            Schema<Object> formats = new JsonSchema();
            formats.typesItem("string");
            formats.addEnumItemObject(Format.JSON.code());
            if (listing) {
                formats.addEnumItemObject(Format.CSV.code());
            }
            return formats;
        } else if (type.isEnum()) {
            Schema<Object> codes = new JsonSchema();
            codes.typesItem("string");
            for (Object constant : type.getEnumConstants()) {
                codes.addEnumItemObject(Reading.code((Enum<?>) constant));
            }
            return codes;
        }
        return AnswerSchemas.typed("string")
                .minLength(1)
                .maxLength(
                        type == String.class
                                ? Reading.mostCharacters(parameter.name())
                                : RequestParameter.MOST_CHARACTERS);
    }

    private static String description(RequestParameter parameter) {
        if (parameter.words() != null) {
            return parameter.words();
        } else if (parameter.equals(RequestParameter.LIMIT)) {
            return "Rows of a page, 1 to " + PageRequest.MOST + " (default " + PageRequest.DEFAULT
                    + "). CSV has all rows unless it is given.";
        } else if (parameter.equals(RequestParameter.AFTER)) {
            return "The value of next in the page before, of the same collection with the same filters.";
        } else if (parameter.equals(RequestParameter.FORMAT)) {
            return "Goes before Accept. A single object has no csv.";
        } else if (parameter.equals(RequestParameter.LOAD)) {
            return "The answer as it was when this load was the newest one (default: the newest).";
        } else if (parameter.type() == AsOf.class) {
            return "The date that the answer is for, 1000-01-01 to 9998-12-31 (default: the day of the data).";
        } else if (parameter.inPath()) {
            return "Which one; a / in it is written %2F.";
        }
        String name = parameter.name();
        if (parameter.byDefault() != null) {
            return "Unless it is given, " + parameter.byDefault() + ".";
        } else if (name.startsWith("since_")) {
            return "Only what changed after this load (default: all there is).";
        } else if (name.endsWith("_from")) {
            return "Only what is of this day or later.";
        } else if (name.endsWith("_to")) {
            return "Only what is of this day or earlier.";
        }
        return "Only what has this " + name + ".";
    }
}
