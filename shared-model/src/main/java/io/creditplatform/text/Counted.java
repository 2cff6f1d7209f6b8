package io.creditplatform.text;

/** How many there are of something, as people say it: one row, but two rows. Tables, and parts of a whole, have the plural throughout. */
public final class Counted {

    private Counted() {}

    /**
     * A number of things.
     *
     * @param one what one of them is called; of others, it ends in s
     */
    public static String of(long count, String one) {
        return count + " " + noun(count, one);
    }

    /** What so many things are called, for whoever writes the number in another way. */
    public static String noun(long count, String one) {
        return count == 1 ? one : one + "s";
    }
}
