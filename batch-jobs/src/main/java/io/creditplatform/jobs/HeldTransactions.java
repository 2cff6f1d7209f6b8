package io.creditplatform.jobs;

import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.Refusal;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions of which each proves, before it is committed, that the load lock is still its job's: so nobody publishes, or
 * goes on, whom another one has followed in the meantime, whatever became of the lock itself. For one thread.
 */
final class HeldTransactions extends JdbcTransactionManager {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(HeldTransactions.class);

    private final transient DatabaseAddress address;
    private final transient JdbcClient jdbc;
    private final String holder = UUID.randomUUID().toString();
    private boolean held;
    private boolean lost;
    private boolean waits = true;

    HeldTransactions(DatabaseAddress address, DataSource dataSource) {
        super(dataSource);
        this.address = address;
        this.jdbc = JdbcClient.create(dataSource);
    }

    /**
     * Takes over from whoever held it before; waits for the end of a transaction in which that one proves it.
     *
     * @param file name of the database's file, or null
     */
    void take(@Nullable String file) {
        jdbc.sql("UPDATE load_lock SET holder = ?, file = ?")
                .param(holder)
                .param(file)
                .update();
        held = true;
    }

    /** Names its holder, as the lock's row does. */
    String holder() {
        return holder;
    }

    /** Lets a job that was followed by another one end here, whatever it made of the failure. */
    void requireHeld() {
        if (lost) {
            throw DatabaseBusyException.takenOver(address);
        }
    }

    /** As {@link #requireHeld}, for a job that failed in no transaction of its own: who has followed it may be why. */
    void proveHeld() {
        try {
            new TransactionTemplate(this).executeWithoutResult(nothing -> {});
        } catch (DatabaseBusyException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.debug("Cannot tell whose the load lock is", e); // what made the job fail says more
        }
    }

    /**
     * The same transactions for what is noted of a job on its way, of which a crash of the server may take the last away: whoever
     * commits such a one does not wait for the disk. Later commits that are waited for bring it there.
     */
    PlatformTransactionManager ofNotes() {
        return new PlatformTransactionManager() {
            @Override
            public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
                return HeldTransactions.this.getTransaction(definition);
            }

            @Override
            public void commit(TransactionStatus status) {
                waits = false;
                try {
                    HeldTransactions.this.commit(status);
                } finally {
                    waits = true;
                }
            }

            @Override
            public void rollback(TransactionStatus status) {
                HeldTransactions.this.rollback(status);
            }
        };
    }

    /** What made it necessary says more than that there is nothing left to take back: over a lost connection nothing was committed. */
    @Override
    protected void doRollback(DefaultTransactionStatus status) {
        try {
            super.doRollback(status);
        } catch (DataAccessException e) {
            if (Refusal.of(address.database(), e)
                    .filter(refusal -> refusal.cause() == Refusal.Cause.LOST)
                    .isEmpty()) {
                throw e;
            }
        }
    }

    /** Changes the row, if only to what it is: so one who would take over waits until this transaction is through. */
    @Override
    protected void prepareForCommit(DefaultTransactionStatus status) {
        if (held && status.isNewTransaction() && !status.isReadOnly()) {
            String soon = waits ? "" : " AND " + address.database().commitSoon();
            lost = lost
                    || jdbc.sql("UPDATE load_lock SET holder = holder WHERE holder = ?" + soon)
                                    .param(holder)
                                    .update()
                            == 0;
            requireHeld();
        }
        super.prepareForCommit(status);
    }
}
