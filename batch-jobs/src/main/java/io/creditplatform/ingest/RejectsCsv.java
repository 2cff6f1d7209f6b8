package io.creditplatform.ingest;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.creditplatform.load.Load;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Gives refused rows back in the form of their own file, with the columns {@code line} and {@code reasons} added. Corrected,
 * it is a file that can be imported; the two columns are left out then.
 */
public final class RejectsCsv {

    private static final List<String> ADDED = List.of("line", "reasons");
    private static final char REPLACEMENT = '\uFFFD';

    private final JdbcClient jdbc;

    public RejectsCsv(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Names of the feeds of a load that have refused rows, in load order. */
    public List<String> feeds(Load load) {
        List<String> withRejects = jdbc.sql("SELECT DISTINCT feed FROM load_rejections WHERE load_id = ?")
                .param(load.id())
                .query(String.class)
                .list();
        return load.feeds().stream().filter(withRejects::contains).toList();
    }

    /** Whether a load's refused rows are still there. */
    public boolean areKept(Load load) {
        return jdbc.sql("SELECT 1 FROM rejected_rows WHERE load_id = ? LIMIT 1")
                .param(load.id())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /**
     * How many of the rows that were written may not be what was delivered.
     *
     * @param cut of how many the quarantine has as much as it keeps, and so perhaps only the beginning: none of their cells is given, lest half a text is imported
     * @param replaced how many hold U+FFFD, which may stand for bytes that are not UTF-8, or for NUL
     */
    public record Gaps(long cut, long replaced) {

        public static final Gaps NONE = new Gaps(0, 0);

        /** Those of both together. */
        public Gaps and(Gaps other) {
            return new Gaps(cut + other.cut, replaced + other.replaced);
        }

        private static Gaps of(Quarantine.RejectedRow row) {
            return new Gaps(row.isCut() ? 1 : 0, !row.isCut() && row.raw().indexOf(REPLACEMENT) >= 0 ? 1 : 0);
        }
    }

    /** Writes the refused rows of one feed, for programs. */
    public Gaps write(Load load, String feed, Writer target) {
        return write(load, feed, target, UnaryOperator.identity());
    }

    /**
     * Writes the refused rows of one feed.
     *
     * @param shown what is written of a cell: for programs all of it, for people what they can see
     */
    public Gaps write(Load load, String feed, Writer target, UnaryOperator<String> shown) {
        List<String> header = new LoadedFeed(jdbc, load.id(), feed).header();
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(target);
        int[] own = own(header);
        csv.writeRecord(shown(with(header, own, ADDED), shown));
        Gaps[] gaps = {Gaps.NONE};
        new Quarantine(jdbc).forEach(load.id(), feed, row -> {
            csv.writeRecord(shown(cells(row, header.size(), own), shown));
            gaps[0] = gaps[0].and(Gaps.of(row));
        });
        try {
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return gaps[0];
    }

    private static List<String> shown(List<String> cells, UnaryOperator<String> shown) {
        cells.replaceAll(shown);
        return cells;
    }

    private static List<String> cells(Quarantine.RejectedRow row, int columns, int[] own) {
        List<String> cells = new ArrayList<>(row.isCut() ? List.of() : CsvText.cells(row.raw()));
        String reasons = row.reasons().stream().map(RejectsCsv::text).collect(Collectors.joining("; "));
        if (cells.size() != columns) {
            reasons += (row.isCut() ? "; the row begins: " : "; the row was: ") + row.raw();
        }
        while (cells.size() < columns) {
            cells.add("");
        }
        return with(cells, own, List.of(String.valueOf(row.line()), reasons));
    }

    private static String text(Reason reason) {
        return reason.code() + (reason.column() == null ? "" : " " + reason.column()) + ": " + reason.message();
    }

    /** Where the file's own columns stand: a corrected file may have been imported with the added ones still in it. */
    private static int[] own(List<String> header) {
        return IntStream.range(0, header.size())
                .filter(i -> !ADDED.contains(header.get(i)))
                .toArray();
    }

    private static List<String> with(List<String> cells, int[] own, List<String> added) {
        List<String> all = new ArrayList<>(own.length + added.size());
        for (int place : own) {
            all.add(cells.get(place));
        }
        all.addAll(added);
        return all;
    }
}
