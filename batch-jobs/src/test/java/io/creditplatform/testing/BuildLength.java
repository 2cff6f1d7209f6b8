package io.creditplatform.testing;

/** How much is tried: some of it in the usual build, all in the whole one, {@code mvn -Pwhole verify}. */
public final class BuildLength {

    private static final boolean WHOLE = Boolean.getBoolean("credit.whole");

    private BuildLength() {}

    /**
     * How often, or how much.
     *
     * @param usual in the usual build
     * @param whole in the whole one
     */
    public static int number(int usual, int whole) {
        return WHOLE ? whole : usual;
    }

    /** As {@link #number(int, int)}, unless a system property says it. */
    public static int number(String property, int usual, int whole) {
        return Integer.getInteger(property, number(usual, whole));
    }
}
