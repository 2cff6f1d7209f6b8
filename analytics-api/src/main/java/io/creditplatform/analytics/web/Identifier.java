package io.creditplatform.analytics.web;

/** Integers in requests, such as identifiers: digits and nothing else, as they are written, so that each has one form. */
final class Identifier {

    private Identifier() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if the text is not exactly an integer from 1 on, of at most 64 bits; the message says what was expected
     */
    static long of(String text) {
        boolean digits =
                !text.isEmpty() && text.charAt(0) != '0' && text.chars().allMatch(c -> c >= '0' && c <= '9');
        try {
            long id = digits ? Long.parseLong(text) : 0;
            if (id >= 1) {
                return id;
            }
        } catch (NumberFormatException e) {
            // too long
        }
        throw new IllegalArgumentException(
                "an integer from 1 to " + Long.MAX_VALUE + ", digits only, the first of them not 0");
    }
}
