package io.creditplatform.jobs;

import io.creditplatform.audit.Act;
import io.creditplatform.audit.Actor;
import io.creditplatform.audit.AuditLog;
import io.creditplatform.database.Connections;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.LoadLock;
import io.creditplatform.database.Schema;
import io.creditplatform.derived.Change;
import io.creditplatform.derived.Derivation;
import io.creditplatform.derived.Difference;
import io.creditplatform.derived.SumTooLargeException;
import io.creditplatform.load.DataStates;
import io.creditplatform.migration.Migration;
import io.creditplatform.text.Visible;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The one writing connection to a database, together with the load lock. */
public final class WriteSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WriteSession.class);

    private static final String LOCK = "315-load-lock";

    private final DatabaseAddress address;
    private final Actor actor;
    private final Connection connection;
    private final LoadLock lock;
    private final SingleConnectionDataSource dataSource;
    private final HeldTransactions transactions;

    private WriteSession(DatabaseAddress address, Actor actor, Connection connection, LoadLock lock) {
        this.address = address;
        this.actor = actor;
        this.connection = connection;
        this.lock = lock;
        this.dataSource = new SingleConnectionDataSource(connection, true);
        this.transactions = new HeldTransactions(address, dataSource);
    }

    /**
     * Connects and takes the load lock.
     *
     * @param actor does whatever is done in it, as the audit log will say
     * @throws DatabaseBusyException if somebody else has it
     * @throws DatabaseException if the database cannot be used
     */
    public static WriteSession open(DatabaseAddress address, Actor actor) {
        Connection connection = Database.open(address, Database.Access.WRITE);
        try {
            LoadLock lock = address.database()
                    .connections()
                    .tryLock(address, connection)
                    .orElseThrow(() -> DatabaseBusyException.loading(address));
            WriteSession session = new WriteSession(address, actor, connection, lock);
            try {
                session.take(Schema.of(address, connection));
                return session;
            } catch (RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (RuntimeException e) {
            close(connection);
            throw e;
        }
    }

    /** Notes in the database itself whose the lock is, as long as there is a place for it. */
    private void take(Schema schema) {
        boolean known = schema.applied().contains(LOCK);
        Optional<Connections.FileName> name = address.database().connections().fileName(address);
        if (name.isPresent() && name.get().oneOfSeveral()) {
            Optional<String> writtenAs = known
                    ? JdbcClient.create(dataSource)
                            .sql("SELECT file FROM load_lock WHERE file IS NOT NULL")
                            .query(String.class)
                            .optional()
                    : Optional.empty();
            if (!writtenAs.equals(Optional.of(name.get().path().toString()))) {
                throw new DatabaseException("The file of " + address
                        + " has another name as well, as hard links give it. SQLite keeps what is being written beside the name, so"
                        + " that writing by two of them ruins the database. "
                        + writtenAs
                                .map(file -> "It was written as " + Visible.of(file)
                                        + " until now: go on with that name, or remove it.")
                                .orElse("Remove the other one, or copy the file instead."));
            }
        }
        if (known) {
            transactions.take(name.map(file -> file.path().toString()).orElse(null));
        }
    }

    /**
     * Gives an empty database its schema, and makes sure that any other one has it.
     *
     * @throws DatabaseException if the schema is older or newer than the program
     */
    public void requireSchema() {
        Schema schema = Schema.of(address, connection);
        if (schema.state() == Schema.State.EMPTY) {
            migrate();
            take(Schema.of(address, connection));
        } else {
            schema.requireCurrent(address);
        }
    }

    /** Runs all pending change sets; returns their ids. */
    public List<String> migrate() {
        return Migration.run(address, connection, actor);
    }

    /** Notes who made the database. Where something else is done with it at once, that tells. */
    public void auditNew() {
        take(Schema.of(address, connection));
        new TransactionTemplate(transactions)
                .executeWithoutResult(status -> new AuditLog(address.database(), JdbcClient.create(dataSource))
                        .add(actor, Act.MIGRATE, null, "a new database"));
    }

    /**
     * Works out anew what is derived from the feeds' rows.
     *
     * @return what changed, a table after the other; nothing if nothing is loaded
     * @throws DatabaseException if a figure is more than can be kept, or the schema is not this program's
     */
    public List<Change> rebuild() {
        Schema.of(address, connection).requireCurrent(address);
        try {
            return Objects.requireNonNull(new TransactionTemplate(transactions).execute(status -> {
                List<Change> changes = Derivation.rebuild(address.database(), new JdbcTemplate(dataSource));
                new AuditLog(address.database(), JdbcClient.create(dataSource))
                        .add(actor, Act.REBUILD, null, told(changes));
                // Even if no figure changed: who asks for this has changed rows, which no load says.
                raiseState();
                return changes;
            }));
        } catch (SumTooLargeException e) {
            throw new DatabaseException("Nothing was changed. " + e.getMessage(), e);
        }
    }

    private static String told(List<Change> changes) {
        return changes.stream()
                .map(change ->
                        change.table().table() + ": " + change.changed() + " of " + change.rows() + " rows changed")
                .collect(Collectors.joining("; "));
    }

    /** Whether what is derived from the feeds' rows was worked out as this program does it. */
    public boolean isDerivedCurrent() {
        return Derivation.isCurrent(address.database(), JdbcClient.create(dataSource()));
    }

    /**
     * Compares what is derived from the feeds' rows with these; changes nothing.
     *
     * @throws DatabaseException if a figure is more than can be kept, or the schema is not this program's
     */
    public List<Difference> compareDerived() {
        Schema.of(address, connection).requireCurrent(address);
        DataSource dataSource = dataSource();
        try {
            return Objects.requireNonNull(transaction(dataSource).execute(status -> {
                status.setRollbackOnly();
                return Derivation.compare(address.database(), new JdbcTemplate(dataSource));
            }));
        } catch (SumTooLargeException e) {
            throw new DatabaseException(String.valueOf(e.getMessage()), e);
        }
    }

    private void raiseState() {
        try {
            DataStates.raiseContent(connection);
        } catch (SQLException e) {
            throw new DatabaseException("Cannot note that figures were worked out anew: " + e.getMessage(), e);
        }
    }

    private static TransactionTemplate transaction(DataSource dataSource) {
        return new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /** What is left to do when a job is through; if it fails, the job is through all the same. */
    static void tidyUp(DatabaseAddress address, DataSource dataSource) {
        try {
            new JdbcTemplate(dataSource).execute(address.database().upkeep().afterLoad());
        } catch (DataAccessException e) {
            LOG.warn(
                    "All is done, but tidying up after it failed: {}",
                    DatabaseFailure.explain(address, e, "the next load will tidy up")
                            .orElseGet(() -> DatabaseFailure.reason(e)));
        }
    }

    /** What is left to do when a schema was changed, which leaves a long log behind. */
    public void tidyUp() {
        tidyUp(address, dataSource);
    }

    /** The connection, for what has to be done while nobody loads; it stays this session's to close. */
    public Connection connection() {
        return connection;
    }

    DatabaseAddress address() {
        return address;
    }

    Actor actor() {
        return actor;
    }

    /** The connection as a data source, which Spring cannot close. */
    SingleConnectionDataSource dataSource() {
        return dataSource;
    }

    /** The transactions in which a job changes the database, each of which proves that the load lock is still this session's. */
    HeldTransactions transactions() {
        return transactions;
    }

    @Override
    public void close() {
        try {
            lock.close(); // over the connection, where that is what holds it
        } finally {
            close(connection);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new DatabaseException("Cannot close the database: " + e.getMessage(), e);
        }
    }
}
