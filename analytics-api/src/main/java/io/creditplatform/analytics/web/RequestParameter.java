package io.creditplatform.analytics.web;

import io.creditplatform.http.InvalidParameterException;
import io.creditplatform.text.Visible;
import io.swagger.v3.oas.annotations.Parameter;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;

/**
 * A parameter that an endpoint takes, and the one place where a text of a request becomes a value. Some are declared by the
 * method's own parameters, the others come with its kind of answer.
 *
 * @param name what clients call it
 * @param inPath whether it is a part of the path, else of the query
 * @param type what it is read as
 * @param required whether there must be one
 * @param byDefault the text that stands for none, or null
 * @param words what it does, where its declaration says so, or null
 */
record RequestParameter(
        String name,
        boolean inPath,
        Class<?> type,
        boolean required,
        @Nullable String byDefault,
        Reading reading,
        @Nullable String words) {

    /** The most characters that any text may have; cursors are the longest. */
    static final int MOST_CHARACTERS = 1000;

    static final RequestParameter LIMIT = ofAnswers("limit", Top.class, Top::of);
    static final RequestParameter AFTER = ofAnswers("after", Cursor.class, text -> text);
    static final RequestParameter FORMAT = ofAnswers(Format.PARAMETER, Format.class, text -> text);

    /** The load after which the answer is to be; every endpoint takes it but those {@link OfThisMoment}. */
    static final RequestParameter LOAD = ofAnswers("load", Long.class, Identifier::of);

    /** Those that say which part of a collection is wanted, and in which form. */
    static final List<RequestParameter> OF_PAGES = List.of(LIMIT, AFTER, FORMAT);

    /** Those that a method's endpoint takes. */
    static List<RequestParameter> of(MethodParameter returned, List<MethodParameter> declared) {
        List<RequestParameter> all = new ArrayList<>(
                declared.stream().map(RequestParameter::declared).toList());
        boolean paged = returned.getParameterType() == Listing.class && !returned.hasMethodAnnotation(BareArray.class);
        if (!returned.hasMethodAnnotation(OfThisMoment.class)) {
            all.add(LOAD);
        }
        all.addAll(paged ? OF_PAGES : List.of(FORMAT));
        return List.copyOf(all);
    }

    /** The parameter that a method declares. */
    static RequestParameter declared(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
        PathVariable path = parameter.getParameterAnnotation(PathVariable.class);
        if (type == AsOf.class) {
            return new RequestParameter(
                    AsOf.PARAMETER, false, type, false, null, Reading.of(type, AsOf.PARAMETER), words(parameter));
        } else if (path != null) {
            return new RequestParameter(
                    path.name(), true, type, true, null, Reading.of(type, path.name()), words(parameter));
        } else if (query != null) {
            String byDefault = query.defaultValue().equals(ValueConstants.DEFAULT_NONE) ? null : query.defaultValue();
            return new RequestParameter(
                    query.name(),
                    false,
                    type,
                    byDefault == null && !isNullable(parameter),
                    byDefault,
                    Reading.of(type, query.name()),
                    words(parameter));
        }
        throw new IllegalStateException(
                parameter + " is no parameter of requests, expected @RequestParam, @PathVariable or an AsOf");
    }

    private static RequestParameter ofAnswers(String name, Class<?> type, Reading reading) {
        return new RequestParameter(name, false, type, false, null, reading, null);
    }

    private static @Nullable String words(MethodParameter parameter) {
        Parameter described = parameter.getParameterAnnotation(Parameter.class);
        return described == null ? null : described.description();
    }

    private static boolean isNullable(MethodParameter parameter) {
        Executable method = parameter.getExecutable();
        AnnotatedType type = method.getAnnotatedParameterTypes()[parameter.getParameterIndex()];
        return type.isAnnotationPresent(Nullable.class);
    }

    /** Whether it is a part of the query that tells which rows are wanted, and not which part of them, or of which state. */
    boolean isOfTheQuestion() {
        return !inPath && !OF_PAGES.contains(this) && !equals(LOAD);
    }

    /**
     * The value that a request gives it, or its default; empty if there is neither.
     *
     * @param texts what the request says, as often as it does so
     * @throws InvalidParameterException if that is no value
     */
    Optional<Object> value(String... texts) {
        if (texts.length > 1) {
            throw new InvalidParameterException(name, "is given " + texts.length + " times, expected once");
        } else if (texts.length == 1) {
            return Optional.of(value(texts[0]));
        } else if (required) {
            throw new InvalidParameterException(name, "is missing, expected a value");
        }
        return Optional.ofNullable(byDefault).map(reading::read);
    }

    private Object value(String text) {
        if (text.isBlank()) {
            throw new InvalidParameterException(name, "is empty, expected a value, or no such parameter");
        } else if (text.length() > MOST_CHARACTERS) {
            throw new InvalidParameterException(
                    name, "has " + text.length() + " characters, expected at most " + MOST_CHARACTERS);
        } else if (text.chars().anyMatch(this::isForbidden)) {
            throw new InvalidParameterException(
                    name, "is " + Visible.quoted(text) + ", expected a text without control characters");
        }
        try {
            return reading.read(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterException(name, "is " + Visible.quoted(text) + ", expected " + e.getMessage());
        }
    }

    /** What no value has. A key of text may have any character but NUL, which no table takes. */
    private boolean isForbidden(int character) {
        return (inPath && type == String.class) ? character == 0 : Character.isISOControl(character);
    }
}
