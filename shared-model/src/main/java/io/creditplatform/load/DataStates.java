package io.creditplatform.load;

import io.creditplatform.database.OwnTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;

/**
 * The table {@code data_states}, which tells the states of a database apart. The database itself raises it with every change of a
 * load, a check or the service; what changes published rows without that, or what is derived from them, has to say so here.
 */
public final class DataStates {

    /** Name of the table. It says nothing about the data, so it is no part of what is compared, counted or exported. */
    public static final String TABLE = "data_states";

    private DataStates() {}

    /** What changes by itself, and is answered about by itself. */
    public enum Part {
        /** The rows that are published, and what is derived from them. */
        ROWS,
        /** The loads, whatever becomes of them, and how far they are. */
        LOADS,
        /** The checks of the rows. */
        CHECKS,
        /** The schema: which migrations and rollbacks the database has been through. */
        SCHEMA,
        /** The service: how it is, its jobs, and what happened in it. */
        SERVICE
    }

    /** SQL that gives a part's state. */
    public static String state(Part part) {
        return "SELECT state FROM " + TABLE + " WHERE part = '" + part.name().toLowerCase(Locale.ROOT) + "'";
    }

    /**
     * Says that everything may have changed, the schema included; to be called in the transaction that does it. A database whose
     * schema has no states yet, or no more, has none to raise.
     *
     * @throws SQLException if the table cannot be written
     */
    public static void raise(Connection connection) throws SQLException {
        raise(connection, "");
    }

    /**
     * Says that everything may have changed but the schema; to be called in the transaction that does it.
     *
     * @throws SQLException if the table cannot be written
     */
    public static void raiseContent(Connection connection) throws SQLException {
        raise(connection, " WHERE part <> 'schema'");
    }

    private static void raise(Connection connection, String parts) throws SQLException {
        if (!OwnTables.contains(connection, TABLE)) {
            return;
        }
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE " + TABLE + " SET revision = revision + 1, state = ?" + parts)) {
            update.setString(1, UUID.randomUUID().toString());
            update.executeUpdate();
        }
    }
}
