package io.creditplatform.analytics.web;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A place in a collection: the values of its order's columns in the last row before it. Clients get it as a text that tells
 * them nothing.
 *
 * @param values the values as text, in the order of the columns
 */
public record Cursor(List<String> values) {

    private static final String SEPARATOR = "\n";

    /** The place behind a row with these values. */
    public static Cursor behind(Object... values) {
        return new Cursor(Arrays.stream(values).map(String::valueOf).toList());
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if it is no such text
     */
    public static Cursor of(String text) {
        String values = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        Cursor cursor = new Cursor(Arrays.stream(values.split(SEPARATOR, -1))
                .map(String::translateEscapes)
                .toList());
        if (!cursor.toString().equals(text)) {
            throw new IllegalArgumentException("not a cursor");
        }
        return cursor;
    }

    @Override
    public String toString() {
        String text = values.stream()
                .map(value ->
                        value.replace("\\", "\\\\").replace(SEPARATOR, "\\n")) // keys may have line breaks in them
                .collect(Collectors.joining(SEPARATOR));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
