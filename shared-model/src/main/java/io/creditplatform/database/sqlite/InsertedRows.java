package io.creditplatform.database.sqlite;

import io.creditplatform.database.StagedRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inserts rows into a staging table, many with each statement: calling the database is dearer than what it does for a row. */
final class InsertedRows implements StagedRows {

    /** Beyond this, statements of more rows gain nothing; it also keeps their parameters far below SQLite's limit. */
    private static final int ROWS_PER_STATEMENT = 20;

    /** Statements that wait to be run: all their parameters are in memory. */
    private static final int STATEMENTS = 50;

    private final Connection connection;
    private final String stage;
    private final List<String> columns;
    private final List<Row> waiting = new ArrayList<>(ROWS_PER_STATEMENT);
    private int batched;
    private @Nullable PreparedStatement many;
    private @Nullable PreparedStatement one;

    @SuppressWarnings("ArrayRecordComponent") // rows are never compared, and millions are made
    private record Row(long line, @Nullable Object[] values) {}

    InsertedRows(Connection connection, String stage, List<String> columns) {
        this.connection = connection;
        this.stage = stage;
        this.columns = columns;
    }

    @Override
    public void add(long line, @Nullable Object[] values) throws SQLException {
        waiting.add(new Row(line, values));
        if (waiting.size() == ROWS_PER_STATEMENT) {
            if (many == null) {
                many = insert(ROWS_PER_STATEMENT);
            }
            addBatch(many, waiting);
            waiting.clear();
            if (++batched == STATEMENTS) {
                many.executeBatch();
                batched = 0;
            }
        }
    }

    @Override
    public void flush() throws SQLException {
        if (many != null) {
            many.executeBatch();
            batched = 0;
        }
        if (!waiting.isEmpty()) {
            if (one == null) {
                one = insert(1);
            }
            for (Row row : waiting) {
                addBatch(one, List.of(row));
            }
            one.executeBatch();
            waiting.clear();
        }
    }

    private PreparedStatement insert(int rows) throws SQLException {
        String row = "(?" + ", ?".repeat(columns.size()) + ")";
        return connection.prepareStatement("INSERT INTO " + stage + " (line, " + String.join(", ", columns)
                + ") VALUES " + String.join(", ", Collections.nCopies(rows, row)));
    }

    private static void addBatch(PreparedStatement insert, List<Row> rows) throws SQLException {
        int parameter = 0;
        for (Row row : rows) {
            insert.setLong(++parameter, row.line());
            for (Object value : row.values()) {
                insert.setObject(++parameter, value);
            }
        }
        insert.addBatch();
    }

    @Override
    public void close() throws SQLException {
        if (many != null) {
            many.close();
        }
        if (one != null) {
            one.close();
        }
    }
}
