package io.creditplatform.jobs;

import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.Schema;
import io.creditplatform.ingest.PartStaging;
import io.creditplatform.setting.Setting;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * A writing connection for a worker, who works for whoever holds the load lock. Each of its transactions proves, before it is
 * committed, that the lock is still that one's: so nothing is staged for a job that another one has followed.
 */
final class WorkerSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerSession.class);

    private final Connection connection;
    private final SingleConnectionDataSource dataSource;
    private final JdbcTransactionManager transactions;
    private final JobRepository jobRepository;

    private WorkerSession(DatabaseAddress address, Connection connection, String holder) {
        this.connection = connection;
        this.dataSource = new SingleConnectionDataSource(connection, true);
        this.transactions = new ProvingTransactions(address, dataSource, holder);
        this.jobRepository = BatchInfrastructure.jobRepository(dataSource, transactions);
    }

    /**
     * Opens one.
     *
     * @param holder whose the load lock is
     * @throws DatabaseException if the database cannot be used, or has another schema by now
     */
    static WorkerSession open(DatabaseAddress address, String holder) {
        Connection connection = Database.open(address, Database.Access.WRITE);
        WorkerSession session = new WorkerSession(address, connection, holder);
        try {
            Schema.of(address, connection).requireCurrent(address);
            // So that one that is frozen lets go of what it has locked, and somebody else can go on.
            new JdbcTemplate(session.dataSource)
                    .execute("SET idle_in_transaction_session_timeout = '" + Setting.PART_TIMEOUT.number() + "s'");
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    PartStaging.Worker worker(String name) {
        return new PartStaging.Worker(name, jobRepository, transactions, dataSource);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("Cannot close a worker's connection", e);
        }
    }

    /** Several workers prove it at the same time, so they share the row; who would take the lock over waits for them. */
    private static final class ProvingTransactions extends JdbcTransactionManager {

        private static final long serialVersionUID = 1L;

        private final transient DatabaseAddress address;
        private final transient JdbcTemplate jdbc;
        private final String holder;

        ProvingTransactions(DatabaseAddress address, SingleConnectionDataSource dataSource, String holder) {
            super(dataSource);
            this.address = address;
            this.jdbc = new JdbcTemplate(dataSource);
            this.holder = holder;
        }

        @Override
        protected void prepareForCommit(DefaultTransactionStatus status) {
            if (status.isNewTransaction()
                    && !status.isReadOnly()
                    && jdbc.queryForList("SELECT holder FROM load_lock WHERE holder = ? FOR SHARE", holder)
                            .isEmpty()) {
                throw DatabaseBusyException.takenOver(address);
            }
            super.prepareForCommit(status);
        }
    }
}
