package io.creditplatform.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The only row of a query, over a connection that is at hand: one prepared statement and nothing around it, for what each answer waits for. */
public final class OneRow {

    private OneRow() {}

    /** Takes what is wanted from a row. */
    @FunctionalInterface
    public interface Reader<T> {

        T read(ResultSet row) throws SQLException;
    }

    /**
     * Reads it.
     *
     * @param query one that always has a row, without parameters
     * @throws DatabaseException if there is none
     */
    public static <T> T read(Connection connection, String query, Reader<T> reader) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            return read(select, reader);
        }
    }

    /** As {@link #read(Connection, String, Reader)}, of a statement whose parameters are set, and which stays open. */
    public static <T> T read(PreparedStatement select, Reader<T> reader) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return of(row, reader);
        }
    }

    /** As {@link #read(Connection, String, Reader)}, of a query that somebody else has run. */
    public static <T> T of(ResultSet rows, Reader<T> reader) throws SQLException {
        if (!rows.next()) {
            throw new DatabaseException("A row that is always there is missing");
        }
        return reader.read(rows);
    }
}
