package io.creditplatform.database.postgresql;

import io.creditplatform.database.Connections;
import io.creditplatform.database.Database.Access;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.LoadLock;
import io.creditplatform.database.Refusal;
import io.creditplatform.database.RefusedException;
import io.creditplatform.setting.Setting;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Connections to a PostgreSQL server. */
final class PostgresqlConnections implements Connections {

    /** Rows that the server sends at a time within a transaction; more than a few gain nothing. */
    private static final int ROWS_AT_A_TIME = 1000;

    /** Encodings in which there is a place for every character; the latter looks at none, and keeps bytes. */
    private static final Set<String> KEEPING_ALL = Set.of("UTF8", "SQL_ASCII");

    static {
        // The driver warns through the JDK's logging, which would write to stderr in a form of its own, URLs and all.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** A pool that has no session left for another connection lets it wait. */
    private static final String PROBE_SECONDS = "5";

    private static final int LOCK_ATTEMPTS = 12;
    private static final long LOCK_PAUSE_MILLIS = 250;

    /** Any numbers will do as long as nobody else uses them: the first letters of the platform's name. */
    private static final int ADVISORY_LOCKS = 0x43726564;

    /** What earlier programs lock, whatever schema they work in; so they do not work while this one does, and the other way round. */
    private static final long LOCK_OF_EARLIER_PROGRAMS = 0x43726564506c6174L;

    @Override
    public Connection connect(DatabaseAddress address, Access access, Duration patience) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty("ApplicationName", "credit");
        properties.setProperty("defaultRowFetchSize", String.valueOf(ROWS_AT_A_TIME));
        properties.setProperty("loginTimeout", String.valueOf(patience.toMillis() / 1000.0)); // of the URL, that holds
        properties.setProperty(
                "tcpKeepAlive", "true"); // else a server that is gone without a word is waited for for ever
        String password = Setting.PASSWORD.value();
        if (password != null) {
            properties.setProperty(PGProperty.PASSWORD.getName(), password); // the URL's own comes first
        }
        String url = HomeSchema.withoutName(address.jdbcUrl());
        Connection connection = connect(url, properties);
        try {
            requireOwnSession(connection, url, properties);
            HomeSchema.enter(connection, address);
            if (access == Access.WRITE) {
                requirePrimary(connection);
            }
            connection.setReadOnly(access == Access.READ);
            noticeDeadClient(connection);
            if (access == Access.WRITE) {
                waitForLocksAtMost(patience, connection);
                compileNothing(connection);
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static Connection connect(String url, Properties properties) throws SQLException {
        try {
            return DriverManager.getConnection(url, properties);
        } catch (SQLException e) {
            throw PostgresqlRefusals.ofConnecting(e)
                    .<SQLException>map(RefusedException::new)
                    .orElse(e);
        }
    }

    /** Before anything is set or locked, which would stay behind in a session of others. */
    private static void requireOwnSession(Connection connection, String url, Properties properties)
            throws SQLException {
        Properties impatient = new Properties();
        impatient.putAll(properties);
        impatient.setProperty("socketTimeout", PROBE_SECONDS);
        impatient.setProperty("prepareThreshold", "0"); // what is prepared would stay behind, too
        if (PooledSessions.isBehind(connection, () -> DriverManager.getConnection(url, impatient))) {
            throw new RefusedException(Refusal.Cause.POOLED.because("pg_backend_pid() is not this connection's own"));
        }
    }

    /** At once, since the first change comes late in some commands, after much that was read for nothing. */
    private static void requirePrimary(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (isTrue(statement, "pg_is_in_recovery()")) {
                throw new RefusedException(Refusal.Cause.STANDBY.because("pg_is_in_recovery() is true"));
            }
        }
    }

    /** As on SQLite; without, a lock that somebody forgot is waited for for ever. */
    private static void waitForLocksAtMost(Duration patience, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT set_config('lock_timeout', '" + patience.toMillis()
                    + "ms', false) WHERE current_setting('lock_timeout') = '0'");
        }
    }

    /**
     * A server that compiles what it takes for dear needs longer to do so than it gains: jobs ask each question once. And where rows
     * are looked for by keys, a table without an index counts as dear, of however few rows.
     */
    private static void compileNothing(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET jit = off");
        }
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
    public boolean isWritable(DatabaseAddress address) {
        return true; // writing tells
    }

    @Override
    public Sight look(DatabaseAddress address) {
        return Sight.NONE; // connections end when the server does
    }

    @Override
    public void requireFit(DatabaseAddress address, Connection connection) {
        try {
            String encoding = connection.unwrap(PGConnection.class).getParameterStatus("server_encoding");
            if (encoding != null && !KEEPING_ALL.contains(encoding)) {
                Refusal refusal = Refusal.Cause.ENCODING.because("its encoding is " + encoding);
                throw new DatabaseException(refusal.explain(address));
            }
        } catch (SQLException e) {
            throw new DatabaseException("Cannot ask " + address + " for its encoding: " + e.getMessage(), e);
        }
    }

    /** For the schema alone, since a database may hold the platform several times. */
    @Override
    public Optional<LoadLock> tryLock(DatabaseAddress address, Connection connection) {
        try (Statement statement = connection.createStatement()) {
            String own = ADVISORY_LOCKS + ", " + HomeSchema.number(statement);
            // A server takes a moment to notice that a client was killed, and keeps its lock until then.
            for (int attempt = 0; attempt < LOCK_ATTEMPTS; attempt++) {
                if (attempt > 0) {
                    Thread.sleep(LOCK_PAUSE_MILLIS);
                }
                if (isTrue(statement, "pg_try_advisory_lock_shared(" + LOCK_OF_EARLIER_PROGRAMS + ")")) {
                    if (isTrue(statement, "pg_try_advisory_lock(" + own + ")")) {
                        return Optional.of(() -> giveBack(connection, own));
                    }
                    isTrue(statement, "pg_advisory_unlock_shared(" + LOCK_OF_EARLIER_PROGRAMS + ")");
                }
            }
            return Optional.empty();
        } catch (SQLException e) {
            throw new DatabaseException("Cannot ask " + address + " for the load lock: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static boolean isTrue(Statement statement, String question) throws SQLException {
        try (ResultSet answer = statement.executeQuery("SELECT " + question)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    /** Not left to the end of the connection: it may belong to a pool in between, which keeps it for others. */
    private static void giveBack(Connection connection, String own) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_unlock(" + own + "), pg_advisory_unlock_shared("
                    + LOCK_OF_EARLIER_PROGRAMS + ")");
        } catch (SQLException e) {
            // A connection that is lost has given it back.
        }
    }

    @Override
    public Optional<FileName> fileName(DatabaseAddress address) {
        return Optional.empty();
    }
}
