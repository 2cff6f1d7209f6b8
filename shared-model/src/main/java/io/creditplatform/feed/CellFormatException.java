package io.creditplatform.feed;

/** A cell cannot be read as its column's type; the message says what was got and what was expected. */
public final class CellFormatException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean outsideList;

    private CellFormatException(String message, boolean outsideList) {
        super(message, null, false, false);
        this.outsideList = outsideList;
    }

    static CellFormatException notA(String expected, Cell cell) {
        return new CellFormatException("got " + cell.shown() + ", expected " + expected, false);
    }

    static CellFormatException notOneOf(String codes, Cell cell) {
        return new CellFormatException("got " + cell.shown() + ", expected one of " + codes, true);
    }

    /** Whether the text is well-formed but not a member of the column's closed list of values. */
    public boolean isOutsideList() {
        return outsideList;
    }
}
