package io.creditplatform.ingest;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Single lines of CSV. */
public final class CsvText {

    /** A parser takes no record of more cells. */
    private static final int MAX_CELLS = 16 * 1024;

    private CsvText() {}

    /** A line with these cells, without its end. */
    public static String line(List<String> cells) {
        StringWriter text = new StringWriter();
        // A buffer of the writer's own, before one in memory, only costs time.
        try (CsvWriter writer = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .bufferSize(0)
                .build(text)) {
            writer.writeRecord(cells);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String line = text.toString();
        return line.substring(0, line.length() - 1);
    }

    /** The cells of a record; of one whose quoting is beyond repair, those before the first quotation mark. */
    static List<String> leadingCells(String raw) {
        List<String> cells = cells(raw);
        int quote = raw.indexOf('"');
        if (quote < 0 || cells.size() != 1 || !cells.get(0).equals(raw)) {
            return cells;
        }
        List<String> whole = List.of(raw.substring(0, quote).split(",", -1));
        return whole.subList(0, whole.size() - 1);
    }

    /** Whether commas alone say where the cells of a record end. */
    private static boolean isPlain(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '"' || c == '\n' || c == '\r') {
                return false;
            }
        }
        return !raw.isEmpty() && raw.length() < MAX_CELLS;
    }

    /** The cells of a record, as good as they can be told; a record whose quoting is beyond repair is one cell. */
    static List<String> cells(String raw) {
        if (isPlain(raw)) {
            return List.of(raw.split(",", -1)); // a parser for each of a million rows would take most of the time
        }
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(raw)) {
            return reader.stream().findFirst().map(CsvRecord::getFields).orElse(List.of());
        } catch (CsvParseException e) {
            return List.of(raw);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
