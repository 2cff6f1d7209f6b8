package io.creditplatform.analytics.web;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.creditplatform.database.Connections;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.ReadConnections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * A few read-only connections, none of which leads to a file whose place another one has taken, or keeps pages of what was in the
 * file before somebody copied another one over it. An open connection notices neither; so the file is looked at whenever one is
 * handed out. A load writes to the file, too, whenever it copies its log back, which costs a new connection. Several threads use
 * the pool, each its own connection.
 */
final class ReaderPool extends AbstractDataSource implements AutoCloseable {

    /** Two readers beat one, and more than four gain nothing. */
    private static final int MOST_CONNECTIONS = 4;

    /** The connections that may all turn out to be outdated, and a few for files that change places right now. */
    private static final int ATTEMPTS = MOST_CONNECTIONS + 4;

    private final ReadConnections connections;
    private final ReadConnections.@Nullable Preparation preparation;
    private final HikariDataSource pool;
    private final Map<Connection, Opening> openings = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * What a connection was opened on.
     *
     * @param sight of the file, just before
     * @param number of the file
     * @param nanos when that was
     */
    private record Opening(Connections.Sight sight, String number, long nanos) {

        /** Whether it still leads to what is seen now, or was opened after that was seen. */
        boolean leadsTo(Connections.Sight seen, long seenAt) {
            return sight.identity().equals(seen.identity())
                    && (nanos - seenAt >= 0 || sight.written().equals(seen.written()));
        }
    }

    ReaderPool(ReadConnections connections) {
        this(connections, "readers", null);
    }

    /**
     * @param name of the pool
     * @param preparation what is made on each connection, or null
     */
    ReaderPool(ReadConnections connections, String name, ReadConnections.@Nullable Preparation preparation) {
        this.connections = connections;
        this.preparation = preparation;
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(new Opened());
        config.setMaximumPoolSize(MOST_CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(connections.statementLimit().toMillis());
        config.setInitializationFailTimeout(-1); // a server may be there before its database
        config.setReadOnly(true);
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ"); // a transaction sees one state from begin to end
        config.setThreadFactory(ReaderPool::thread);
        pool = new HikariDataSource(config);
    }

    /**
     * A thread of the pool. It begins while a request is answered, and would take that one's class loader for its own: the server
     * would hold it to be a request's, and warn of it when it stops.
     */
    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "readers");
        thread.setDaemon(true);
        thread.setContextClassLoader(ReaderPool.class.getClassLoader());
        return thread;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return getConnection(connections.look());
    }

    /**
     * A connection that leads to what was seen a moment ago, or later.
     *
     * @param seen while the question was there that the connection is for
     */
    Connection getConnection(Connections.Sight seen) throws SQLException {
        Connections.Sight now = seen;
        long asked = System.nanoTime();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Connection connection = pool.getConnection();
            Opening opening = openings.get(connection.unwrap(Connection.class));
            if (opening != null && opening.leadsTo(now, asked)) {
                return connection;
            }
            pool.evictConnection(connection);
            now = connections.look();
        }
        throw new SQLException("The database is being replaced by another one again and again");
    }

    /**
     * The number of the file that one of the connections leads to. It tells the file from one that takes its place, as every server
     * says it that reads the file, on whatever machine; the same text always where databases are no files.
     */
    String number(Connection connection) throws SQLException {
        Opening opening = openings.get(connection.unwrap(Connection.class));
        return opening == null ? "" : opening.number();
    }

    private static String number(@Nullable Path file) {
        try {
            return file == null ? "" : String.valueOf(Files.getAttribute(file, "unix:ino"));
        } catch (IOException | UnsupportedOperationException e) {
            return ""; // it is not there, or its file system does not number files
        }
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }

    /** Gives up all connections, each as soon as it is not in use. */
    void renew() {
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Opens what the pool keeps, and remembers which file it leads to. */
    private final class Opened extends AbstractDataSource {

        @Override
        public Connection getConnection() throws SQLException {
            long begun = System.nanoTime();
            Connections.Sight sight = connections.look();
            Connection connection = connections.open(preparation);
            Opening opening = new Opening(sight, number(connections.address().file()), begun);
            if (!connections.look().identity().equals(sight.identity())) {
                connection.close();
                throw new DatabaseException("The database is being replaced by another one");
            }
            openings.put(connection, opening);
            return connection;
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return getConnection();
        }
    }
}
