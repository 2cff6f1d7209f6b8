package io.creditplatform.ingest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * Inserts rows into a staging table, many with each statement: calling the database is dearer than what it does for a row.
 */
final class StageInsert implements AutoCloseable {

    /** Beyond this, statements of more rows gain nothing; it also keeps their parameters far below each database's limit. */
    private static final int ROWS_PER_STATEMENT = 20;

    private final Connection connection;
    private final Stage stage;
    private final List<Row.Accepted> waiting = new ArrayList<>(ROWS_PER_STATEMENT);
    private @Nullable PreparedStatement many;
    private @Nullable PreparedStatement one;

    StageInsert(Connection connection, Stage stage) {
        this.connection = connection;
        this.stage = stage;
    }

    void add(Row.Accepted row) throws SQLException {
        waiting.add(row);
        if (waiting.size() == ROWS_PER_STATEMENT) {
            if (many == null) {
                many = connection.prepareStatement(stage.insert(ROWS_PER_STATEMENT));
            }
            addBatch(many, waiting);
            waiting.clear();
        }
    }

    /** Has all rows inserted that were added. */
    void flush() throws SQLException {
        if (many != null) {
            many.executeBatch();
        }
        if (!waiting.isEmpty()) {
            if (one == null) {
                one = connection.prepareStatement(stage.insert(1));
            }
            for (Row.Accepted row : waiting) {
                addBatch(one, List.of(row));
            }
            one.executeBatch();
            waiting.clear();
        }
    }

    private static void addBatch(PreparedStatement insert, List<Row.Accepted> rows) throws SQLException {
        int parameter = 0;
        for (Row.Accepted row : rows) {
            insert.setLong(++parameter, row.line());
            for (Object value : row.values()) {
                insert.setObject(++parameter, value);
            }
        }
        insert.addBatch();
    }

    @Override
    public void close() {
        JdbcUtils.closeStatement(many);
        JdbcUtils.closeStatement(one);
    }
}
