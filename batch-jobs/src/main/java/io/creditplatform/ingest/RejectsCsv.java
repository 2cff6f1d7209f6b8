package io.creditplatform.ingest;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Gives refused rows back in the form of their own file, with the columns {@code line} and {@code reasons} added. Corrected,
 * it is a file that can be imported; the two columns are left out then.
 */
public final class RejectsCsv {

    private final JdbcClient jdbc;

    public RejectsCsv(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Names of the feeds of a load that have refused rows, in load order. */
    public List<String> feeds(Load load) {
        List<String> withRejects = jdbc.sql("SELECT DISTINCT feed FROM rejected_rows WHERE load_id = ?")
                .param(load.id())
                .query(String.class)
                .list();
        return load.feeds().stream().filter(withRejects::contains).toList();
    }

    /** Writes the refused rows of one feed. */
    public void write(Load load, String feed, Writer target) {
        List<String> header = CsvText.cells(jdbc.sql("SELECT header FROM load_feeds WHERE load_id = ? AND feed = ?")
                .params(load.id(), feed)
                .query(String.class)
                .single());
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(target);
        csv.writeRecord(with(header, "line", "reasons"));
        new Quarantine(jdbc).forEach(load.id(), feed, row -> csv.writeRecord(cells(row, header.size())));
        try {
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> cells(Quarantine.RejectedRow row, int columns) {
        List<String> cells = new ArrayList<>(CsvText.cells(row.raw()));
        String reasons = row.reasons().stream().map(RejectsCsv::text).collect(Collectors.joining("; "));
        if (cells.size() != columns) {
            reasons += "; the row was: " + row.raw(); // its cells stand in the wrong columns, or had to be cut
        }
        while (cells.size() < columns) {
            cells.add("");
        }
        return with(cells.subList(0, columns), String.valueOf(row.line()), reasons);
    }

    private static String text(Reason reason) {
        return reason.code() + (reason.column() == null ? "" : " " + reason.column()) + ": " + reason.message();
    }

    private static List<String> with(List<String> cells, String line, String reasons) {
        List<String> all = new ArrayList<>(cells);
        all.add(line);
        all.add(reasons);
        return all;
    }
}
