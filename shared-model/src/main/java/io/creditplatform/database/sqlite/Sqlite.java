package io.creditplatform.database.sqlite;

import io.creditplatform.database.Connections;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseKind;
import io.creditplatform.database.Dialect;
import io.creditplatform.database.Refusal;
import io.creditplatform.database.Upkeep;
import io.creditplatform.file.OwnedFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;

/** SQLite, the embedded default: one file. */
public final class Sqlite implements DatabaseKind {

    private final Dialect dialect = new SqliteDialect();
    private final Connections connections = new SqliteConnections();
    private final Upkeep upkeep = new SqliteUpkeep();

    @Override
    public Database database() {
        return Database.SQLITE;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Connections connections() {
        return connections;
    }

    @Override
    public Upkeep upkeep() {
        return upkeep;
    }

    @Override
    public Refusal refusal(SQLException failure) {
        return SqliteRefusals.refusal(failure);
    }

    /** The file of an address of this kind. */
    static Path file(DatabaseAddress address) {
        return Objects.requireNonNull(address.file(), "a SQLite address has a file");
    }

    /** The URL for the driver: it and SQLite take a name as it is only as a URI's, since signs such as a question mark mean something to them. */
    static String url(Path file) {
        return "jdbc:sqlite:" + uri(file);
    }

    /** The name for SQLite, as above. */
    static String uri(Path file) {
        return file.toAbsolutePath().toUri().toString();
    }

    /** Makes an empty file, since what SQLite makes is open to others; what it keeps beside a file is as open as the file itself. */
    static void make(Path file) {
        try {
            OwnedFiles.file(file);
        } catch (IOException e) {
            // SQLite, which is asked next, tells what is the matter.
        }
    }
}
