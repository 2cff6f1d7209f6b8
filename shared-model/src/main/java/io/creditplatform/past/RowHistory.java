package io.creditplatform.past;

import io.creditplatform.database.Database;
import io.creditplatform.feed.Cell;
import io.creditplatform.feed.CellFormatException;
import io.creditplatform.feed.Column;
import io.creditplatform.feed.ColumnType;
import io.creditplatform.feed.FeedDefinition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells what a row was: each version with where it comes from and what changed in it. */
public final class RowHistory {

    private final Connection connection;
    private final Database database;

    public RowHistory(Connection connection, Database database) {
        this.connection = connection;
        this.database = database;
    }

    /**
     * The versions of a row, oldest first; none if there never was one with that key.
     *
     * @param key the values of the key's columns as files have them, joined by {@code /}
     * @throws IllegalArgumentException if that is no key of the feed; the message says what was expected
     * @throws NoSuchStateException if the connection sees a past state in which the row may have had versions that are not kept
     */
    public List<RowVersion> of(FeedDefinition feed, String key) throws SQLException {
        List<Object> values = values(feed, key);
        String sameKey =
                feed.key().stream().map(column -> column.tableName() + " = ?").collect(Collectors.joining(" AND "));
        String columns = feed.tableColumns() + ", load_id, line";
        String versions = "SELECT v.*, l.directory, l.published_at, f.file, f.sha256 FROM (SELECT " + columns
                + ", NULL AS ended_by, NULL AS ended_as FROM " + feed.name() + " WHERE " + sameKey
                + " UNION ALL SELECT "
                + columns + ", ended_by, ended_as FROM " + feed.historyName() + " WHERE " + sameKey
                + ") v LEFT JOIN loads l ON l.load_id = v.load_id LEFT JOIN load_feeds f ON f.load_id = v.load_id AND f.feed = '"
                + feed.name() + "' ORDER BY v.load_id";
        List<RowVersion> history = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(versions)) {
            for (int i = 0; i < 2 * values.size(); i++) {
                statement.setObject(i + 1, values.get(i % values.size()));
            }
            try (ResultSet row = statement.executeQuery()) {
                Map<String, @Nullable String> before = new HashMap<>();
                while (row.next()) {
                    boolean lacking = history.isEmpty()
                            && PastLoads.mayLackVersionsBefore(connection, database, row.getLong("load_id"));
                    history.add(version(feed, row, before, !lacking));
                }
            }
        }
        return history;
    }

    private RowVersion version(
            FeedDefinition feed, ResultSet row, Map<String, @Nullable String> before, boolean beforeKept)
            throws SQLException {
        List<RowVersion.Change> changes = new ArrayList<>();
        for (Column column : feed.columns()) {
            String became = column.text(database, row);
            String was = before.put(column.name(), became);
            if (!Objects.equals(was, became)) {
                changes.add(new RowVersion.Change(column.name(), was, became));
            }
        }
        long line = row.getLong("line");
        Long orNone = row.wasNull() ? null : line;
        long endedBy = row.getLong("ended_by");
        Long ended = row.wasNull() ? null : endedBy;
        return new RowVersion(
                row.getLong("load_id"),
                row.getString("directory"),
                row.getString("file"),
                row.getString("sha256"),
                orNone,
                database.timestamp(row, "published_at"),
                ended,
                row.getString("ended_as"),
                beforeKept,
                changes);
    }

    /** A text key may have slashes in it; it is the first of its columns. */
    private List<Object> values(FeedDefinition feed, String key) {
        List<String> parts = new ArrayList<>(List.of(key.split("/", -1)));
        while (parts.size() > feed.key().size()) {
            parts.set(0, parts.get(0) + "/" + parts.remove(1));
        }
        List<Object> values = new ArrayList<>();
        try {
            for (int i = 0; i < parts.size() && !parts.get(i).isEmpty(); i++) {
                ColumnType type = feed.key().get(i).type();
                Object value = type.parse(Cell.of(parts.get(i)));
                if (type.isNumber() && !String.valueOf(value).equals(parts.get(i))) {
                    break; // 007 is 7 in a file; who asks for a row has its key
                }
                values.add(Objects.requireNonNull(database.sqlValue(value)));
            }
        } catch (CellFormatException e) {
            values.clear();
        }
        if (values.size() < feed.key().size()) {
            throw new IllegalArgumentException("'" + key + "' is no key of " + feed.name() + ", expected "
                    + feed.key().stream()
                            .map(column -> column.name() + " (" + column.type().name() + ")")
                            .collect(Collectors.joining("/")));
        }
        return values;
    }
}
