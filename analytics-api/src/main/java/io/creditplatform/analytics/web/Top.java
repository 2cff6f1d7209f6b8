package io.creditplatform.analytics.web;

/** How many of a ranking's first rows are wanted. */
public record Top(int number) {

    /** The whole ranking. */
    static final Top ALL = new Top(Integer.MAX_VALUE);

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if the text is no such number; the message says what was expected
     */
    static Top of(String text) {
        try {
            long number = Identifier.of(text);
            if (number >= 1 && number <= PageRequest.MOST) {
                return new Top((int) number);
            }
        } catch (IllegalArgumentException e) {
            // is refused like a number out of range
        }
        throw new IllegalArgumentException("an integer from 1 to " + PageRequest.MOST);
    }
}
