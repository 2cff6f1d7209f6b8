package io.creditplatform.analytics.web;

import io.creditplatform.database.ReadConnections;
import io.creditplatform.past.PastState;
import java.io.Closeable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The connections that queries get: of a thread that has entered a past state those that see it, of others those of the present.
 * A past state's connections are kept for a while, since who asks about it once mostly asks again. Used by many threads.
 */
final class PastConnections extends AbstractDataSource implements AutoCloseable {

    /** Past states whose connections are kept. */
    private static final int MOST_STATES = 4;

    private final ReaderPool present;
    private final ReadConnections connections;

    @SuppressWarnings("ThreadLocalUsage") // one for each server, of which a process has one
    private final ThreadLocal<Entered> entered = new ThreadLocal<>();

    private final Map<Long, ReaderPool> kept = new LinkedHashMap<>(16, 0.75f, true);

    /** The load whose state a thread sees, and the connections that see it. */
    private record Entered(long loadId, ReaderPool connections) {}

    PastConnections(ReaderPool present, ReadConnections connections) {
        this.present = present;
        this.connections = connections;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return seen().getConnection();
    }

    /** As {@link ReaderPool#number}, of a connection that this thread got. */
    String number(Connection connection) throws SQLException {
        return seen().number(connection);
    }

    private ReaderPool seen() {
        Entered past = entered.get();
        return past == null ? present : past.connections();
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }

    /** Has this thread see the state after a load until what is returned is closed. */
    Closeable enter(long loadId) {
        entered.set(new Entered(loadId, pool(loadId)));
        return entered::remove;
    }

    /** The load whose state this thread sees; none if it sees the present. */
    Optional<Long> entered() {
        return Optional.ofNullable(entered.get()).map(Entered::loadId);
    }

    private synchronized ReaderPool pool(long loadId) {
        ReaderPool pool = kept.computeIfAbsent(loadId, this::newPool);
        if (kept.size() > MOST_STATES) {
            Long longestUnused = kept.keySet().iterator().next();
            // Who still reads from it finishes: connections in use are closed as they are given back.
            kept.remove(longestUnused).close();
        }
        return pool;
    }

    private ReaderPool newPool(long loadId) {
        return new ReaderPool(
                connections,
                "readers-of-load-" + loadId,
                connection ->
                        PastState.standIn(connection, connections.address().database(), loadId));
    }

    /** Lets go of all connections: they lead to a file that is gone, or may do so. */
    synchronized void evict() {
        kept.values().forEach(ReaderPool::close);
        kept.clear();
    }

    @Override
    public void close() {
        evict();
    }
}
