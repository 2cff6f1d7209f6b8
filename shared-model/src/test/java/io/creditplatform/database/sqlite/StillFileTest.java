package io.creditplatform.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.creditplatform.database.Database;
import io.creditplatform.database.Database.Access;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.ManyRows;
import io.creditplatform.database.ReadConnections;
import io.creditplatform.database.Refusal;
import io.creditplatform.database.sqlite.StillFile.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A database in a folder that nobody may write to is read, and never as it was before its newest changes. */
class StillFileTest {

    @TempDir
    private Path parent;

    private Path folder = Path.of("set before each");
    private DatabaseAddress address = DatabaseAddress.of(folder);

    @BeforeEach
    void createDatabase() throws Exception {
        folder = Files.createDirectory(parent.resolve("hens %20#ä"));
        address = DatabaseAddress.of(folder.resolve("credit.db"));
        write(address, "CREATE TABLE hens (name TEXT)", "INSERT INTO hens VALUES ('Berta')")
                .close();
        assertThat(beside("-wal")).doesNotExist();
    }

    @AfterEach
    void thaw() throws IOException, InterruptedException {
        chattr("-i");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Makes the folder one where no file can be made, also for a superuser, whom rights do not hold back. */
    private void freeze() throws IOException, InterruptedException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        if (Files.isWritable(folder)) {
            chattr("+i");
        }
        assumeThat(Files.isWritable(folder))
                .as("whether a folder can be written to that is read-only and immutable")
                .isFalse();
    }

    private void chattr(String flag) throws InterruptedException {
        try {
            new ProcessBuilder("chattr", flag, folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            // There is no such command here.
        }
    }

    private Path beside(String ending) {
        return folder.resolve("credit.db" + ending);
    }

    private static Connection write(DatabaseAddress address, String... statements) throws SQLException {
        Connection connection = Database.open(address, Access.WRITE);
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return connection;
    }

    private static String hens(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT group_concat(name) FROM hens")) {
            return row.getString(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true, false, 0, AS_USUAL",
        "true, false, 4152, AS_USUAL",
        "true, true, 4152, AS_USUAL",
        "false, true, 0, AS_USUAL",
        "false, true, 4152, AS_USUAL",
        "false, false, 0, STILL",
        "false, false, 1, NOT_AT_ALL"
    })
    void isReadAsStillOnlyWithNothingInItsLog(boolean mayMakeFiles, boolean hasUsableLog, long logBytes, Way expected) {
        assertThat(StillFile.way(mayMakeFiles, hasUsableLog, logBytes)).isEqualTo(expected);
    }

    @Test
    void stateIsTheSameOnlyIfAllOfItIs() {
        StillFile.State state = new StillFile.State("key", 1, FileTime.fromMillis(1));
        assertThat(state)
                .isEqualTo(new StillFile.State("key", 1, FileTime.fromMillis(1)))
                .hasSameHashCodeAs(new StillFile.State("key", 1, FileTime.fromMillis(1)))
                .isNotEqualTo(new StillFile.State(null, 1, FileTime.fromMillis(1)))
                .isNotEqualTo(new StillFile.State("key", 2, FileTime.fromMillis(1)))
                .isNotEqualTo(new StillFile.State("key", 1, FileTime.fromMillis(2)))
                .isNotEqualTo("key");
    }

    @Test
    void isReadWhereNoFileCanBeMade() throws Exception {
        freeze();
        try (Connection connection = Database.open(address, Access.READ)) {
            assertThat(ManyRows.<String, SQLException>inTransaction(connection, () -> hens(connection)))
                    .isEqualTo("Berta");
        }
        try (Connection serving = new ReadConnections(address, Duration.ofSeconds(5)).open()) {
            assertThat(hens(serving)).isEqualTo("Berta");
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("credit.db"));
        }
    }

    @Test
    void writingSaysWhatIsInTheWay() throws Exception {
        freeze();
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Database.open(address, Access.WRITE))
                .withMessage(
                        address + " is read-only for you. Have its folder made writable for you, or copy it into one"
                                + " that is, and name the copy by --db.");
    }

    @Test
    void newestChangesInTheLogAreReadOrMissed() throws Exception {
        Path moved = parent.resolve("log");
        try (Connection writer = write(address, "INSERT INTO hens VALUES ('Agathe')")) {
            freeze();
            try (Connection reader = Database.open(address, Access.READ)) {
                assertThat(hens(reader)).isEqualTo("Berta,Agathe");
            }
            assertThat(Files.size(beside("-wal"))).isPositive();
            Files.copy(beside("-wal"), moved);
            thaw();
            assertThat(writer.isClosed()).isFalse();
        }
        Files.copy(moved, beside("-wal"));
        freeze();
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Database.open(address, Access.READ))
                .withMessage("The newest changes to " + address
                        + " stand in a log beside it that cannot be read where you may not write to the folder. Have somebody"
                        + " who may write there run `credit db status`, which moves them into the database.");
    }

    @Test
    void changeMeanwhileIsNoticed() throws Exception {
        freeze();
        Optional<Object> before = address.database().connections().identity(address);
        assertThat(address.database().connections().identity(address)).isEqualTo(before);
        try (Connection connection = Database.open(address, Access.READ)) {
            connection.setAutoCommit(false);
            assertThat(hens(connection)).isEqualTo("Berta");
            connection.rollback();
            Files.setLastModifiedTime(folder.resolve("credit.db"), FileTime.fromMillis(1));
            assertThat(address.database().connections().identity(address)).isNotEqualTo(before);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(connection::rollback)
                    .satisfies(failure -> assertThat(Refusal.of(Database.SQLITE, failure)
                                    .orElseThrow()
                                    .explain(address, "go on"))
                            .isEqualTo("Another program changed " + address
                                    + " while it was read. Let it finish, then go on."));
            assertThatExceptionOfType(SQLException.class).isThrownBy(connection::commit);
            assertThatExceptionOfType(SQLException.class).isThrownBy(connection::close);
            assertThat(connection.isClosed()).isTrue();
        }
    }
}
