package io.creditplatform.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way into one staging table, many with each call of the database, within the transaction of the connection that
 * they were begun on. That connection is theirs from the first row to the flush: nothing else can be done on it meanwhile.
 */
public interface StagedRows extends AutoCloseable {

    /**
     * Adds a row; it may wait for others.
     *
     * @param line that the row came from
     * @param values as the dialect gives them, in the order of the columns; not changed any more until they are flushed
     */
    void add(long line, @Nullable Object[] values) throws SQLException;

    /** Has all rows written that were added. */
    void flush() throws SQLException;

    /** Ends it; rows that were not flushed are lost. */
    @Override
    void close() throws SQLException;
}
