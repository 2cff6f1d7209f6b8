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
 * Copies rows into a staging table, as text. Each portion is a COPY of its own that is over when it was handed over, so that
 * other statements find the connection free.
 */
final class CopiedRows implements StagedRows {

    /** Below 64 KiB the calls show; beyond this, portions gain nothing. */
    private static final int PORTION_BYTES = 256 * 1024;

    private final Connection connection;
    private final String copy;
    private final CopyText text = new CopyText(PORTION_BYTES);

    /**
     * Begins on a table that a crash of the server empties, so its rows need not be on disk when the transaction is committed,
     * and neither does what is said of them in it: whoever goes on finds either both or, by comparing them, that rows are missing.
     */
    CopiedRows(Connection connection, String stage, List<String> columns) throws SQLException {
        this.connection = connection;
        this.copy = "COPY " + stage + " (line, " + String.join(", ", columns) + ") FROM STDIN";
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL synchronous_commit = off");
        }
    }

    @Override
    public void add(long line, @Nullable Object[] values) throws SQLException {
        text.row(line, values);
        if (text.length() >= PORTION_BYTES) {
            flush();
        }
    }

    @Override
    public void flush() throws SQLException {
        if (text.length() == 0) {
            return;
        }
        CopyIn copying = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
        try {
            copying.writeToCopy(text.bytes(), 0, text.length());
            copying.endCopy();
        } finally {
            if (copying.isActive()) {
                copying.cancelCopy();
            }
            text.clear();
        }
    }

    @Override
    public void close() {
        text.clear();
    }
}
