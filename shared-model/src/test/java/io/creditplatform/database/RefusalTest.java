package io.creditplatform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.creditplatform.database.Refusal.Cause;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a kind of database throws is told apart in one place, by the real driver where that can be brought about. */
class RefusalTest {

    @TempDir
    private Path folder;

    private DatabaseAddress address = DatabaseAddress.of(Path.of("set before each"));

    @BeforeEach
    void createDatabase() throws SQLException {
        address = DatabaseAddress.of(folder.resolve("credit.db"));
        try (Connection connection = Database.open(address, Database.Access.WRITE);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE hens (name TEXT)");
            statement.execute("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
                    + " INSERT INTO hens SELECT 'Berta ' || i FROM n");
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    private Refusal refusalOf(Database.Access access, String... statements) throws SQLException {
        try (Connection connection = Database.open(address, access);
                Statement statement = connection.createStatement()) {
            Throwable failure = catchThrowable(() -> {
                for (String sql : statements) {
                    if (statement.execute(sql)) {
                        try (ResultSet rows = statement.getResultSet()) {
                            while (rows.next()) {
                                assertThat(rows.getRow()).isPositive(); // to the end, or to the page that is damaged
                            }
                        }
                    }
                }
            });
            return Refusal.of(Database.SQLITE, new IllegalStateException(failure))
                    .orElseThrow();
        }
    }

    @Test
    void diskIsFull() throws SQLException {
        Refusal refusal = refusalOf(
                Database.Access.WRITE,
                "PRAGMA max_page_count = 1",
                "INSERT INTO hens SELECT name || name || name || name FROM hens");
        assertThat(refusal.cause()).isEqualTo(Cause.FULL);
        assertThat(refusal.explain(address, "go on"))
                .isEqualTo("The disk that holds " + address + " is full. Make room, then go on.");
    }

    @Test
    void readerCannotWrite() throws SQLException {
        assertThat(refusalOf(Database.Access.READ, "DELETE FROM hens").cause()).isEqualTo(Cause.READ_ONLY);
    }

    @Test
    void anotherOneHoldsALock() throws SQLException {
        try (Connection other = Database.open(address, Database.Access.WRITE);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            assertThat(refusalOf(Database.Access.WRITE, "PRAGMA busy_timeout = 0", "DELETE FROM hens")
                            .cause())
                    .isEqualTo(Cause.BUSY);
        }
    }

    @Test
    void pageIsDamaged() throws IOException, SQLException {
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("credit.db").toFile(), "rw")) {
            for (int page = 2; page < file.length() / 16_384; page++) {
                file.seek(page * 16_384L);
                file.write(new byte[512]);
            }
        }
        Refusal refusal = refusalOf(Database.Access.READ, "SELECT * FROM hens");
        assertThat(refusal.cause()).isEqualTo(Cause.DAMAGED);
        assertThat(refusal.explain(address))
                .startsWith(address + " is damaged: [SQLITE_CORRUPT] ")
                .contains("bring back a backup or load into a new database");
    }

    @Test
    void statementTakesTooLong() throws SQLException {
        try (Connection impatient = new ReadConnections(address, Duration.ofMillis(50)).open();
                var statement = impatient.prepareStatement(
                        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n")) {
            Throwable failure = catchThrowable(statement::executeQuery);
            assertThat(Refusal.of(Database.SQLITE, failure).map(Refusal::cause)).contains(Cause.TIME_OUT);
        }
    }

    /** What the driver of SQLite throws for a batch need not be of its own type. */
    @ParameterizedTest
    @CsvSource({
        "[SQLITE_FULL] Insertion failed because database is full, FULL",
        "[SQLITE_IOERR_WRITE] Disk I/O error during write(), NO_MORE_ROOM",
        "[SQLITE_IOERR_SHMSIZE] no room for the log's index, NO_MORE_ROOM",
        "[SQLITE_IOERR_READ] Disk I/O error while reading, DISK",
        "[SQLITE_LOCKED_SHAREDCACHE] a table is locked, BUSY",
        "[SQLITE_BUSY_SNAPSHOT] an older state is read, BUSY",
        "[SQLITE_READONLY_DIRECTORY] the folder is read-only, READ_ONLY",
        "[SQLITE_CORRUPT_VTAB] a page is wrong, DAMAGED",
        "[SQLITE_TOOBIG] String or BLOB exceeds size limit, TOO_LARGE",
        "[SQLITE_ERROR] SQL error or missing database (integer overflow), OVERFLOW",
        "[SQLITE_CONSTRAINT_UNIQUE] there is one, OTHER",
        "query does not return results, OTHER"
    })
    void readsTheCodeOfSqliteFromItsWords(String message, Cause cause) {
        assertThat(Database.SQLITE
                        .refusal(new BatchUpdateException(message, null, 0, new int[0]))
                        .cause())
                .isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource({
        "53100, FULL",
        "53300, CROWDED",
        "55P03, BUSY",
        "40P01, BUSY",
        "25006, READ_ONLY",
        "42501, NO_RIGHTS",
        "25P03, IDLE",
        "57014, TIME_OUT",
        "57P01, LOST",
        "08006, LOST",
        "08003, LOST",
        "08001, UNREACHABLE",
        "3D000, UNREACHABLE",
        "28P01, UNREACHABLE",
        "57P03, UNREACHABLE",
        "XX001, DAMAGED",
        "XX002, DAMAGED",
        "58P01, DISK",
        "54000, TOO_LARGE",
        "22003, OVERFLOW",
        "23505, OTHER",
        ", OTHER"
    })
    void knowsTheStatesOfPostgresql(String state, Cause cause) {
        assertThat(Database.POSTGRESQL.refusal(new SQLException("ERROR: so it is", state)))
                .satisfies(refusal -> assertThat(refusal.cause()).isEqualTo(cause))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo("so it is"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ERROR: permission denied for table loads | GRANT SELECT ON ALL TABLES IN SCHEMA",
                "ERROR: permission denied for sequence batch_job_seq | GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA",
                "ERROR: permission denied for schema public | GRANT USAGE ON SCHEMA public",
                "ERROR: must be owner of table loads | the role that made the tables",
                "FEHLER: keine Berechtigung für Tabelle loads | GRANT SELECT ON ALL TABLES IN SCHEMA"
            })
    void saysWhatToGrant(String message, String remedy) {
        DatabaseAddress server = DatabaseAddress.of("jdbc:postgresql://db/credit?user=ann&password=s3cret");
        assertThat(Database.POSTGRESQL
                        .refusal(new SQLException(message, "42501"))
                        .explain(server, "go on"))
                .startsWith("jdbc:postgresql://db/credit denies it: ")
                .contains(message.substring(message.indexOf(' ') + 1))
                .contains(remedy)
                .endsWith(", then go on.");
    }

    @Test
    void innermostKnownCauseCounts() {
        SQLException full = new SQLException("ERROR: no room", "53100");
        SQLException around = new SQLException("the batch failed", full);
        assertThat(Refusal.of(Database.POSTGRESQL, new IllegalStateException(around))
                        .map(Refusal::cause))
                .contains(Cause.FULL);
        SQLException lost = new SQLException("An I/O error occurred", "08006", new SQLException("stream closed"));
        assertThat(Refusal.of(Database.POSTGRESQL, lost).map(Refusal::cause)).contains(Cause.LOST);
        assertThat(Refusal.of(Database.POSTGRESQL, new IllegalStateException("something else")))
                .isEqualTo(Optional.empty());
    }
}
