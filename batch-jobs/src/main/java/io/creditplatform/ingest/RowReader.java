package io.creditplatform.ingest;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.RecordType;
import io.creditplatform.feed.Cell;
import io.creditplatform.feed.CellFormatException;
import io.creditplatform.feed.Column;
import io.creditplatform.text.Visible;
import io.creditplatform.text.WhiteSpace;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a feed's file row by row: parses with FastCSV, reads each cell as its column's type, checks each row against the
 * feed's constraints. A row that cannot be accepted comes back with every reason; a file that cannot be read fails.
 *
 * <p>A record whose quotation marks do not pair up costs the line on which it begins; reading goes on at the next line, so
 * that a stray quote never takes good rows with it.
 */
final class RowReader implements Closeable {

    /** Characters that the quarantine keeps of one record. */
    private static final int RAW_LIMIT = 64 * 1024;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /**
     * Characters that may be read again because of broken quoting, beside four times those of the file. Each line may cost
     * a search for its closing quote; if all do, the file is no CSV, and reading on would take hours.
     */
    private static final long REPEAT_LIMIT = 64L * 1024 * 1024;

    /** Characters of a single cell; a longer one is refused. */
    private static final int MAX_CELL = 1024 * 1024;

    /** Characters of an unfit header that a message shows. */
    private static final int HEADER_SHOWN = 1_000;

    private final ExtractFile file;
    private final ExtractFile.Content content;
    private final SourceText text;
    private RecordHandler handler = new RecordHandler();
    private CloseableIterator<FileRecord> parser;
    private List<String> header = List.of();
    private @Nullable Column[] columns = {};
    private @Nullable RowValidator validator;
    private long lineOffset;
    private long records;
    private boolean rowsWanted = true;

