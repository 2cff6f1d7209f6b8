package io.creditplatform.ingest;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.creditplatform.ingest.RecordBuilder.FileRecord;
import io.creditplatform.text.Visible;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a feed's file row by row: parses with FastCSV, reads each cell as its column's type, checks each row against the
 * feed's constraints. A row that cannot be accepted comes back with every reason; a file that cannot be read fails.
 *
 * <p>A record whose quotation marks do not pair up costs the line on which it begins; reading goes on at the next line, so
 * that a stray quote never takes good rows with it.
 */
final class RowReader implements Closeable {

    /**
     * Characters that may be read again because of broken quoting, beside four times those of the file. Each line may cost
     * a search for its closing quote; if all do, the file is no CSV, and reading on would take hours.
     */
    private static final long REPEAT_LIMIT = 64L * 1024 * 1024;

    private final ExtractFile file;
    private final FilePart part;
    private final ExtractFile.Content content;
    private final SourceText text;
    private final RecordBuilder builder;
    private final TextBytes bytes;
    private CloseableIterator<FileRecord> parser;
    private final Header header;
    private long records;
    private long emptyRecords;
    private long firstEmpty;

    /**
     * Opens the file and reads its header.
     *
     * @param warnings is told of columns that will be left out
     * @throws ExtractException if the file cannot be read, is not UTF-8, or lacks a column
     */
    RowReader(ExtractFile file, Consumer<String> warnings) {
        this(file, file.whole(), warnings);
    }

    /**
     * Opens a part of the file, and reads the file's header.
     *
     * @param warnings is told of columns that will be left out
     * @throws ExtractException if the file cannot be read, is not UTF-8, or lacks a column
     */
    RowReader(ExtractFile file, FilePart part, Consumer<String> warnings) {
        this.file = file;
        this.part = part;
        Header known = part.isFirst() ? null : headerOf(file, warnings);
        try {
            content = file.open(part);
        } catch (IOException e) {
            throw PlainFile.unreadable(file.path(), e);
        }
        try {
            bytes = new TextBytes(file, part, content);
            text = new SourceText(bytes, () -> new TextBytes(file, part, file.openAgain(part)), part.line());
            builder = new RecordBuilder(file.feed(), text);
            builder.continueAfter(part.line() - 1);
            parser = parser();
            header = known == null ? readHeader(warnings) : known;
            builder.under(header);
        } catch (IOException e) {
            throw closedFor(PlainFile.unreadable(file.path(), e));
        } catch (RuntimeException e) {
            throw closedFor(e);
        }
    }

    /** The next row, or null at the end of the file. */
    @Nullable Row next() {
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
        return header.names();
    }

    /** What a spreadsheet has left in what was read so far that is no row. */
    Leftovers leftovers() {
        return new Leftovers(emptyRecords, firstEmpty, bytes.isClosedByCtrlZ());
    }

    /** Reads over the next records, of which somebody wants to know. */
    void skip(long count, Consumer<Row> passed) {
        for (long i = 0; i < count; i++) {
            Row row = next();
            if (row == null) {
                throw changed();
            }
            passed.accept(row);
        }
    }

    /**
     * The raw text of the record that begins on a line; lines must be asked for in ascending order.
     *
     * @throws ExtractException if no record begins there, so that the file is not the one that was staged
     */
    String raw(long line) {
        builder.wantRows(false);
        FileRecord next = nextRecord();
        while (next != null && next.line() < line) {
            next = nextRecord();
        }
        if (next == null || next.line() != line) {
            throw changed();
        }
        return next.row() instanceof Row.Rejected broken
                ? broken.raw()
                : text.lines(line, next.breaks(), RecordBuilder.RAW_LIMIT);
    }

    /** Reads what is left of the file and makes sure that all of it is what its checksum was taken of. */
    void verifyContent() {
        try {
            content.drain();
        } catch (IOException e) {
            throw PlainFile.unreadable(file.path(), e);
        }
        if (content.crc32c() != part.crc32c()) {
            throw changed();
        }
    }

