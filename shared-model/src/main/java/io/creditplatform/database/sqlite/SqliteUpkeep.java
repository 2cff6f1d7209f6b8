package io.creditplatform.database.sqlite;

import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.ScratchDatabase;
import io.creditplatform.database.Standby;
import io.creditplatform.database.Upkeep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.core.DB;

/** What is done to a SQLite file as a whole. */
final class SqliteUpkeep implements Upkeep {

    private static final String SCRATCH = ".scratch-";

    private static final String UUID_TEXT = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    /** Of the files that a database can consist of. */
    private static final List<String> ENDINGS = List.of("", "-wal", "-shm", "-journal");

    /** What SQLite calls the database that a connection was opened with. */
    private static final String WHOLE = "main";

    @Override
    public boolean copy(Path template, Connection connection) throws SQLException {
        if (!Files.exists(template)) {
            return false;
        }
        DB database = connection.unwrap(SQLiteConnection.class).getDatabase();
        StillFile still = StillFile.find(template); // what somebody else has installed
        String source = still == null ? Sqlite.uri(template) : still.uri();
        requireOk(database.restore(WHOLE, source, null), "cannot be read");
        return true;
    }

    @Override
    public boolean backUp(Connection connection, Path target) throws SQLException {
        Sqlite.make(target);
        DB database = connection.unwrap(SQLiteConnection.class).getDatabase();
        requireOk(database.backup(WHOLE, Sqlite.uri(target), null), "cannot be written");
        return true;
    }

    private static void requireOk(int code, String what) throws SQLException {
        if (code != SQLiteErrorCode.SQLITE_OK.code) {
            throw DB.newSQLException(code, what);
        }
    }

    @Override
    public ScratchDatabase scratch(DatabaseAddress address, Connection connection) {
        Path file = Sqlite.file(address).toAbsolutePath();
        Path scratch = file.resolveSibling(file.getFileName() + SCRATCH + UUID.randomUUID());
        return new ScratchDatabase(DatabaseAddress.of(scratch), () -> {
            for (String suffix : ENDINGS) {
                Files.deleteIfExists(Path.of(scratch + suffix));
            }
        });
    }

    @Override
    public String schemaText() {
        return """
                SELECT type || ' ' || coalesce(sql, name) FROM sqlite_master
                WHERE name NOT LIKE 'DATABASECHANGELOG%' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
                    AND tbl_name NOT LIKE 'stage!_%' ESCAPE '!'
                ORDER BY 1
                """;
    }

    @Override
    public List<String> problems() {
        return List.of(
                "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
                "SELECT \"table\" || ': row ' || coalesce(rowid, '?') || ' has no parent in ' || parent"
                        + " FROM pragma_foreign_key_check LIMIT 100"); // as many as the other check tells at most
    }

    /** Reads every page, but compares no table with its indexes. */
    @Override
    public List<String> quickProblems() {
        return List.of("SELECT quick_check FROM pragma_quick_check WHERE quick_check <> 'ok' LIMIT 20");
    }

    @Override
    public void removeScratch(DatabaseAddress address, Connection connection) throws SQLException {
        Path file = Sqlite.file(address).toAbsolutePath();
        // None but those that scratch() names, since somebody's own file may begin so.
        Pattern name = Pattern.compile(
                Pattern.quote(file.getFileName() + SCRATCH) + UUID_TEXT + "(?:" + String.join("|", ENDINGS) + ")");
        try (Stream<Path> siblings = Files.list(Objects.requireNonNull(file.getParent()))) {
            for (Path left : siblings.filter(sibling ->
                            name.matcher(String.valueOf(sibling.getFileName())).matches())
                    .toList()) {
                Files.deleteIfExists(left);
            }
        } catch (IOException e) {
            throw new SQLException(
                    "What is left of " + address + SCRATCH + "… cannot be removed: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<Standby> standby(Connection connection) {
        return Optional.empty(); // its databases are files
    }

    @Override
    public String afterLoad() {
        return "PRAGMA wal_checkpoint(TRUNCATE)";
    }
}