    /**
     * Opens the file and reads its header.
     *
     * @param warnings is told of columns that will be left out
     * @throws ExtractException if the file cannot be read, is not UTF-8, or lacks a column
     */
    RowReader(ExtractFile file, Consumer<String> warnings) {
        this.file = file;
        try {
            content = file.open();
        } catch (IOException e) {
            throw PlainFile.unreadable(file.path(), e);
        }
        try {
            text = new SourceText(plainText(content), () -> plainText(file.openAgain()));
            parser = parser();
            readHeader(warnings);
        } catch (IOException e) {
            close();
            throw PlainFile.unreadable(file.path(), e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The next row, or null at the end of the file. */
    @Nullable
    Row next() {
        FileRecord next = nextRecord();
        if (next == null) {
            return null;
        }
        records++;
        return next.row();
    }

    /** How many records have been read so far, the header not counted. */
    long records() {
        return records;
    }

    /** How many characters have been read so far. */
    long position() {
        return text.position();
    }

    /** How many bytes of the file have been read so far; the parser reads ahead. */
    long bytesRead() {
        return content.bytesRead();
    }

    /** The names in the file's header, in the file's order. */
    List<String> header() {
        return header;
    }

    /** Reads over the next records without looking into them. */
    void skip(long count) {
        rowsWanted = false;
        for (long i = 0; i < count; i++) {
            if (nextRecord() == null) {
                throw changed();
            }
            records++;
        }
        rowsWanted = true;
    }

    /**
     * The raw text of the record that begins on a line; lines must be asked for in ascending order.
     *
     * @throws ExtractException if no record begins there, so that the file is not the one that was staged
     */
    String raw(long line) {
        rowsWanted = false;
        FileRecord next = nextRecord();
        while (next != null && next.line() < line) {
            next = nextRecord();
        }
        if (next == null || next.line() != line) {
            throw changed();
        }
        return next.row() instanceof Row.Rejected broken ? broken.raw() : text.lines(line, next.breaks(), RAW_LIMIT);
    }

    /** Reads what is left of the file and makes sure that all of it is what its checksum was taken of. */
    void verifyContent() {
        try {
            content.drain();
        } catch (IOException e) {
            throw PlainFile.unreadable(file.path(), e);
        }
        if (content.crc32c() != file.crc32c()) {
            throw changed();
        }
    }

    private ExtractException changed() {
        return ExtractException.unfit(
                file.path() + " changed while it was being loaded. Wait until it is complete, then import it anew.");
    }

    @Override
    public void close() {
        try {
            content.close();
        } catch (IOException e) {
            throw PlainFile.unreadable(file.path(), e);
        }
    }

    private @Nullable FileRecord nextRecord() {
        try {
            return parser.hasNext() ? parser.next() : null;
        } catch (CsvParseException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            } else if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            return brokenRecord(true);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof SourceText.RecordTooLongException) {
                return brokenRecord(false);
            }
            throw PlainFile.unreadable(file.path(), e.getCause());
        }
    }

    /**
     * Refuses a record that the parser gave up. If only its length is at fault, all of it is refused and passed over. If its
     * quotation marks are, only the line on which it begins: nobody can tell which of the others belong to it.
     */
    private FileRecord brokenRecord(boolean cellTooLong) {
        long line = handler.line;
        String column = handler.fields() < header.size() ? header.get(handler.fields()) : null;
        try {
            RecordScan scan = text.scan(line);
            // Two stray quotation marks far apart pair up as well, but hardly ever in the same column.
            boolean whole = scan.isWhole() && (scan.breaks() == 0 || scan.cells() == header.size());
            if (header.isEmpty()) {
                throw ExtractException.unfit(file.path() + ", line " + line + ": "
                        + (whole ? "the header is too long" : "the header's quotation marks do not pair up")
                        + ", expected the names " + names() + ". Have the file delivered again.");
            }
            int breaks = whole ? scan.breaks() : 0;
            text.know(line, RAW_LIMIT);
            String raw = text.lines(line, breaks, RAW_LIMIT);
            for (long passed = line; passed <= line + breaks; passed++) {
                text.resumeAfter(passed);
            }
            long repeated = text.repeated();
            if (repeated > REPEAT_LIMIT + 4 * (text.position() - repeated)) {
                throw ExtractException.unfit(file.path() + ", line " + line
                        + ": the quotation marks of so many lines do not pair up that the file cannot be read."
                        + " Have it delivered again.");
            }
            lineOffset = line + breaks;
            parser = parser();
            Reason reason;
            if (!whole) {
                reason = Reason.of(
                        RejectionCode.QUOTE,
                        column,
                        "the quotation marks do not pair up, expected a closing one followed by a comma or the line's end");
            } else if (cellTooLong) {
                reason = tooLong(column, upTo(line, breaks));
            } else {
                reason = Reason.of(
                        RejectionCode.TOO_LONG,
                        null,
                        "the row has more than " + SourceText.MAX_RECORD + " characters, expected fewer"
                                + upTo(line, breaks));
            }
            return new FileRecord(line, breaks, new Row.Rejected(line, raw, List.of(reason)));
        } catch (IOException e) {
            throw PlainFile.unreadable(file.path(), e);
        }
    }

    private static Reason tooLong(@Nullable String column, String upTo) {
        return Reason.of(
                RejectionCode.TOO_LONG, column, "got more than " + MAX_CELL + " characters, expected fewer" + upTo);
    }

    /** How far a record of several lines goes: whoever looks for a stray quotation mark needs to know. */
    private static String upTo(long line, int breaks) {
        return breaks == 0 ? "" : "; the row goes on to line " + (line + breaks);
    }

    /** Made when the first row is there: a reader that is only asked for a header or raw text has no need of one. */
    private RowValidator validator() {
        RowValidator made = validator == null ? new RowValidator(file.feed()) : validator;
        validator = made;
        return made;
    }

    private CloseableIterator<FileRecord> parser() {
        handler = new RecordHandler();
        return CsvReader.builder()
                .maxBufferSize(2 * MAX_CELL) // it needs room to spare; cells are measured when they are taken
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(handler, text)
                .iterator();
    }

    /** Makes sure that the bytes are text, and leaves out a mark that only says that they are UTF-8. */
    private InputStream plainText(InputStream bytes) throws IOException {
        PushbackInputStream pushback = new PushbackInputStream(bytes, FileKind.BYTES);
        byte[] first = pushback.readNBytes(FileKind.BYTES);
        if (isUtf16(first)) {
            throw new UnfitFileException("is UTF-16, expected UTF-8. Have it delivered in UTF-8.");
        }
        Optional<FileKind> kind = FileKind.of(first);
        if (kind.isPresent()) {
            throw kind.get().instead(file);
        }
        boolean marked = Arrays.equals(first, 0, Math.min(first.length, 3), BYTE_ORDER_MARK, 0, 3);
        int start = marked ? BYTE_ORDER_MARK.length : 0;
        pushback.unread(first, start, first.length - start);
        return pushback;
    }

    /** By its byte-order mark, or else by the NUL that is half of every letter of a header. */
    private static boolean isUtf16(byte[] first) {
        if (first.length < 2) {
            return false;
        }
        boolean marked = (first[0] == (byte) 0xFF && first[1] == (byte) 0xFE)
                || (first[0] == (byte) 0xFE && first[1] == (byte) 0xFF);
        return marked || (first[0] == 0) != (first[1] == 0);
    }

    private void readHeader(Consumer<String> warnings) {
        if (nextRecord() == null) {
            throw ExtractException.unfit(file.path() + " is empty, expected a header with the names " + names()
                    + ". Have the file delivered again.");
        }
        List<String> names = handler.headerCells;
        columns = new Column[names.size()];
        List<String> twice = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<Column> missing = new ArrayList<>(file.feed().columns());
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            for (Column column : file.feed().columns()) {
                if (column.name().equals(name)) {
                    columns[i] = column;
                    if (!missing.remove(column)) {
                        twice.add(name);
                    }
                }
            }
            if (columns[i] == null) {
                unknown.add(name);
            }
        }
        missing.removeIf(Column::isOptional);
        String place = file.path() + ", line " + handler.line + ": ";
        if (!missing.isEmpty() || !twice.isEmpty()) {
            List<String> problems = new ArrayList<>();
            twice.forEach(name -> problems.add("column '" + name + "' stands there twice"));
            missing.forEach(column -> problems.add("column '" + column.name() + "' is missing"
                    + renamed(column, unknown, missing.size())
                            .map(name -> " (renamed to " + Visible.quoted(name) + "?)")
                            .orElse("")));
            throw ExtractException.unfit(place + String.join(", ", problems) + ". Got " + headerShown(names)
                    + "; expected " + names() + ". Have the file delivered again.");
        }
        unknown.forEach(name -> warnings.accept(place + "column " + Visible.quoted(name) + " is unknown and left out"));
        header = List.copyOf(names);
    }