    private ExtractException changed() {
        return ExtractException.unfit(Visible.of(file.path())
                + " changed while it was being loaded. Wait until it is complete, then import it anew.");
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
            return readRecord();
        } catch (ExtractException e) {
            throw asFoundIn(e);
        }
    }

    private RuntimeException closedFor(RuntimeException fault) {
        RuntimeException found = fault instanceof ExtractException unfit ? asFoundIn(unfit) : fault;
        close();
        return found;
    }

    /** What is wrong with a file that changed meanwhile is that it did, since what was read may be of both. */
    private ExtractException asFoundIn(ExtractException fault) {
        try {
            content.drain();
            return content.crc32c() == part.crc32c() ? fault : changed();
        } catch (IOException e) {
            fault.addSuppressed(e);
            return fault;
        }
    }

    private @Nullable FileRecord readRecord() {
        try {
            FileRecord record = parser.hasNext() ? parser.next() : null;
            while (record != null && record.empty()) {
                firstEmpty = emptyRecords == 0 ? record.line() : firstEmpty;
                emptyRecords++;
                record = parser.hasNext() ? parser.next() : null;
            }
            return record;
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
            throw PlainFile.unreadable(file.path(), Objects.requireNonNull(e.getCause()));
        }
    }

    /**
     * Refuses a record that the parser gave up. If only its length is at fault, all of it is refused and passed over. If its
     * quotation marks are, only the line on which it begins: nobody can tell which of the others belong to it.
     */
    private FileRecord brokenRecord(boolean cellTooLong) {
        long line = builder.line();
        String column = builder.columnAtFault();
        try {
            RecordScan scan = text.scan(line);
            // Two stray quotation marks far apart pair up as well, but hardly ever in the same column.
            boolean whole = scan.isWhole() && (scan.breaks() == 0 || scan.cells() == builder.columns());
            if (builder.columns() == 0) {
                throw ExtractException.unfit(Visible.of(file.path()) + ", line " + line + ": "
                        + (whole ? "the header is too long" : "the header's quotation marks do not pair up")
                        + ", expected the names " + Header.names(file.feed()) + ". Have the file delivered again.");
            }
            int breaks = whole ? scan.breaks() : 0;
            text.know(line, RecordBuilder.RAW_LIMIT);
            String raw = text.lines(line, breaks, RecordBuilder.RAW_LIMIT);
            for (long passed = line; passed <= line + breaks; passed++) {
                text.resumeAfter(passed);
            }
            long repeated = text.repeated();
            if (repeated > REPEAT_LIMIT + 4 * (text.position() - repeated)) {
                throw ExtractException.unfit(Visible.of(file.path()) + ", line " + line
                        + ": the quotation marks of so many lines do not pair up that the file cannot be read."
                        + " Have it delivered again.");
            }
            builder.continueAfter(line + breaks);
            parser = parser();
            Reason reason;
            if (!whole) {
                reason = Reason.of(
                        RejectionCode.QUOTE,
                        column,
                        "the quotation marks do not pair up, expected a closing one followed by a comma or the line's end");
            } else if (cellTooLong) {
                reason = RecordBuilder.tooLong(column, RecordBuilder.upTo(line, breaks));
            } else {
                reason = Reason.of(
                        RejectionCode.TOO_LONG,
                        null,
                        "the row has more than " + SourceText.MAX_RECORD + " characters, expected fewer"
                                + RecordBuilder.upTo(line, breaks));
            }
            return new FileRecord(line, breaks, false, new Row.Rejected(line, raw, List.of(reason)));
        } catch (IOException e) {
            throw PlainFile.unreadable(file.path(), e);
        }
    }

    private CloseableIterator<FileRecord> parser() {
        return CsvReader.builder()
                .maxBufferSize(
                        2 * RecordBuilder.MAX_CELL) // it needs room to spare; cells are measured when they are taken
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(builder, text)
                .iterator();
    }

    private static Header headerOf(ExtractFile file, Consumer<String> warnings) {
        try (RowReader reader = new RowReader(file, warnings)) {
            return reader.header;
        }
    }

    private Header readHeader(Consumer<String> warnings) {
        if (nextRecord() == null) {
            throw ExtractException.unfit(Visible.of(file.path()) + " is empty, expected a header with the names "
                    + Header.names(file.feed()) + ". Have the file delivered again.");
        }
        return Header.of(builder.names(), file.feed(), Visible.of(file.path()), builder.line(), warnings);
    }
}
