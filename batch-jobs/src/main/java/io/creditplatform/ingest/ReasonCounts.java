package io.creditplatform.ingest;

import io.creditplatform.feed.FeedDefinition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Counts for which reasons rows of a feed are refused, within the transaction of its connection. */
final class ReasonCounts {

    private final Connection connection;
    private final long loadId;
    private final FeedDefinition feed;
    private final Map<Kind, Long> kinds = new TreeMap<>();

    /** What reasons are counted by; no column is an empty one. */
    private record Kind(String code, String column) implements Comparable<Kind> {

        /** So that two who count at once wait for one another, and not in a circle. */
        @Override
        public int compareTo(Kind other) {
            int order = code.compareTo(other.code);
            return order == 0 ? column.compareTo(other.column) : order;
        }
    }

    ReasonCounts(Connection connection, long loadId, FeedDefinition feed) {
        this.connection = connection;
        this.loadId = loadId;
        this.feed = feed;
    }

    void add(Reason reason) {
        kinds.merge(new Kind(reason.code(), Objects.requireNonNullElse(reason.column(), "")), 1L, Long::sum);
    }

    /** Adds to what has been counted before. */
    void write() throws SQLException {
        if (kinds.isEmpty()) {
            return;
        }
        try (PreparedStatement add = connection.prepareStatement("""
                INSERT INTO load_rejections (load_id, feed, code, column_name, row_count) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (load_id, feed, code, column_name)
                DO UPDATE SET row_count = load_rejections.row_count + excluded.row_count
                """)) {
            for (Map.Entry<Kind, Long> kind : kinds.entrySet()) {
                add.setLong(1, loadId);
                add.setString(2, feed.name());
                add.setString(3, kind.getKey().code());
                add.setString(4, kind.getKey().column());
                add.setLong(5, kind.getValue());
                add.addBatch();
            }
            add.executeBatch();
        }
        kinds.clear();
    }
}
