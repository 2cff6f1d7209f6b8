package io.creditplatform.analytics.earlier;

import io.creditplatform.database.Database;
import io.creditplatform.past.NoSuchStateException;
import io.creditplatform.past.PastQueries;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What was true after earlier loads, for answers that compare or list several. Asked on the connection that sees the newest one,
 * so that all of an answer is of one state of the database.
 */
@Component
public final class EarlierLoads {

    /** What a load replaced is gone once it is no longer kept, and with it the states after all loads before that one. */
    private static final String KEPT = """
            SELECT p.load_id, p.published_at, l.data_day
            FROM published_loads_v p JOIN loads l ON l.load_id = p.load_id
            WHERE p.load_id < ? AND p.load_id >= (
                SELECT coalesce(max(n.load_id), 0) FROM loads n JOIN published_loads_v o ON o.load_id = n.load_id
                WHERE n.history_kept = 0)
            ORDER BY p.load_id DESC LIMIT ?
            """;

    private final Database database;
    private final JdbcTemplate connections;
    private final JdbcClient jdbc;

    EarlierLoads(Database database, DataSource dataSource, JdbcClient jdbc) {
        this.database = database;
        this.connections = new JdbcTemplate(dataSource);
        this.jdbc = jdbc;
    }

    /** The loads before a load whose states can be told, the newest first. */
    public List<KeptLoad> before(long loadId, int most) {
        return jdbc.sql(KEPT)
                .params(loadId, most)
                .query((row, index) -> new KeptLoad(
                        row.getLong("load_id"),
                        Objects.requireNonNull(database.timestamp(row, "published_at")),
                        LocalDate.parse(row.getString("data_day"))))
                .list();
    }

    /** The newest loads whose states can be told, the newest first; the newest published one is always there. */
    public List<KeptLoad> newest(int most) {
        return before(Long.MAX_VALUE, most);
    }

    /**
     * Asks about the state after a load.
     *
     * @throws NoSuchStateException if it cannot be told
     */
    public JdbcClient after(long loadId) {
        PastQueries queries = Objects.requireNonNull(
                connections.execute((Connection connection) -> PastQueries.after(connection, database, loadId)));
        return query -> jdbc.sql(queries.of(query));
    }
}
