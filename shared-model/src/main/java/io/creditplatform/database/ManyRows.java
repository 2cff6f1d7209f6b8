package io.creditplatform.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one door for reading many rows: one after the other, however many there are. A server hands rows over in portions within a
 * transaction only, else all of them at once, for which there may be no room; so this sees to the transaction. How large a portion
 * is, the kind of database has told its driver when it connected.
 */
public final class ManyRows {

    private ManyRows() {}

    /** Takes one row. */
    @FunctionalInterface
    public interface Reader<X extends Exception> {

        /** Takes the row that the result stands at; must not go on to another. */
        void take(ResultSet row) throws SQLException, X;
    }

    /** Asks several things that have to fit together, or that others than this class put to the driver. */
    @FunctionalInterface
    public interface Question<T extends @Nullable Object, X extends Exception> {

        /** Asks them. */
        T ask() throws SQLException, X;
    }

    /**
     * Hands over each row of a query, in its order.
     *
     * @param parameters as the driver wants them
     * @throws X if the reader does
     */
    public static <X extends Exception> void read(
            Connection connection, String sql, List<? extends @Nullable Object> parameters, Reader<X> reader)
            throws SQLException, X {
        ManyRows.<Boolean, X>inTransaction(connection, () -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.size(); i++) {
                    statement.setObject(i + 1, parameters.get(i));
                }
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        reader.take(row);
                    }
                }
            }
            return true;
        });
    }

    /** Asks something in a transaction: the one that there is, or else one for this alone, which changes nothing. */
    public static <T extends @Nullable Object, X extends Exception> T inTransaction(
            Connection connection, Question<T, X> question) throws SQLException, X {
        if (!connection.getAutoCommit()) {
            return question.ask();
        }
        connection.setAutoCommit(false);
        T answer;
        try {
            answer = question.ask();
        } catch (Throwable e) {
            try {
                end(connection);
            } catch (SQLException atEnd) {
                e.addSuppressed(atEnd); // what was the matter before says more
            }
            throw e;
        }
        end(connection);
        return answer;
    }

    private static void end(Connection connection) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }
}
