package io.creditplatform.database.sqlite;

import io.creditplatform.database.Connections;
import io.creditplatform.database.Database.Access;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.LoadLock;
import io.creditplatform.database.Refusal;
import io.creditplatform.database.RefusedException;
import io.creditplatform.file.FileFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** Connections to SQLite files: write-ahead logging, one writer beside many readers. */
final class SqliteConnections implements Connections {

    private static final int CACHE_KIB = 64 * 1024;

    /** Of a new database. Four times SQLite's default: a large load takes less work. */
    private static final int PAGE_BYTES = 16 * 1024;

    /** Pages of write-ahead log before they are copied back, 64 MiB in a new database: a load writes most pages only once. */
    private static final int WAL_PAGES = 4 * 1024;

    @Override
    public Connection connect(DatabaseAddress address, Access access, Duration patience) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(Math.toIntExact(patience.toMillis()));
        config.setTransactionMode(
                access == Access.READ ? SQLiteConfig.TransactionMode.DEFERRED : SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setCacheSize(-CACHE_KIB);
        config.setPragma(SQLiteConfig.Pragma.JOURNAL_SIZE_LIMIT, "0");
        StillFile still = null;
        if (access == Access.READ) {
            config.resetOpenMode(SQLiteOpenMode.CREATE);
            still = StillFile.find(Sqlite.file(address));
        } else {
            prepareToWrite(Sqlite.file(address));
        }
        Connection connection = still == null
                ? DriverManager.getConnection(Sqlite.url(Sqlite.file(address)), config.toProperties())
                : still.connect(config.toProperties());
        try (Statement statement = connection.createStatement()) {
            if (access == Access.READ) {
                // Not opened as read-only: who leaves last could not empty the log then, and would leave it behind.
                statement.execute("PRAGMA query_only = ON");
                statement.execute("PRAGMA schema_version"); // tells at once if the file is no database
            } else {
                // In this order: a database keeps the page size that it begins its log with.
                statement.execute("PRAGMA page_size = " + PAGE_BYTES);
                expect(statement, "PRAGMA journal_mode = WAL", "wal");
            }
            statement.execute("PRAGMA wal_autocheckpoint = " + WAL_PAGES);
            expect(statement, "PRAGMA synchronous", "1");
            expect(statement, "PRAGMA foreign_keys", "1");
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** SQLite itself says what is in the way no sooner than at the first change, and not in whose eyes. */
    private static void prepareToWrite(Path file) throws SQLException {
        if (!Files.exists(file)) {
            Sqlite.make(file);
        } else if (!Files.isWritable(file)) {
            throw new RefusedException(Refusal.Cause.READ_ONLY.because("you may not write to the file"));
        } else if (!StillFile.mayMakeFilesBeside(file)) {
            throw new RefusedException(Refusal.Cause.READ_ONLY.because(
                    "you may not write to its folder",
                    "Have its folder made writable for you, or copy it into one that is, and name the copy by --db"));
        }
    }

    @Override
    public void free(Connection connection, boolean free) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only = " + (free ? "OFF" : "ON"));
        }
    }

    @Override
    public Connection forServing(Connection connection, Duration statementLimit) throws SQLException {
        return KeptStatements.on(connection, statementLimit);
    }

    @Override
    public boolean exists(DatabaseAddress address) {
        return Files.exists(Sqlite.file(address));
    }

    @Override
    public boolean isWritable(DatabaseAddress address) {
        Path file = Sqlite.file(address);
        return Files.isWritable(file) && StillFile.mayMakeFilesBeside(file);
    }

    @Override
    public Sight look(DatabaseAddress address) {
        try {
            return StillFile.look(Sqlite.file(address));
        } catch (IOException e) {
            return Sight.NONE; // there is none now
        }
    }

    @Override
    public Optional<LoadLock> tryLock(DatabaseAddress address, Connection connection) {
        return FileLock.on(Sqlite.file(address));
    }

    /** Each of its names has a log of its own beside it, so that one who writes through the one ruins what was written through the other. */
    @Override
    public Optional<FileName> fileName(DatabaseAddress address) {
        try {
            Path real = Sqlite.file(address).toRealPath();
            boolean several = real.getFileSystem().supportedFileAttributeViews().contains("unix")
                    && Files.getAttribute(real, "unix:nlink") instanceof Integer links
                    && links > 1;
            return Optional.of(new FileName(real, several));
        } catch (IOException e) {
            throw new DatabaseException("Cannot look at the file " + address + ": " + FileFailure.reason(e) + ".", e);
        }
    }

    private static void expect(Statement statement, String pragma, String expected) throws SQLException {
        try (ResultSet result = statement.executeQuery(pragma)) {
            String got = result.next() ? result.getString(1) : "nothing";
            if (!expected.equals(got)) {
                throw new SQLException(pragma + " is " + got + ", expected " + expected);
            }
        }
    }
}
