package io.creditplatform.database.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.postgresql.PGConnection;

/**
 * Tells a session of a server from what a pool between makes look like one, such as PgBouncer with {@code pool_mode = transaction}:
 * each transaction may be another session's there, so that locks and settings stay behind in sessions of others.
 */
final class PooledSessions {

    /**
     * How pools answer another connection if they lend sessions: for a statement only, so that no transaction can begin, or with
     * what the connection before has prepared there.
     */
    private static final Set<String> LENT = Set.of("08P01", "42P05", "26000");

    private PooledSessions() {}

    /** Opens another connection to the same address. */
    @FunctionalInterface
    interface Opening {
        Connection open() throws SQLException;
    }

    /** Whether a connection, on which no transaction is open, leads to sessions that other connections get in between. */
    static boolean isBehind(Connection connection, Opening another) throws SQLException {
        int session = session(connection);
        if (connection.unwrap(PGConnection.class).getBackendPID() == session) {
            return false; // as who let us in has said; pools say a number of their own
        }
        if (session(connection) != session) {
            return true; // one after the other, all in turn
        }
        try (Connection other = another.open()) {
            other.setAutoCommit(false); // keeps its session for as long as we look
            boolean lent = session(other) == session || session(connection) != session;
            other.rollback();
            return lent;
        } catch (SQLException e) {
            // A pool that keeps a session for each connection may have none left.
            return LENT.contains(String.valueOf(e.getSQLState()));
        }
    }

    private static int session(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet session = statement.executeQuery("SELECT pg_backend_pid()")) {
            session.next();
            return session.getInt(1);
        }
    }
}
