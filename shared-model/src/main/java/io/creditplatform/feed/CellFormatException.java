package io.creditplatform.feed;

/** A cell cannot be read as its column's type; the message says what was got and what was expected. */
public final class CellFormatException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Fault fault;

    /** In what way a cell is not what its column asks for. */
    public enum Fault {
        /** It is no value of the type. */
        TYPE,
        /** It is well-formed, but none of the column's closed list of values. */
        LIST,
        /** It is a code or a member of a closed list, with white space around it. */
        FORM,
        /** It is a number beyond the bounds of its type. */
        RANGE
    }

    private CellFormatException(Fault fault, String expected, Cell cell) {
        super("got " + cell.shown() + ", expected " + expected, null, false, false);
        this.fault = fault;
    }

    static CellFormatException notA(String expected, Cell cell) {
        return new CellFormatException(Fault.TYPE, expected, cell);
    }

    static CellFormatException notOneOf(String codes, Cell cell) {
        return new CellFormatException(Fault.LIST, "one of " + codes, cell);
    }

    static CellFormatException padded(Cell cell) {
        return new CellFormatException(Fault.FORM, "no white space around it", cell);
    }

    static CellFormatException outsideRange(String expected, Cell cell) {
        return new CellFormatException(Fault.RANGE, expected, cell);
    }

    /** In what way the cell is not what its column asks for. */
    public Fault fault() {
        return fault;
    }
}
