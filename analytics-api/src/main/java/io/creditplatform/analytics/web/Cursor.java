package io.creditplatform.analytics.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A place in a collection: the values of its order's columns in the last row before it. Clients get it as a text that tells
 * them nothing, and that is good for the question alone whose answer it came with: elsewhere it would lead to a wrong place.
 *
 * @param values the values as text, in the order of the columns
 */
public record Cursor(List<String> values) {

    private static final String SEPARATOR = "\n";

    /** Bytes of the digest by which a text knows its question. */
    private static final int DIGEST = 6;

    /** The place behind a row with these values. */
    public static Cursor behind(Object... values) {
        return new Cursor(Arrays.stream(values).map(String::valueOf).toList());
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @param question what is asked: the collection, and which of its rows
     * @throws IllegalArgumentException if it is no such text, or one of another question
     */
    static Cursor of(String text, String question) {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        if (bytes.length < DIGEST) {
            throw new IllegalArgumentException("too short for a cursor");
        }
        String values = new String(bytes, DIGEST, bytes.length - DIGEST, StandardCharsets.UTF_8);
        Cursor cursor = new Cursor(Arrays.stream(values.split(SEPARATOR, -1))
                .map(String::translateEscapes)
                .toList());
        if (values.indexOf('\0') >= 0 || !cursor.text(question).equals(text)) {
            throw new IllegalArgumentException("not a cursor, or one of another question");
        }
        return cursor;
    }

    /** The cursor as clients get it with the answer to a question. */
    String text(String question) {
        byte[] place = values.stream()
                .map(value ->
                        value.replace("\\", "\\\\").replace(SEPARATOR, "\\n")) // keys may have line breaks in them
                .collect(Collectors.joining(SEPARATOR))
                .getBytes(StandardCharsets.UTF_8);
        byte[] text = ByteBuffer.allocate(DIGEST + place.length)
                .put(digest(question, place), 0, DIGEST)
                .put(place)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /** Of the place too, so that what somebody made up is hardly ever taken for a place. */
    private static byte[] digest(String question, byte[] place) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(question.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return digest.digest(place);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
