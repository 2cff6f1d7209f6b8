package io.creditplatform.ingest;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import io.creditplatform.feed.Cell;
import io.creditplatform.feed.CellFormatException;
import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.text.Counted;
import io.creditplatform.text.WhiteSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of cells as the parser finds them, so that no string is made of a cell that becomes a number: first the
 * header, then rows, each with every reason against it.
 */
final class RecordBuilder extends AbstractBaseCsvCallbackHandler<RecordBuilder.FileRecord> {

    /** Characters that the quarantine keeps of one record. */
    static final int RAW_LIMIT = 64 * 1024;

    /** Characters of a single cell; a longer one is refused. */
    static final int MAX_CELL = 1024 * 1024;

    /** Leaves no ink, but says where a file ends: a row of it alone is no row of blanks. */
    private static final char CTRL_Z = 0x1A;

    private final FeedDefinition feed;
    private final SourceText text;
    private final Cell cell = new Cell();
    private final List<String> names = new ArrayList<>();
    private final List<Reason> structuralReasons = new ArrayList<>();
    private final List<Reason> reasons = new ArrayList<>();
    private @Nullable RowValidator validator;
    private @Nullable Header header;
    private boolean rowsWanted = true;
    private long lineOffset;
    private long line;
    private int breaks;
    private boolean empty;
    private @Nullable Object[] values = {};
    private int rounded;

    RecordBuilder(FeedDefinition feed, SourceText text) {
        this.feed = feed;
        this.text = text;
    }

    /**
     * A record of the file.
     *
     * @param line on which it begins
     * @param breaks how many line breaks lie within it
     * @param empty whether it holds nothing but commas and blanks, so that it is no row
     * @param row what became of it; null if only its place is wanted
     */
    record FileRecord(
            long line, int breaks, boolean empty, @Nullable Row row) {}

    /** The names of the record before, which is the header. */
    List<String> names() {
        return List.copyOf(names);
    }

    /** From now on records are rows under this header. */
    void under(Header newHeader) {
        header = newHeader;
    }

    /** Whether rows shall be made, or only their places be told. */
    void wantRows(boolean wanted) {
        rowsWanted = wanted;
    }

    /** Says that a new parser counts its lines from the one after this. */
    void continueAfter(long lastLine) {
        lineOffset = lastLine;
    }

    /** How many columns the header has; none before it has been read. */
    int columns() {
        return header == null ? 0 : header.size();
    }

    /** The line on which the record being read begins. */
    long line() {
        return line;
    }

    /** The column of the cell that follows those that have been read of the record, if the header names it. */
    @Nullable String columnAtFault() {
        Header known = header;
        return known != null && getFieldCount() < known.size() ? known.name(getFieldCount()) : null;
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        line = lineOffset + startingLineNumber;
        text.keepFrom(line);
        breaks = 0;
        rounded = 0;
        empty = true;
        structuralReasons.clear();
        reasons.clear();
        if (header == null) {
            names.clear();
        } else if (rowsWanted) {
            values = new Object[feed.columns().size()];
        }
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        cell.at(buffer, offset, length);
        if (quoted) {
            breaks += cell.lineBreaks();
        }
        empty = empty && isLeftover(cell, quoted);
        Header known = header;
        if (known == null) {
            names.add(WhiteSpace.strip(Storable.of(cell.toString())).toLowerCase(Locale.ROOT));
        } else if (rowsWanted && index < known.size()) {
            if (length > MAX_CELL) {
                structuralReasons.add(tooLong(known.name(index), ""));
            } else if (text.isMalformed() && SourceText.holdsMalformed(buffer, offset, length)) {
                structuralReasons.add(Reason.of(
                        RejectionCode.ENCODING, known.name(index), "holds bytes that are not UTF-8, expected UTF-8"));
            } else {
                Column column = known.column(index);
                if (column != null) {
                    take(column, quoted);
                }
            }
        }
    }

    /**
     * Whether a cell says nothing; a record of such cells alone is no row. Quotation marks were put there by somebody, and a
     * Ctrl-Z that is left over closes the file, where no cell comes to be made of it.
     */
    static boolean isLeftover(Cell cell, boolean quoted) {
        return !quoted && cell.isBlank() && !cell.contains(CTRL_Z);
    }

    private void take(Column column, boolean quoted) {
        if (empty || cell.isBlank()) {
            if (column.required()) {
                reasons.add(Reason.of(RejectionCode.REQUIRED, column.name(), "is blank, expected a value"));
            }
            return;
        }
        if (!quoted && column.type().isText() && cell.contains('"')) {
            structuralReasons.add(Reason.of(
                    RejectionCode.QUOTE,
                    column.name(),
                    "got " + cell.shown()
                            + ", expected the whole cell in quotation marks and those within it doubled"));
            return;
        }
        try {
            values[column.index()] = column.type().parse(cell);
            rounded += cell.isRounded() ? 1 : 0;
        } catch (CellFormatException e) {
            reasons.add(Reason.of(RejectionCode.of(e.fault()), column.name(), String.valueOf(e.getMessage())));
        }
    }

    @Override
    protected FileRecord buildRecord() {
        Header known = header;
        if (known == null || !rowsWanted || empty || getRecordType() != RecordType.DATA) {
            return new FileRecord(line, breaks, empty, null);
        }
        List<Reason> all = allReasons(known);
        Row row = all.isEmpty()
                ? new Row.Accepted(line, values, rounded)
                : new Row.Rejected(line, text.lines(line, breaks, RAW_LIMIT), all);
        return new FileRecord(line, breaks, false, row);
    }

    /** Where the structure is broken, no cell can be trusted to stand in its column. */
    private List<Reason> allReasons(Header known) {
        int got = getFieldCount();
        String counts =
                "the row has " + Counted.of(got, "cell") + ", but the header has " + known.size() + upTo(line, breaks);
        if (got < known.size()) {
            return List.of(Reason.of(RejectionCode.MISSING_CELL, known.name(got), counts));
        } else if (got > known.size()) {
            return List.of(Reason.of(RejectionCode.EXTRA_CELL, null, counts));
        } else if (!structuralReasons.isEmpty()) {
            return List.copyOf(structuralReasons);
        } else if (reasons.isEmpty()) {
            return validator().check(values, this::delivered);
        }
        reasons.addAll(validator().checkEach(values, this::delivered));
        return List.copyOf(reasons);
    }

    /** What the file has in a column of the record that has just been read. */
    private String delivered(Column column) {
        return CsvText.cells(text.lines(line, breaks, SourceText.MAX_RECORD))
                .get(Objects.requireNonNull(header).indexOf(column));
    }

    /** Made when the first row is there: a reader that is only asked for a header or raw text has no need of one. */
    private RowValidator validator() {
        RowValidator made = validator == null ? new RowValidator(feed) : validator;
        validator = made;
        return made;
    }

    static Reason tooLong(@Nullable String column, String upTo) {
        return Reason.of(
                RejectionCode.TOO_LONG, column, "got more than " + MAX_CELL + " characters, expected fewer" + upTo);
    }

    /** How far a record of several lines goes: whoever looks for a stray quotation mark needs to know. */
    static String upTo(long line, int breaks) {
        return breaks == 0 ? "" : "; the row goes on to line " + (line + breaks);
    }
}
