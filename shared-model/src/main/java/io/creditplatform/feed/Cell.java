package io.creditplatform.feed;

/**
 * The text of one cell, seen where it lies in the reader's buffer: no string is made of it before one is needed. One
 * instance is moved from cell to cell; it must not be kept.
 */
public final class Cell {

    private static final int SHOWN = 60;

    private char[] buffer = {};
    private int start;
    private int length;
    private boolean rounded;

    /** Moves to another cell. */
    public Cell at(char[] newBuffer, int newStart, int newLength) {
        buffer = newBuffer;
        start = newStart;
        length = newLength;
        rounded = false;
        return this;
    }

    /** A cell of its own, for tests and single values. */
    public static Cell of(String text) {
        return new Cell().at(text.toCharArray(), 0, text.length());
    }

    public int length() {
        return length;
    }

    public char charAt(int index) {
        return buffer[start + index];
    }

    /** Whether there is nothing, or nothing but white space. */
    public boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (!Character.isWhitespace(charAt(i))) {
                return false;
            }
        }
        return true;
    }

    public boolean contains(char wanted) {
        for (int i = 0; i < length; i++) {
            if (charAt(i) == wanted) {
                return true;
            }
        }
        return false;
    }

    /** How many line breaks lie within; CR, LF, and CR with LF are one each. */
    public int lineBreaks() {
        int breaks = 0;
        for (int i = 0; i < length; i++) {
            char c = charAt(i);
            if (c == '\r' || (c == '\n' && (i == 0 || charAt(i - 1) != '\r'))) {
                breaks++;
            }
        }
        return breaks;
    }

    /** Whether parsing had to round the number, so that the value kept is not quite the value delivered. */
    public boolean isRounded() {
        return rounded;
    }

    void markRounded() {
        rounded = true;
    }

    /** The text for a message: in quotes, cut where it gets long. */
    public String shown() {
        return shown(length > SHOWN ? new String(buffer, start, SHOWN + 1) : toString());
    }

    /** Any text as messages show it: in quotes, in one line, cut where it gets long. */
    public static String shown(String text) {
        if (text.length() <= SHOWN) {
            return '\'' + visible(text) + '\'';
        }
        int end = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
        return '\'' + visible(text.substring(0, end)) + "…'";
    }

    /** A text with a sign in place of each control character, which a terminal would obey instead of showing it. */
    public static String visible(String text) {
        return text.replaceAll("\\p{Cntrl}", "\uFFFD");
    }

    @Override
    public String toString() {
        return new String(buffer, start, length);
    }
}