    /** What a missing column may be called now: a name of the same letters and digits, or the one name that is left. */
    private static Optional<String> renamed(Column column, List<String> unknown, int missing) {
        return unknown.stream()
                .filter(name ->
                        (missing == 1 && unknown.size() == 1) || lettersOf(name).equals(lettersOf(column.name())))
                .findFirst();
    }

    private static String lettersOf(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** A file that is no CSV at all may have a header of any size, of any characters. */
    private static String headerShown(List<String> names) {
        String shown = Visible.of(String.join(", ", names));
        String cut = shown.length() > HEADER_SHOWN ? shown.substring(0, HEADER_SHOWN) + "…" : shown;
        boolean otherSeparator = names.size() == 1 && names.get(0).matches("(?s).*[;\\t|].*");
        return otherSeparator ? cut + " (is the separator a comma?)" : cut;
    }

    private String names() {
        return file.feed().columns().stream()
                .map(column -> column.name() + (column.isOptional() ? " (optional)" : ""))
                .collect(Collectors.joining(", "));
    }

    /** A record as the parser gives it; without a row if only its place is wanted. */
    private record FileRecord(
            long line, int breaks, @Nullable Row row) {}

    /** Takes the cells as the parser finds them, so that no string is made of a cell that becomes a number. */
    private final class RecordHandler extends AbstractBaseCsvCallbackHandler<FileRecord> {

        private final List<String> headerCells = new ArrayList<>();
        private final Cell cell = new Cell();
        private long line;
        private int breaks;
        private @Nullable Object[] values = {};
        private int rounded;
        private final List<Reason> structuralReasons = new ArrayList<>();
        private final List<Reason> reasons = new ArrayList<>();

        int fields() {
            return getFieldCount();
        }

        @Override
        protected void handleBegin(long startingLineNumber) {
            line = lineOffset + startingLineNumber;
            text.keepFrom(line);
            breaks = 0;
            rounded = 0;
            structuralReasons.clear();
            reasons.clear();
            if (rowsWanted) {
                values = new Object[file.feed().columns().size()];
            }
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            cell.at(buffer, offset, length);
            if (quoted) {
                breaks += cell.lineBreaks();
            }
            if (header.isEmpty()) {
                headerCells.add(
                        WhiteSpace.strip(SourceText.storable(cell.toString())).toLowerCase(Locale.ROOT));
            } else if (rowsWanted && index < header.size()) {
                if (length > MAX_CELL) {
                    structuralReasons.add(tooLong(header.get(index), ""));
                } else if (text.isMalformed() && SourceText.holdsMalformed(buffer, offset, length)) {
                    structuralReasons.add(Reason.of(
                            RejectionCode.ENCODING,
                            header.get(index),
                            "holds bytes that are not UTF-8, expected UTF-8"));
                } else {
                    Column column = columns[index];
                    if (column != null) {
                        take(column, quoted);
                    }
                }
            }
        }

        private void take(Column column, boolean quoted) {
            if (cell.isBlank()) {
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
            if (header.isEmpty() || !rowsWanted || getRecordType() != RecordType.DATA) {
                return new FileRecord(line, breaks, null);
            }
            List<Reason> all = allReasons();
            Row row = all.isEmpty()
                    ? new Row.Accepted(line, values, rounded)
                    : new Row.Rejected(line, text.lines(line, breaks, RAW_LIMIT), all);
            return new FileRecord(line, breaks, row);
        }

        /** Where the structure is broken, no cell can be trusted to stand in its column. */
        private List<Reason> allReasons() {
            int got = getFieldCount();
            String counts = "the row has " + got + " cells, but the header has " + header.size() + upTo(line, breaks);
            if (got < header.size()) {
                return List.of(Reason.of(RejectionCode.MISSING_CELL, header.get(got), counts));
            } else if (got > header.size()) {
                return List.of(Reason.of(RejectionCode.EXTRA_CELL, null, counts));
            } else if (!structuralReasons.isEmpty()) {
                return List.copyOf(structuralReasons);
            } else if (reasons.isEmpty()) {
                return validator().check(values);
            }
            reasons.addAll(validator().checkEach(values));
            return List.copyOf(reasons);
        }
    }
}
