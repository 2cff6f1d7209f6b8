package io.creditplatform.ingest;

/** Texts that databases can keep. */
final class Storable {

    private static final char REPLACEMENT = '\uFFFD';

    private Storable() {}

    /** A text in which neither NUL nor half of a pair stands, since no database can store both. */
    static String of(String text) {
        StringBuilder clean = new StringBuilder(text);
        for (int i = 0; i < clean.length(); i++) {
            char c = clean.charAt(i);
            if (c == '\0' || (Character.isSurrogate(c) && !isPaired(clean, i))) {
                clean.setCharAt(i, REPLACEMENT);
            }
        }
        return clean.toString();
    }

    private static boolean isPaired(CharSequence text, int index) {
        char c = text.charAt(index);
        return Character.isHighSurrogate(c)
                ? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))
                : index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
    }
}
