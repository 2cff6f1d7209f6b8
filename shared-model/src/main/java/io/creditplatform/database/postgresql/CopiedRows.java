package io.creditplatform.database.postgresql;

import io.creditplatform.database.StagedRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Copies rows into a staging table, as text, by one COPY from the first row to the flush. The server works on what it has been
 * sent while more is being made ready; waiting for it after each portion would keep one of the two idle at any time.
 */
final class CopiedRows implements StagedRows {

    /** Beyond this, portions gain nothing, and the server waits for the first one. */
    private static final int PORTION_BYTES = 64 * 1024;

    private final Connection connection;
    private final String copy;
    private final CopyText text = new CopyText(PORTION_BYTES);
    private @Nullable CopyIn copying;

    /**
     * Begins on a table that a crash of the server empties, so its rows need not be on disk when the transaction is committed,
     * and neither does what is said of them in it: whoever goes on finds either both or, by comparing them, that rows are missing.
     */
    CopiedRows(Connection connection, String stage, List<String> columns) throws SQLException {
        this.connection = connection;
        this.copy = "COPY " + stage + " (line, " + String.join(", ", columns) + ") FROM STDIN";
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT " + PostgresqlDialect.COMMIT_SOON);
        }
    }

    @Override
    public void add(long line, @Nullable Object[] values) throws SQLException {
        text.row(line, values);
        if (text.length() >= PORTION_BYTES) {
            send();
        }
    }

    private CopyIn send() throws SQLException {
        if (copying == null) {
            copying = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
        }
        copying.writeToCopy(text.bytes(), 0, text.length());
        text.clear();
        return copying;
    }

    @Override
    public void flush() throws SQLException {
        if (copying != null || text.length() > 0) {
            send().endCopy();
            copying = null;
        }
    }

    @Override
    public void close() throws SQLException {
        text.clear();
        if (copying != null && copying.isActive()) {
            copying.cancelCopy();
        }
        copying = null;
    }
}
