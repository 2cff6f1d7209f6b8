package io.creditplatform.database.sqlite;

import io.creditplatform.database.StagedRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    private @Nullable PreparedStatement following;
    private @Nullable PreparedStatement scattered;
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
            if (line - waiting.get(0).line() == ROWS_PER_STATEMENT - 1) {
                if (following == null) {
                    following = insert(ROWS_PER_STATEMENT, "?1 + %d");
                }
                addBatch(following, waiting, false);
            } else {
                if (scattered == null) {
                    scattered = insert(ROWS_PER_STATEMENT, "?");
                }
                addBatch(scattered, waiting, true);
            }
            waiting.clear();
            if (++batched == STATEMENTS) {
                run();
            }
        }
    }

    @Override
    public void flush() throws SQLException {
        run();
        if (!waiting.isEmpty()) {
            if (one == null) {
                one = insert(1, "?");
            }
            for (Row row : waiting) {
                addBatch(one, List.of(row), true);
            }
            one.executeBatch();
            waiting.clear();
        }
    }

    private void run() throws SQLException {
        if (following != null) {
            following.executeBatch();
        }
        if (scattered != null) {
            scattered.executeBatch();
        }
        batched = 0;
    }

    /** @param line what stands for the line of a row, with its number in the statement; lines that follow on need one parameter */
    private PreparedStatement insert(int rows, String line) throws SQLException {
        String values = ", ?".repeat(columns.size());
        return connection.prepareStatement(
                "INSERT INTO " + stage + " (line, " + String.join(", ", columns) + ") VALUES "
                        + IntStream.range(0, rows)
                                .mapToObj(row -> "(" + line.formatted(row) + values + ")")
                                .collect(Collectors.joining(", ")));
    }

    private static void addBatch(PreparedStatement insert, List<Row> rows, boolean eachLine) throws SQLException {
        int parameter = 0;
        insert.setLong(++parameter, rows.get(0).line());
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (eachLine && i > 0) {
                insert.setLong(++parameter, row.line());
            }
            for (Object value : row.values()) {
                insert.setObject(++parameter, value);
            }
        }
        insert.addBatch();
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : Arrays.asList(following, scattered, one)) {
            if (statement != null) {
                statement.close();
            }
        }
    }
}
