package io.creditplatform.jobs;

import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.LoadLock;
import io.creditplatform.database.Schema;
import io.creditplatform.derived.Change;
import io.creditplatform.derived.Derivation;
import io.creditplatform.derived.Difference;
import io.creditplatform.derived.SumTooLargeException;
import io.creditplatform.migration.Migration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
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

    private final DatabaseAddress address;
    private final Connection connection;
    private final LoadLock lock;

    private WriteSession(DatabaseAddress address, Connection connection, LoadLock lock) {
        this.address = address;
        this.connection = connection;
        this.lock = lock;
    }

    /**
     * Connects and takes the load lock.
     *
     * @throws DatabaseBusyException if another process has it
     * @throws DatabaseException if the database cannot be used
     */
    public static WriteSession open(DatabaseAddress address) {
        Connection connection = Database.open(address, Database.Access.WRITE);
        try {
            LoadLock lock = address.database()
                    .connections()
                    .tryLock(address, connection)
                    .orElseThrow(() -> new DatabaseBusyException(address));
            return new WriteSession(address, connection, lock);
        } catch (RuntimeException e) {
            close(connection);
            throw e;
        }
    }

    /**
     * Gives an empty database its schema, and makes sure that any other one has it.
     *
     * @throws DatabaseException if the schema is older or newer than the program
     */
    void requireSchema() {
        Schema schema = Schema.of(address, connection);
        if (schema.state() == Schema.State.EMPTY) {
            migrate();
        } else {
            schema.requireCurrent(address);
        }
    }

    /** Runs all pending change sets; returns their ids. */
    public List<String> migrate() {
        return Migration.run(address, connection);
    }

    /**
     * Works out anew what is derived from the feeds' rows.
     *
     * @return what changed, a table after the other; nothing if nothing is loaded
     * @throws DatabaseException if a figure is more than can be kept, or the schema is not this program's
     */
    public List<Change> rebuild() {
        Schema.of(address, connection).requireCurrent(address);
        DataSource dataSource = dataSource();
        try {
            return Objects.requireNonNull(transaction(dataSource)
                    .execute(status -> Derivation.rebuild(address.database(), new JdbcTemplate(dataSource))));
        } catch (SumTooLargeException e) {
            throw new DatabaseException("Nothing was changed. " + e.getMessage(), e);
        }
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
        tidyUp(address, dataSource());
    }

    /** The connection, for what has to be done while nobody loads; it stays this session's to close. */
    public Connection connection() {
        return connection;
    }

    DatabaseAddress address() {
        return address;
    }

    /** The connection as a data source, which Spring cannot close. */
    SingleConnectionDataSource dataSource() {
        return new SingleConnectionDataSource(connection, true);
    }

    @Override
    public void close() {
        try {
            close(connection);
        } finally {
            lock.close();
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
