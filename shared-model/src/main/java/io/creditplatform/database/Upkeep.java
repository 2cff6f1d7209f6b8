package io.creditplatform.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What is done to a database as a whole, and how it is looked over. */
public interface Upkeep {

    /**
     * Makes a database what another one is, in one transaction, where there is that other one and this kind has files.
     *
     * @return whether it did
     * @throws SQLException if the template cannot be read, or the database not be written; it is as it was then
     */
    boolean copy(Path template, Connection connection) throws SQLException;

    /**
     * Copies the whole database, as it is at one moment, into a new file, where this kind has files.
     *
     * @return whether it did
     * @throws SQLException if the file cannot be written
     */
    boolean backUp(Connection connection, Path target) throws SQLException;

    /**
     * Makes an empty database beside another one, for as long as it is needed.
     *
     * @param connection to that other one; must stay open until the scratch database is closed
     * @throws SQLException if the user may not do that
     */
    ScratchDatabase scratch(DatabaseAddress address, Connection connection) throws SQLException;

    /** A query for all that the schema says, a row for each part of it, but for Liquibase's own tables and staging tables. */
    String schemaText();

    /** Queries for what is damaged; they give one sentence for each damage. */
    List<String> problems();

    /** Queries for damage that is found without much work; they give one sentence for each of the first that are found. */
    List<String> quickProblems();

    /** Removes scratch databases that were left by those who were killed; whoever has it done holds the load lock. */
    void removeScratch(DatabaseAddress address, Connection connection) throws SQLException;

    /**
     * How far a database is behind the one that it repeats; empty if it repeats none.
     *
     * @throws SQLException if it cannot be asked
     */
    Optional<Standby> standby(Connection connection) throws SQLException;

    /** SQL to run, outside a transaction, when a load is through. */
    String afterLoad();
}
