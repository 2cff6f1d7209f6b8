package io.creditplatform.analytics.web;

import io.creditplatform.feed.Column;
import io.creditplatform.feed.Feeds;
import io.creditplatform.model.Coded;
import io.creditplatform.model.RequestedDate;
import io.creditplatform.text.WhiteSpace;
import jakarta.validation.constraints.Size;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * How the text of a parameter becomes a value. Strict: what is not exactly a value of the type is refused, never guessed at, and
 * never taken for no value at all, since that would be the answer to another question.
 */
@FunctionalInterface
interface Reading {

    /** The most characters of a text that is no column's. */
    int MOST_CHARACTERS = 100;

    /**
     * The value.
     *
     * @throws IllegalArgumentException if the text is none; the message says what was expected
     */
    Object read(String text);

    /**
     * How parameters of a type are read.
     *
     * @param name the parameter's name; a text may be as long as in the column of that name
     * @throws IllegalStateException if nothing is known of such a type, which is a fault of the program
     */
    static Reading of(Class<?> type, String name) {
        if (type == Long.class || type == long.class) {
            return Identifier::of;
        } else if (type == LocalDate.class || type == AsOf.class) {
            return RequestedDate::of;
        } else if (type == String.class) {
            int most = mostCharacters(name);
            return text -> text(text, most);
        } else if (type.isEnum()) {
            List<Enum<?>> constants = Arrays.stream(type.getEnumConstants())
                    .<Enum<?>>map(constant -> (Enum<?>) constant)
                    .toList();
            return text -> choice(text, constants);
        }
        return text -> ofItsOwn(type, text);
    }

    /** The most characters of a text: those of the feeds' columns with that name. */
    static int mostCharacters(String name) {
        return Feeds.all().stream()
                .flatMap(feed -> Arrays.stream(feed.type().getRecordComponents()))
                .filter(component -> Column.snakeCase(component.getName()).equals(name))
                .map(component -> component.getAccessor().getAnnotation(Size.class))
                .filter(Objects::nonNull)
                .mapToInt(Size::max)
                .max()
                .orElse(MOST_CHARACTERS);
    }

    /** What a constant is called in requests and answers: those of the model have a code, the others go by their names. */
    static String code(Enum<?> constant) {
        return constant instanceof Coded coded ? coded.code() : constant.name().toLowerCase(Locale.ROOT);
    }

    private static String text(String text, int most) {
        if (text.length() <= most && !WhiteSpace.isAllOf(text)) {
            return text;
        }
        throw new IllegalArgumentException("a text of 1 to " + most + " characters");
    }

    private static Object choice(String text, List<Enum<?>> constants) {
        return constants.stream()
                .filter(constant -> code(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "one of " + constants.stream().map(Reading::code).toList()));
    }

    private static Object ofItsOwn(Class<?> type, String text) {
        try {
            Method of = type.getDeclaredMethod("of", String.class);
            of.setAccessible(true);
            return Objects.requireNonNull(of.invoke(null, text));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalStateException("Cannot read a " + type.getName(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + " has no method: static of(String)", e);
        }
    }
}
