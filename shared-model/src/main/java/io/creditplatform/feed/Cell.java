package io.creditplatform.feed;

import io.creditplatform.text.Visible;
import io.creditplatform.text.WhiteSpace;

/**
 * The text of one cell, seen where it lies in the reader's buffer: no string is made of it before one is needed. One
 * instance is moved from cell to cell; it must not be kept.
 */
public final class Cell {

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

    /** Whether there is nothing, or nothing but white space in the wide sense. */
    public boolean isBlank() {
        int codePoint;
        for (int i = 0; i < length; i += Character.charCount(codePoint)) {
            codePoint = Character.codePointAt(buffer, start + i, start + length);
            if (!WhiteSpace.is(codePoint)) {
                return false;
            }
        }
        return true;
    }

    /** Whether white space, in the wide sense, stands at the beginning or the end. */
    boolean isPadded() {
        return length > 0
                && (WhiteSpace.is(Character.codePointAt(buffer, start, start + length))
                        || WhiteSpace.is(Character.codePointBefore(buffer, start + length, start)));
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

    /** The text for a message: in quotes, cut where it gets long, with a name for what cannot be seen. */
    public String shown() {
        return Visible.quoted(length > Visible.QUOTED ? new String(buffer, start, Visible.QUOTED + 1) : toString());
    }

    @Override
    public String toString() {
        return new String(buffer, start, length);
    }
}
