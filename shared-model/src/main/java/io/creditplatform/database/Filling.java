package io.creditplatform.database;

import java.sql.SQLException;

/**
 * Empty tables on the way to their first rows, which may go without their keys, indexes and references meanwhile, since these are
 * built quicker of all rows at once. Within one transaction, at the end of which each table is defined as it was before.
 */
public interface Filling {

    /** Where every table keeps what it has. */
    Filling AS_THEY_ARE = table -> {};

    /**
     * Gives a table back what it has gone without, now that it has its rows; nothing for any other table.
     *
     * @throws SQLException if its rows do not fit its definition
     */
    void filled(String table) throws SQLException;
}
