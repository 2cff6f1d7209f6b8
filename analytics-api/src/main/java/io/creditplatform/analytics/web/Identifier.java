package io.creditplatform.analytics.web;

/** Identifiers in requests: digits and nothing else. */
final class Identifier {

    private Identifier() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if the text is not exactly an integer from 1 on, of at most 64 bits; the message says what was expected
     */
    static long of(String text) {
        boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        try {
            long id = digits ? Long.parseLong(text) : 0;
            if (id >= 1) {
                return id;
            }
        } catch (NumberFormatException e) {
            // too long
        }
        throw new IllegalArgumentException("an integer from 1 to " + Long.MAX_VALUE + ", digits only");
    }
}
