package io.creditplatform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Opens the read-only connections of a server, each of which keeps its prepared statements and ends a statement that takes
 * too long.
 *
 * @param address the database
 * @param statementLimit how long a statement may take
 */
public record ReadConnections(DatabaseAddress address, Duration statementLimit) {

    /** What can be seen of the database now. */
    public Connections.Sight look() {
        return address.database().connections().look(address);
    }

    /**
     * Opens one.
     *
     * @throws DatabaseException if there is no database, or it cannot be used
     */
    public Connection open() {
        return open(null);
    }

    /** Makes on a new connection what lives as long as it does. */
    @FunctionalInterface
    public interface Preparation {

        /** Makes it; the connection may write meanwhile. */
        void prepare(Connection connection) throws SQLException;
    }

    /**
     * Opens one that is prepared.
     *
     * @throws DatabaseException if there is no database, or it cannot be used
     */
    public Connection open(@Nullable Preparation preparation) {
        Connection connection = Database.open(address, Database.Access.READ, statementLimit);
        try {
            if (preparation != null) {
                address.database().connections().free(connection, true);
                preparation.prepare(connection);
                address.database().connections().free(connection, false);
            }
            return address.database().connections().forServing(connection, statementLimit);
        } catch (SQLException e) {
            Database.close(connection);
            throw new DatabaseException("Cannot set up a connection to " + address + ": " + e.getMessage(), e);
        }
    }
}
