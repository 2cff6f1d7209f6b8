package io.creditplatform.ingest;

import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.load.Load;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Staged rows without a parent on their way to quarantine, for which their text is read from the file once more. */
final class Orphans {

    private final long loadId;
    private final BooleanSupplier stopRequested;

    Orphans(Load load, BooleanSupplier stopRequested) {
        this.loadId = load.id();
        this.stopRequested = stopRequested;
    }

    /**
     * A query for those of a feed: the line, then for each reference the key it holds and whether that is unknown (1) or not (0),
     * by line.
     *
     * @param staged the feeds of the load, whose rows count as known
     */
    String query(FeedDefinition feed, Collection<FeedDefinition> staged) {
        String flags = feed.references().stream()
                .map(column -> "s." + column.tableName() + ", CASE WHEN " + unknown(column, staged, loadId)
                        + " THEN 1 ELSE 0 END")
                .collect(Collectors.joining(", "));
        String anyUnknown = feed.references().stream()
                .map(column -> unknown(column, staged, loadId))
                .collect(Collectors.joining(" OR "));
        return "SELECT s.line, " + flags + " FROM " + Stage.nameOf(loadId, feed) + " s WHERE " + anyUnknown
                + " ORDER BY s.line";
    }

    /** Whether the row s of a stage names a parent that is neither in the database nor among the staged rows. */
    static String unknown(Column column, Collection<FeedDefinition> staged, long loadId) {
        FeedDefinition parent = Feeds.parentOf(column);
        String template = "NOT EXISTS (SELECT 1 FROM %s p WHERE p."
                + parent.key().get(0).tableName() + " = s." + column.tableName() + ")";
        String inTable = template.formatted(parent.name());
        return staged.contains(parent)
                ? "(" + inTable + " AND " + template.formatted(Stage.nameOf(loadId, parent)) + ")"
                : inTable;
    }

    /**
     * Rejects those that a query gives.
     *
     * @param orphans of {@link #query}, at the first of them, by line
     * @return how many there were
     * @throws StoppedException if a stop is requested while the file does not answer
     */
    long reject(ExtractFile file, ResultSet orphans, Connection connection) throws SQLException {
        try (RowReader reader = read(() -> new RowReader(file, ignored -> {}));
                Quarantine.Writer quarantine = new Quarantine.Writer(connection, loadId, file)) {
            boolean more = true;
            while (more) {
                Map<Long, List<Reason>> some = new LinkedHashMap<>();
                while (more && some.size() < BlockReader.BLOCK_ROWS) {
                    some.put(orphans.getLong(1), unknownParents(file.feed(), orphans));
                    more = orphans.next();
                }
                for (Row.Rejected row : read(() -> raw(some, reader))) {
                    quarantine.add(row);
                }
            }
            long rejected = quarantine.finish();
            read(() -> {
                reader.verifyContent();
                return file;
            });
            return rejected;
        }
    }

    private static List<Row.Rejected> raw(Map<Long, List<Reason>> reasonsByLine, RowReader reader) {
        List<Row.Rejected> rows = new ArrayList<>();
        reasonsByLine.forEach((line, reasons) -> rows.add(new Row.Rejected(line, reader.raw(line), reasons)));
        return rows;
    }

    private static List<Reason> unknownParents(FeedDefinition feed, ResultSet orphans) throws SQLException {
        List<Reason> reasons = new ArrayList<>();
        for (int i = 0; i < feed.references().size(); i++) {
            if (orphans.getInt(2 * i + 3) == 1) {
                reasons.add(unknownParent(feed.references().get(i), orphans.getString(2 * i + 2)));
            }
        }
        return reasons;
    }

    /** The reason against a row whose parent has this key, and is nowhere. */
    static Reason unknownParent(Column column, Object key) {
        return Reason.of(
                RejectionCode.UNKNOWN_PARENT,
                column.name(),
                "got '" + key + "', expected the key of a row of "
                        + Feeds.parentOf(column).name() + " in the database or accepted in this load");
    }

    private <T> T read(Callable<T> reading) {
        return BlockingWork.run(stopRequested, reading);
    }
}
