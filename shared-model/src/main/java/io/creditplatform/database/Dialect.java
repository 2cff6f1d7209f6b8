package io.creditplatform.database;

import io.creditplatform.model.Coded;
import io.creditplatform.model.Money;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the SQL of the kinds of database differs, and what their drivers want to be given. */
public interface Dialect {

    /** What a day is to the driver. */
    Object date(LocalDate date);

    /** What an exact number is to the driver. */
    Object decimal(BigDecimal decimal);

    /** What a time is to the driver. */
    Object timestamp(Instant instant);

    /** Reads a timestamp back. */
    @Nullable Instant timestamp(ResultSet row, String column) throws SQLException;

    /** SQL that is equal for two timestamps if they lie in the same ISO week, from Monday to Sunday, and only then. */
    String isoWeek(String timestamp);

    /** SQL for the month of a timestamp, such as {@code 2025-06}. */
    String yearMonth(String timestamp);

    /** SQL for the day of a timestamp, as text such as {@code 2025-06-03}. */
    String day(String timestamp);

    /** SQL for a timestamp as microseconds since 1970-01-01, UTC. */
    String epochMicros(String timestamp);

    /** Reads a value of whatever type as text, which is the same for either kind of database. */
    @Nullable String text(ResultSet row, int column) throws SQLException;

    /** SQL for the day after that of an SQL expression which is a date. */
    String dayAfter(String date);

    /** SQL for the days from 1970-01-01 to an SQL expression which is a date. */
    String epochDay(String date);

    /** SQL for a text that is compared byte by byte, whatever the language that the database was made for. */
    String byteOrder(String text);

    /**
     * A query for the tables of the one schema that a connection works in, whatever others the database has: the name of each, as
     * the database has it, and no other column. Views are none, and neither are the database's own.
     */
    String tables();

    /** A query for the platform's views in the order in which they were made: the schema they live in, name, and query of each. */
    String views();

    /** SQL for the name, such as it is written before a dot, of where the tables are, whatever else bears their names. */
    String home();

    /**
     * SQL that makes a staging table: the given columns of a table, each as the table has it, and the line, which is unique at the
     * latest {@linkplain #afterStaging after staging}, if rows are looked up by it. Its rows may be lost when the server crashes.
     */
    String createStage(String stage, String table, String columns);

    /**
     * Begins to write rows into a staging table, within the transaction that is open.
     *
     * @param columns names of the table's columns behind the line
     */
    StagedRows stagedRows(Connection connection, String stage, List<String> columns) throws SQLException;

    /** SQL that makes a table for a part of a stage, whose rows are the stage's as well; where several can write at once. */
    String createStagePart(String part, String stage);

    /** SQL that drops a stage with all of its parts, if it is there. */
    String dropStage(String stage);

    /**
     * A query that ends the sessions of others which are writing to a staging table, and with them what they have not committed:
     * a row for each. Nobody else's whose role is another one.
     */
    String endWriters(String stage);

    /** Whether several connections can write at the same time, and not one after the other. */
    boolean takesSeveralWriters();

    /**
     * SQL to run when a staging table is full, perhaps once more.
     *
     * @param key columns that rows will be looked up by, joined by commas; empty if they will not
     * @param byLine whether they will be looked up by their line
     */
    String afterStaging(String stage, String key, boolean byLine);

    /**
     * Prepares for rows that are moved from staging tables, within the transaction that is open, and empty tables for many of them.
     * Each of these has to be {@link Filling#filled} in there.
     *
     * @param empty names of tables without any row
     */
    Filling fill(Connection connection, List<String> empty) throws SQLException;

    /**
     * A query for the rows of a staging table, s, that a table, t, has with other values: the line, and 1. Where new rows are found
     * by sets, also for those whose key the table does not have: the line, and 0.
     *
     * @param key a column of the table's key
     * @param sameKey whether s and t have the same key
     * @param differ whether s and t differ otherwise
     */
    String unlike(String stage, String table, String key, String sameKey, String differ);

    /**
     * A query for the keys that rows of a table have, and no row of a staging table.
     *
     * @param key the columns of the key
     * @param condition which of the table's rows, t, are looked at
     */
    String keysNotStaged(String stage, String table, List<String> key, String condition);

    /**
     * SQL that adds the rows of a staging table, s, whose key a table does not have.
     *
     * @param columns of the table
     * @param values for them
     * @param unlike name of a table with what {@link #unlike} gave: {@code line}, {@code known}
     */
    String insertMissing(String table, String columns, String stage, String values, String unlike);

    /** SQL to run, outside a transaction, to have each changed row's references checked, or not, where that can be chosen. */
    String checkForeignKeys(boolean check);

    /** A statement for a transaction in which tables are asked for the rows of many keys, which it sees to that indexes find. */
    String findByKeys();

    /**
     * An SQL condition that is true, and has the transaction in which it is asked end without waiting for the disk: a crash of the
     * server may take it away, with all that was committed after it, but nothing that was waited for.
     */
    String commitSoon();

    /** What a value of a feed's column, or of a parameter, is to the driver. Timestamps are kept in UTC. */
    default @Nullable Object sqlValue(@Nullable Object value) {
        if (value instanceof Money money) {
            return money.minorUnits();
        } else if (value instanceof Coded coded) {
            return coded.code();
        } else if (value instanceof LocalDate date) {
            return date(date);
        } else if (value instanceof BigDecimal decimal) {
            return decimal(decimal);
        } else if (value instanceof Instant instant) {
            return timestamp(instant);
        }
        return value;
    }
}
