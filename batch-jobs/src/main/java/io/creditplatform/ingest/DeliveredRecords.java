package io.creditplatform.ingest;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.creditplatform.feed.Cell;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The records of a file as it has them, be they good rows or not; what is no row is told as {@link RecordBuilder} tells it. */
final class DeliveredRecords extends AbstractBaseCsvCallbackHandler<DeliveredRecords.Delivered> {

    private final Cell cell = new Cell();
    private List<String> cells = List.of();
    private long line;
    private boolean empty;

    private DeliveredRecords() {}

    /**
     * A record.
     *
     * @param line on which it begins
     * @param isRow whether it is more than what a spreadsheet leaves behind
     */
    record Delivered(long line, List<String> cells, boolean isRow) {}

    /** All records of a file, its header too; whoever reads them closes them. */
    static CloseableIterator<Delivered> of(ExtractFile file) throws IOException {
        InputStream bytes = file.openAgain(file.whole());
        try {
            return CsvReader.builder()
                    .allowUnclosedQuote(false)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .build(
                            new DeliveredRecords(),
                            new InputStreamReader(new TextBytes(file, file.whole(), bytes), StandardCharsets.UTF_8))
                    .iterator();
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        line = startingLineNumber;
        cells = new ArrayList<>();
        empty = true;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        cells.add(new String(buffer, offset, length));
        empty = empty && RecordBuilder.isLeftover(cell.at(buffer, offset, length), quoted);
    }

    @Override
    protected Delivered buildRecord() {
        return new Delivered(line, cells, !empty);
    }
}
