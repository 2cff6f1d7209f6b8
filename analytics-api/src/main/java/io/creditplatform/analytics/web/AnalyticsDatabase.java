package io.creditplatform.analytics.web;

import io.creditplatform.database.Connections;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.ReadConnections;
import io.creditplatform.database.Refusal;
import io.creditplatform.database.Schema;
import io.creditplatform.database.Standby;
import io.creditplatform.http.UnavailableException;
import io.creditplatform.load.DataStates;
import io.creditplatform.load.LoadFigures;
import io.creditplatform.load.PartFigures;
import io.creditplatform.past.NoSuchStateException;
import io.creditplatform.past.PastLoads;
import java.io.Closeable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database as the server sees it: a few read-only connections, and the knowledge whether it can be used at all. That is
 * looked at again and again, so that the server gets over a database that comes late, goes, or is migrated under it.
 * Many threads ask; one of them looks, while the others go by what was seen last.
 */
public final class AnalyticsDatabase implements AutoCloseable {

    private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(AnalyticsDatabase.class);

    private final DatabaseAddress address;
    private final ReadConnections connections;
    private final ReaderPool pool;
    private final PastConnections routed;
    private final JdbcTemplate present;
    private final JdbcTemplate seen;
    private final TransactionTemplate snapshots;
    private final AtomicLong lookedAt = new AtomicLong(System.nanoTime());
    private volatile Optional<String> obstacle = Optional.of("is not known yet.");
    private volatile Connections.Sight sight = Connections.Sight.NONE;
    private volatile Optional<SchemaSeen> schema = Optional.empty();
    private volatile Optional<Standby> standby = Optional.empty();

    /** The newest change sets that the database has and that the program has, as they were last seen. */
    record SchemaSeen(String found, String needed) {}

    public AnalyticsDatabase(DatabaseAddress address, Duration statementLimit) {
        this.address = address;
        this.connections = new ReadConnections(address, statementLimit);
        pool = new ReaderPool(connections);
        routed = new PastConnections(pool, connections);
        present = new JdbcTemplate(pool);
        seen = new JdbcTemplate(routed);
        snapshots = new TransactionTemplate(new JdbcTransactionManager(routed));
        look(); // before the first requests, of which only one would look while the others are refused
    }

    /** The connections, for queries: of the state that the thread has entered, else of the present. */
    public DataSource dataSource() {
        return routed;
    }

    /**
     * Has this thread see the state after a load until what is returned is closed.
     *
     * @param loadId the load; null stands for the newest
     * @param basis what is asked about
     * @throws NoSuchStateException if its state cannot be told
     */
    Closeable at(@Nullable Long loadId, Answer.Basis basis) {
        if (loadId == null) {
            return () -> {};
        }
        boolean past = isPast(loadId, present);
        if (basis.parts().contains(DataStates.Part.CHECKS)) {
            present.execute((Connection connection) -> {
                PastLoads.requireChecks(connection, loadId);
                return loadId;
            });
        }
        return past ? routed.enter(loadId) : () -> {};
    }

    /** The load whose state this thread has entered; empty if it sees the state of now. */
    Optional<Long> past() {
        return routed.entered();
    }

    private boolean isPast(long loadId, JdbcTemplate jdbc) {
        return Boolean.TRUE.equals(
                jdbc.execute((Connection connection) -> PastLoads.require(connection, kind(), loadId)));
    }

    /**
     * Does something in one read transaction, so that all it reads is of one state of the database. It must be over soon, since
     * what is written meanwhile cannot be tidied up; and no client may be waited for.
     *
     * @throws NoSuchStateException if the thread has entered a state that cannot be told any more
     */
    <T> T inOneState(Supplier<T> work) {
        return Objects.requireNonNull(snapshots.execute(status -> {
            routed.entered().ifPresent(loadId -> isPast(loadId, seen));
            return work.get();
        }));
    }

    /** Of which file and state what a question finds is, and that with the least that this can cost: all kept answers wait for it. */
    @FunctionalInterface
    interface Glance<T> {

        /**
         * Asks.
         *
         * @param file tells the file from one that takes its place
         */
        T ask(Connection connection, String file) throws SQLException;
    }

