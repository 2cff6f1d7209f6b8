package io.creditplatform.migration;

import java.sql.Connection;
import java.sql.SQLException;
import liquibase.database.jvm.JdbcConnection;

/**
 * Keeps Liquibase from ending the transaction, once that has begun. By itself it commits after each statement on
 * SQLite, and marks a change as done in a transaction of its own on either database, so that a process that is killed
 * in between leaves a database that can neither be used nor migrated. Both databases can take back changes to the
 * schema; so all is one transaction here.
 */
final class OneTransaction extends JdbcConnection {

    private final Connection connection;
    private boolean begun;

    OneTransaction(Connection connection) {
        super(connection);
        this.connection = connection;
    }

    /** For Liquibase to look only; it would change the mode of the connection even so. */
    static OneTransaction alreadyBegun(Connection connection) {
        OneTransaction transaction = new OneTransaction(connection);
        transaction.begun = true;
        return transaction;
    }

    void begin() throws SQLException {
        connection.setAutoCommit(false);
        begun = true;
    }

    @Override
    public void commit() throws liquibase.exception.DatabaseException {
        if (!begun) {
            super.commit();
        }
    }

    /** Liquibase rolls back before it takes or leaves its lock, to begin afresh. */
    @Override
    public void rollback() throws liquibase.exception.DatabaseException {
        if (!begun) {
            super.rollback();
        }
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws liquibase.exception.DatabaseException {
        if (!begun) {
            super.setAutoCommit(autoCommit);
        }
    }
}
