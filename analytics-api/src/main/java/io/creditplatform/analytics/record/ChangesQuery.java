package io.creditplatform.analytics.record;

import io.creditplatform.analytics.record.SelectedRows.Selection;
import io.creditplatform.analytics.web.Page;
import io.creditplatform.analytics.web.PageRequest;
import io.creditplatform.database.Database;
import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.past.PastLoads;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what the rows are now that are not as they were after an earlier load. */
final class ChangesQuery {

    /** Rows that a later load brought; those that were there before, too, have an ended version of then. */
    private static final String PRESENT = """
            SELECT %1$s, t.load_id, t.line, CASE WHEN EXISTS (
                SELECT 1 FROM %2$s h WHERE %3$s AND h.load_id <= ? AND h.ended_by > ?) THEN 1 ELSE 0 END AS known
            FROM %4$s t WHERE t.load_id > ?""";

    /** Versions of then whose keys are not there any more; a key may have been there again in between. */
    private static final String REMOVED = """
            SELECT %1$s, (SELECT max(h.ended_by) FROM %2$s h WHERE %3$s) AS load_id, NULL AS line, NULL AS known
            FROM %2$s t WHERE t.load_id <= ? AND t.ended_by > ? AND NOT EXISTS (SELECT 1 FROM %4$s h WHERE %3$s)""";

    private final Database database;
    private final JdbcClient jdbc;
    private final JdbcTemplate connections;
    private final SelectedRows rows;

    ChangesQuery(Database database, DataSource dataSource) {
        this.database = database;
        this.jdbc = JdbcClient.create(dataSource);
        this.connections = new JdbcTemplate(dataSource);
        this.rows = new SelectedRows(database, jdbc);
    }

    /**
     * A page of them.
     *
     * @param since the load; null stands for the time before the first
     * @param only the feed whose rows are wanted, or null
     * @throws io.creditplatform.past.NoSuchStateException if the state after that load cannot be told
     */
    Page<ChangedRow> page(@Nullable Long since, @Nullable FeedDefinition only, PageRequest request) {
        if (since != null) {
            connections.execute((Connection connection) -> PastLoads.require(connection, database, since));
        }
        long load = since == null ? 0 : since;
        List<String> changed = changedFeeds(load);
        List<Selection> selections = Feeds.all().stream()
                .filter(feed -> only == null || feed.equals(only))
                .filter(feed -> changed.contains(feed.name()))
                .flatMap(feed -> Stream.of(
                        new Selection(feed.name(), feed, sql(PRESENT, feed), List.of(load, load, load)),
                        new Selection(feed.historyName(), feed, sql(REMOVED, feed), List.of(load, load))))
                .toList();
        return rows.page(selections, request, this::read);
    }

    /** Whole tables need not be looked through whose loads say that they changed nothing. */
    private List<String> changedFeeds(long since) {
        return jdbc.sql("""
                        SELECT DISTINCT f.feed FROM load_feeds f JOIN published_loads_v p ON p.load_id = f.load_id
                        WHERE f.load_id > ? AND f.inserted + f.updated + f.removed > 0
                        """).param(since).query(String.class).list();
    }

    private static String sql(String template, FeedDefinition feed) {
        return template.formatted(
                feed.columns().stream().map(column -> "t." + column.tableName()).collect(Collectors.joining(", ")),
                feed.historyName(),
                feed.key().stream()
                        .map(column -> "h." + column.tableName() + " = t." + column.tableName())
                        .collect(Collectors.joining(" AND ")),
                feed.name());
    }

    private ChangedRow read(FeedDefinition feed, String key, ResultSet row) throws SQLException {
        boolean wasKnown = row.getInt("known") == 1;
        boolean isThere = !row.wasNull();
        long line = row.getLong("line");
        Long lineOrNone = row.wasNull() ? null : line;
        return new ChangedRow(
                feed.name(),
                key,
                !isThere ? RowChange.REMOVED : wasKnown ? RowChange.UPDATED : RowChange.INSERTED,
                row.getLong("load_id"),
                lineOrNone,
                isThere ? columns(feed, row) : null);
    }

    private Map<String, @Nullable String> columns(FeedDefinition feed, ResultSet row) throws SQLException {
        Map<String, @Nullable String> columns = new LinkedHashMap<>();
        for (Column column : feed.columns()) {
            columns.put(column.name(), column.text(database, row));
        }
        return columns;
    }
}