    /**
     * Asks something of the present, if the database can be used, and it is not time to find out whether it still can.
     *
     * @throws DataAccessException if it cannot be asked
     */
    <T> Optional<T> glance(Glance<T> question) {
        Connections.Sight seen = connections.look();
        if (obstacle.isPresent() || isTimeToLook(System.nanoTime(), seen)) {
            return Optional.empty();
        }
        try (Connection connection = pool.getConnection(seen)) {
            return Optional.of(question.ask(connection, pool.number(connection)));
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("The database cannot be asked", e);
        }
    }

    /** As {@link ReaderPool#number}, of a connection of {@link #dataSource} that this thread got. */
    String file(Connection connection) throws SQLException {
        return routed.number(connection);
    }

    /** Which kind of database it is. */
    public Database kind() {
        return address.database();
    }

    /** Why the database cannot be used, in words that may leave the server; empty if it can. */
    public Optional<String> obstacle() {
        long last = lookedAt.get();
        long now = System.nanoTime();
        if (isTimeToLook(now, connections.look()) && lookedAt.compareAndSet(last, now)) {
            look();
        }
        return obstacle.map(words -> "The database " + words);
    }

    private boolean isTimeToLook(long now, Connections.Sight seen) {
        return now - lookedAt.get() >= LOOK_EVERY_NANOS || !seen.equals(sight);
    }

    /** The schema as it was last seen; empty as long as there is none. */
    Optional<SchemaSeen> schema() {
        return schema;
    }

    /** How far a database was behind its primary when it was last seen; empty if it is none that repeats another one. */
    Optional<Standby> standby() {
        obstacle(); // looks, if it is time to
        return standby;
    }

    /** The newest published load; empty if there is none, or it cannot be told now. */
    Optional<LoadFigures> newestLoad() {
        return told("newest load", connection -> LoadFigures.read(connection, kind()));
    }

    /** How far workers are with the parts of a load; empty if there are none, or it cannot be told now. */
    Optional<PartFigures> parts() {
        return told("parts of a load", PartFigures::read);
    }

    private <T> Optional<T> told(String what, ConnectionCallback<Optional<T>> question) {
        if (obstacle().isPresent()) {
            return Optional.empty();
        }
        try {
            return Objects.requireNonNullElseGet(present.execute(question), Optional::empty);
        } catch (DataAccessException e) {
            LOG.warn("The {} cannot be read: {}", what, e.getMessage());
            return Optional.empty();
        }
    }

    /** Whether a failure is over when it is asked again: it was in the way of what a standby repeats. */
    boolean isOfReplay(RuntimeException failure) {
        return refusal(kind(), failure)
                .filter(refusal -> refusal.cause() == Refusal.Cause.REPLAYED)
                .isPresent();
    }

    /** Why a database refused its service: what made a rollback necessary says more than why that failed on a connection that is gone. */
    static Optional<Refusal> refusal(Database kind, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TransactionSystemException rollback && rollback.getOriginalException() != null) {
                return Refusal.of(kind, rollback.getOriginalException());
            }
        }
        return Refusal.of(kind, failure);
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
        Connections.Sight found = connections.look();
        Optional<String> seen;
        if (!kind().connections().exists(address)) {
            seen = Optional.of(
                    "is not there yet. `credit import DIR` creates it; another one is named by --db or CREDIT_DB.");
        } else {
            try (Connection connection = connections.open()) {
                Schema current = Schema.of(address, connection);
                seen = current.obstacle();
                schema = Optional.of(new SchemaSeen(current.newestApplied(), current.newestKnown()));
                standby = kind().upkeep().standby(connection);
            } catch (DatabaseException | SQLException e) {
                LOG.warn("{}", e.getMessage());
                standby = Optional.empty();
                seen = Optional.of("cannot be opened. The server's log says why.");
            }
        }
        boolean changed = !seen.equals(obstacle);
        if (changed) {
            seen.ifPresent(words -> LOG.warn("The database {} {}", address, words));
        }
        if (changed || !found.identity().equals(sight.identity())) {
            pool.renew(); // they lead to a file that is gone, or may do so
            routed.evict();
        }
        sight = found;
        obstacle = seen;
    }

    @Override
    public void close() {
        routed.close();
        pool.close();
    }
}
