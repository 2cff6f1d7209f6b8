package io.creditplatform.ingest;

import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.text.WhiteSpace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** The rows that were refused, each with its raw text and every reason. */
public final class Quarantine {

    /** Within a text of JSON, a quotation mark would not stand by itself. */
    private static final String TELLS_OF_PARENT = " LIKE '%\"code\":\"" + RejectionCode.UNKNOWN_PARENT.code() + "\"%'";

    /** Characters of a refused row's key that an issue names it by. */
    private static final int MOST_OF_KEY = 200;

    private final JdbcClient jdbc;

    public Quarantine(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One refused row.
     *
     * @param line line of the file on which it begins
     * @param raw its text as the file has it
     */
    public record RejectedRow(String feed, String file, long line, String raw, List<Reason> reasons) {

        /** Whether the quarantine may have only the beginning of it. */
        boolean isCut() {
            return raw.length() >= RecordBuilder.RAW_LIMIT;
        }
    }

    /** Hands over the refused rows of a feed of a load, in the order of lines. */
    public void forEach(long loadId, String feed, Consumer<RejectedRow> consumer) {
        read(loadId, feed, "", "", consumer);
    }

    /** Those of a feed's refused rows after a line of which it is not said that a parent is nowhere, not more than so many. */
    List<RejectedRow> pageWithoutOrphans(long loadId, String feed, long afterLine, int most) {
        List<RejectedRow> page = new ArrayList<>();
        read(
                loadId,
                feed,
                " AND line > " + afterLine + " AND reasons NOT" + TELLS_OF_PARENT,
                " LIMIT " + most,
                page::add);
        return page;
    }

    /** Gives refused rows of a load other reasons; how they are counted is left as it is. */
    static void explainAnew(Connection connection, long loadId, Collection<RejectedRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE rejected_rows SET reasons = ? WHERE load_id = ? AND feed = ? AND line = ?")) {
            for (RejectedRow row : rows) {
                update.setString(1, Reasons.text(row.reasons()));
                update.setLong(2, loadId);
                update.setString(3, row.feed());
                update.setLong(4, row.line());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private void read(long loadId, String feed, String condition, String limit, Consumer<RejectedRow> consumer) {
        jdbc.sql("SELECT file, line, raw, reasons FROM rejected_rows WHERE load_id = ? AND feed = ?" + condition
                        + " ORDER BY line" + limit)
                .params(loadId, feed)
                .query(row -> {
                    consumer.accept(new RejectedRow(
                            feed, row.getString(1), row.getLong(2), row.getString(3), Reasons.parse(row.getString(4))));
                });
    }

    /** How many rows of a feed were refused since the parent that a column names is nowhere. */
    private long orphans(long loadId, FeedDefinition feed, Column column) {
        return jdbc.sql("SELECT coalesce(sum(row_count), 0) FROM load_rejections"
                        + " WHERE load_id = ? AND feed = ? AND code = ? AND column_name = ?")
                .params(loadId, feed.name(), RejectionCode.UNKNOWN_PARENT.code(), column.name())
                .query(Long.class)
                .single();
    }

    /**
     * Hands over the rows of a feed that were refused since the parent that a column names is nowhere, in the order of lines,
     * each with its natural key as its file has it. Rows that were refused for other reasons, however many, are not read.
     */
    public void forEachOrphan(long loadId, FeedDefinition feed, Column column, OrphanConsumer consumer) {
        if (orphans(loadId, feed, column) == 0) {
            return;
        }
        List<String> names = new LoadedFeed(jdbc, loadId, feed.name()).header();
        read(loadId, feed.name(), " AND reasons" + TELLS_OF_PARENT, "", row -> row.reasons().stream()
                .filter(reason -> reason.code().equals(RejectionCode.UNKNOWN_PARENT.code())
                        && column.name().equals(reason.column()))
                .forEach(reason -> consumer.accept(row, shown(key(feed, names, row), row), reason)));
    }

    /** A key that may be at fault itself: of one that is blank the line is named, and of a long one the beginning. */
    private static String shown(List<String> key, RejectedRow row) {
        String joined = String.join("/", key);
        if (key.stream().allMatch(String::isEmpty)) {
            return "line " + row.line();
        }
        return joined.codePointCount(0, joined.length()) <= MOST_OF_KEY
                ? joined
                : joined.substring(0, joined.offsetByCodePoints(0, MOST_OF_KEY)) + "…";
    }

    /** Takes a row that was refused since its parent is nowhere, its natural key, and the reason that says so. */
    @FunctionalInterface
    public interface OrphanConsumer {

        /** Takes one. */
        void accept(RejectedRow row, String key, Reason reason);
    }

    /**
     * Hands over the keys of a feed's refused rows, each as the cells of the key's columns without the white space around them;
     * empty where a row has none.
     */
    void forEachKey(long loadId, FeedDefinition feed, Consumer<List<String>> consumer) {
        List<String> names = new LoadedFeed(jdbc, loadId, feed.name()).header();
        read(loadId, feed.name(), "", "", row -> consumer.accept(key(feed, names, row)));
    }

    private static List<String> key(FeedDefinition feed, List<String> names, RejectedRow row) {
        List<String> cells = CsvText.leadingCells(row.raw());
        return feed.key().stream()
                .map(column -> names.indexOf(column.name()))
                .map(place -> place < cells.size() ? WhiteSpace.strip(cells.get(place)) : "")
                .toList();
    }

    /** Reasons as JSON. Apart, so that a load without refused rows, which is most of them, need not load a JSON library. */
    private static final class Reasons {

        private static final JsonMapper JSON = JsonMapper.builder().build();
        private static final ObjectReader LIST = JSON.readerFor(new TypeReference<List<Reason>>() {});

        static List<Reason> parse(String text) {
            return LIST.readValue(text);
        }

        static String text(List<Reason> reasons) {
            return JSON.writeValueAsString(reasons);
        }
    }

    /** Writes refused rows of one file, in batches, and counts their reasons, within the transaction of its connection. */
    static final class Writer implements AutoCloseable {

        private static final int BATCH = 500;

        private final PreparedStatement insert;
        private final long loadId;
        private final ExtractFile file;
        private final ReasonCounts counts;
        private long written;

        Writer(Connection connection, long loadId, ExtractFile file) throws SQLException {
            this.loadId = loadId;
            this.file = file;
            counts = new ReasonCounts(connection, loadId, file.feed());
            insert = connection.prepareStatement(
                    "INSERT INTO rejected_rows (load_id, feed, file, line, raw, reasons) VALUES (?, ?, ?, ?, ?, ?)");
        }

        void add(Row.Rejected row) throws SQLException {
            insert.setLong(1, loadId);
            insert.setString(2, file.feed().name());
            insert.setString(3, file.name());
            insert.setLong(4, row.line());
            insert.setString(5, row.raw());
            insert.setString(6, Reasons.text(row.reasons()));
            insert.addBatch();
            row.reasons().forEach(counts::add);
            written++;
            if (written % BATCH == 0) {
                insert.executeBatch();
            }
        }

        /** Writes what is left, and tells how many rows there were. */
        long finish() throws SQLException {
            insert.executeBatch();
            counts.write();
            return written;
        }

        @Override
        public void close() throws SQLException {
            insert.close();
        }
    }
}
