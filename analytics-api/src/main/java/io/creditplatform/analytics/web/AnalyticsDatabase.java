package io.creditplatform.analytics.web;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.ReadConnections;
import io.creditplatform.database.Schema;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.slf4j.LoggerFactory;

/**
 * The database as the server sees it: a few read-only connections, and the knowledge whether it can be used at all. That is
 * looked at again and again, so that the server gets over a database that comes late, goes, or is migrated under it.
 */
public final class AnalyticsDatabase implements AutoCloseable {

    /** Two readers beat one, and more than four gain nothing. */
    private static final int MOST_CONNECTIONS = 4;

    private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(AnalyticsDatabase.class);

    private final DatabaseAddress address;
    private final ReadConnections connections;
    private final HikariDataSource pool;
    private final AtomicLong lookedAt = new AtomicLong(System.nanoTime());
    private volatile Optional<String> obstacle = Optional.of("is not known yet.");
    private volatile Optional<Object> identity = Optional.empty();
    private volatile Optional<SchemaSeen> schema = Optional.empty();

    /** The newest change sets that the database has and that the program has, as they were last seen. */
    record SchemaSeen(String found, String needed) {}

    public AnalyticsDatabase(DatabaseAddress address, Duration statementLimit) {
        this.address = address;
        this.connections = new ReadConnections(address, statementLimit);
        HikariConfig config = new HikariConfig();
        config.setPoolName("readers");
        config.setDataSource(new Source(connections));
        config.setMaximumPoolSize(MOST_CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(statementLimit.toMillis());
        config.setInitializationFailTimeout(-1); // a server may be there before its database
        config.setReadOnly(true);
        config.setThreadFactory(AnalyticsDatabase::thread);
        pool = new HikariDataSource(config);
        look(); // before the first requests, of which only one would look while the others are refused
    }

    /**
     * A thread of the pool. It begins while a request is answered, and would take that one's class loader for its own: the server
     * would hold it to be a request's, and warn of it when it stops.
     */
    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "readers");
        thread.setDaemon(true);
        thread.setContextClassLoader(AnalyticsDatabase.class.getClassLoader());
        return thread;
    }

    /** The connections, for queries. */
    public DataSource dataSource() {
        return pool;
    }

    /** Which kind of database it is. */
    public Database kind() {
        return address.database();
    }

    /** Why the database cannot be used, in words that may leave the server; empty if it can. */
    public Optional<String> obstacle() {
        long last = lookedAt.get();
        long now = System.nanoTime();
        if (now - last >= LOOK_EVERY_NANOS && lookedAt.compareAndSet(last, now)) {
            look();
        }
        return obstacle.map(words -> "The database " + words);
    }

    /** The schema as it was last seen; empty as long as there is none. */
    Optional<SchemaSeen> schema() {
        return schema;
    }

    /**
     * Makes sure that the database can be used.
     *
     * @throws UnavailableException if it cannot
     */
    void require() {
        obstacle().ifPresent(words -> {
            throw new UnavailableException(words);
        });
    }

    private void look() {
        Optional<Object> found = address.database().connections().identity(address);
        Optional<String> seen;
        if (!address.database().connections().exists(address)) {
            seen = Optional.of(
                    "is not there yet. `credit import DIR` creates it; another one is named by --db or CREDIT_DB.");
        } else {
            try (Connection connection = connections.open()) {
                Schema current = Schema.of(address, connection);
                seen = current.obstacle();
                schema = Optional.of(new SchemaSeen(current.newestApplied(), current.newestKnown()));
            } catch (DatabaseException | SQLException e) {
                LOG.warn("{}", e.getMessage());
                seen = Optional.of("cannot be opened. The server's log says why.");
            }
        }
        boolean changed = !seen.equals(obstacle);
        if (changed) {
            seen.ifPresent(words -> LOG.warn("The database {} {}", address, words));
        }
        if (changed || !found.equals(identity)) {
            pool.getHikariPoolMXBean().softEvictConnections(); // they lead to a file that is gone, or may do so
        }
        identity = found;
        obstacle = seen;
    }

    @Override
    public void close() {
        pool.close();
    }

    /** What the pool takes its connections from. */
    private record Source(ReadConnections connections) implements DataSource {

        @Override
        public Connection getConnection() {
            return connections.open();
        }

        @Override
        public Connection getConnection(String username, String password) {
            return getConnection();
        }

        @Override
        public PrintWriter getLogWriter() throws SQLException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public void setLogWriter(PrintWriter out) throws SQLException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public void setLoginTimeout(int seconds) {}

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }
}
