package io.creditplatform.database.postgresql;

import io.creditplatform.database.Connections;
import io.creditplatform.database.Database.Access;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.LoadLock;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Connections to a PostgreSQL server. */
final class PostgresqlConnections implements Connections {

    /** Rows that the server sends at a time within a transaction; more than a few gain nothing. */
    private static final int ROWS_AT_A_TIME = 1000;

    static {
        // The driver warns through the JDK's logging, which would write to stderr in a form of its own, URLs and all.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    private static final int LOCK_ATTEMPTS = 12;
    private static final long LOCK_PAUSE_MILLIS = 250;

    /** Any number will do as long as nobody else uses it: the first letters of the platform's name. */
    private static final long ADVISORY_LOCK = 0x43726564506c6174L;

    @Override
    public Connection connect(DatabaseAddress address, Access access, Duration patience) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty("ApplicationName", "credit");
        properties.setProperty("defaultRowFetchSize", String.valueOf(ROWS_AT_A_TIME));
        properties.setProperty("loginTimeout", String.valueOf(patience.toMillis() / 1000.0)); // of the URL, that holds
        Connection connection = DriverManager.getConnection(address.jdbcUrl(), properties);
        connection.setReadOnly(access == Access.READ);
        noticeDeadClient(connection);
        return connection;
    }

    /** Has the server give up a statement whose client is gone; where it cannot, the statement just ends later. */
    private static void noticeDeadClient(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET client_connection_check_interval = '500ms'");
        } catch (SQLException e) {
            // Not every platform that PostgreSQL runs on has it.
        }
    }

    @Override
    public void free(Connection connection, boolean free) throws SQLException {
        connection.setReadOnly(!free);
    }

    @Override
    public Connection forServing(Connection connection, Duration statementLimit) throws SQLException {
        // The driver itself keeps what is prepared often.
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = " + statementLimit.toMillis());
        }
        return connection;
    }

    @Override
    public boolean exists(DatabaseAddress address) {
        return true; // connecting tells
    }

    @Override
    public Optional<Object> identity(DatabaseAddress address) {
        return Optional.empty(); // connections end when the server does
    }

    @Override
    public Optional<LoadLock> tryLock(DatabaseAddress address, Connection connection) {
        try (Statement statement = connection.createStatement()) {
            boolean locked = false;
            // A server takes a moment to notice that a client was killed, and keeps its lock until then.
            for (int attempt = 0; attempt < LOCK_ATTEMPTS && !locked; attempt++) {
                if (attempt > 0) {
                    Thread.sleep(LOCK_PAUSE_MILLIS);
                }
                try (ResultSet answer = statement.executeQuery("SELECT pg_try_advisory_lock(" + ADVISORY_LOCK + ")")) {
                    locked = answer.next() && answer.getBoolean(1);
                }
            }
            return locked ? Optional.of(() -> giveBack(connection)) : Optional.empty();
        } catch (SQLException e) {
            throw new DatabaseException("Cannot ask " + address + " for the load lock: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Not left to the end of the connection: it may belong to a pool in between, which keeps it for others. */
    private static void giveBack(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_unlock(" + ADVISORY_LOCK + ")");
        } catch (SQLException e) {
            // A connection that is lost has given it back.
        }
    }

    @Override
    public Optional<FileName> fileName(DatabaseAddress address) {
        return Optional.empty();
    }
}
