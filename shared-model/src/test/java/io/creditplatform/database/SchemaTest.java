package io.creditplatform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.creditplatform.database.Database.Access;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a database's schema stands to the program's. */
class SchemaTest {

    @TempDir
    private Path folder;

    private DatabaseAddress address = DatabaseAddress.of(Path.of("set before each"));

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @BeforeEach
    void openDatabase() {
        address = DatabaseAddress.of(folder.resolve("credit.db"));
        connection = Database.open(address, Access.WRITE);
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        connection.close();
    }

    private void sql(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void changeLog(String... ids) throws SQLException {
        ChangeLog.create(connection, ids);
    }

    @Test
    void fileWithoutTablesIsEmpty() {
        Schema schema = Schema.of(address, connection);
        assertThat(schema).isEqualTo(new Schema(null, List.of(), List.of(ChangeLog.DECLARED), List.of()));
        assertThat(schema.state()).isEqualTo(Schema.State.EMPTY);
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> schema.requireCurrent(address))
                .withMessage("The database " + address
                        + " is empty. `credit import DIR` fills it; another one is named by --db or CREDIT_DB.")
                .matches(DatabaseException::isMissing);
    }

    @Test
    void emptyChangeLogIsEmpty() throws SQLException {
        changeLog();
        assertThat(Schema.of(address, connection).state()).isEqualTo(Schema.State.EMPTY);
    }

    @Test
    void allChangeSetsAreCurrent() throws SQLException {
        changeLog(ChangeLog.DECLARED);
        Schema schema = Schema.of(address, connection);
        assertThat(schema).isEqualTo(new Schema("v1", List.of(ChangeLog.DECLARED), List.of(), List.of()));
        assertThat(schema.state()).isEqualTo(Schema.State.CURRENT);
        assertThatNoException().isThrownBy(() -> schema.requireCurrent(address));
    }

    @Test
    void lockOfFirstMigrationAloneIsEmpty() throws SQLException {
        sql("CREATE TABLE DATABASECHANGELOGLOCK (ID INTEGER PRIMARY KEY)");
        assertThat(Schema.of(address, connection).state()).isEqualTo(Schema.State.EMPTY);
    }

    @Test
    void interruptedFirstMigrationIsEmpty() throws SQLException {
        changeLog("010-hens", "010-hens-view");
        Schema schema = Schema.of(address, connection);
        assertThat(schema)
                .isEqualTo(new Schema(
                        null,
                        List.of("010-hens", "010-hens-view"),
                        List.of("020-eggs-sqlite", "999-tag-v1"),
                        List.of()));
        assertThat(schema.state()).isEqualTo(Schema.State.EMPTY);
    }

    @Test
    void fewerChangeSetsAreOlder() throws SQLException {
        changeLog("010-hens", "999-tag-v1");
        Schema schema = Schema.of(address, connection);
        assertThat(schema)
                .isEqualTo(new Schema(
                        "v1",
                        List.of("010-hens", "999-tag-v1"),
                        List.of("010-hens-view", "020-eggs-sqlite"),
                        List.of()));
        assertThat(schema.state()).isEqualTo(Schema.State.OLDER);
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> schema.requireCurrent(address))
                .withMessage("The database " + address + " is older than this program: it lacks 010-hens-view,"
                        + " 020-eggs-sqlite. Run `credit db migrate`. If the database is to stay at v1, use the program of that"
                        + " version.")
                .matches(e -> !e.isMissing());
    }

    @Test
    void furtherChangeSetsAreNewer() throws SQLException {
        changeLog("010-hens", "010-hens-view", "020-eggs-sqlite", "999-tag-v1", "030-cocks", "999-tag-v2");
        Schema schema = Schema.of(address, connection);
        assertThat(schema.tag()).isEqualTo("v2");
        assertThat(schema.unknown()).containsExactly("030-cocks", "999-tag-v2");
        assertThat(schema.state()).isEqualTo(Schema.State.NEWER);
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> schema.requireCurrent(address))
                .withMessage("The database " + address + " is newer than this program: it has 030-cocks, 999-tag-v2,"
                        + " which this program does not know. Use the newer program.")
                .matches(e -> !e.isMissing());
    }

    @Test
    void furtherAndFewerChangeSetsAreNewer() throws SQLException {
        changeLog("010-hens", "030-cocks");
        assertThat(Schema.of(address, connection).state()).isEqualTo(Schema.State.NEWER);
    }

    @Test
    void namesTheNewestOfEither() throws SQLException {
        Schema none = Schema.of(address, connection);
        assertThat(none.newestApplied()).isEqualTo("none");
        assertThat(none.newestKnown()).isEqualTo("999-tag-v1");
        changeLog("010-hens", "010-hens-view", "020-eggs-sqlite", "999-tag-v1", "030-cocks");
        Schema newer = Schema.of(address, connection);
        assertThat(newer.newestApplied()).isEqualTo("030-cocks");
        assertThat(newer.newestKnown()).isEqualTo("999-tag-v1");
    }

    @Test
    void changeSetOfOtherDatabaseIsUnknown() throws SQLException {
        changeLog("010-hens", "010-hens-view", "020-eggs-sqlite", "020-eggs-postgresql", "999-tag-v1");
        assertThat(Schema.of(address, connection).unknown()).containsExactly("020-eggs-postgresql");
    }

    @Test
    void goesByTheOrderAndNotByClocks() throws SQLException {
        changeLog("010-hens", "020-eggs-sqlite");
        sql("UPDATE DATABASECHANGELOG SET DATEEXECUTED = '2024-12-31' WHERE ID = '020-eggs-sqlite'");
        assertThat(Schema.of(address, connection).applied()).containsExactly("010-hens", "020-eggs-sqlite");
    }

    @Test
    void refusesDatabaseOfSomethingElse() throws SQLException {
        sql("CREATE TABLE Songs (title TEXT)");
        sql("CREATE TABLE albums (title TEXT)");
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Schema.of(address, connection))
                .withMessageStartingWith(address + " is a database of something else: it has the tables ")
                .withMessageContaining("songs")
                .withMessageContaining("albums")
                .withMessageEndingWith(", but no change log of this platform. Name another one by --db.")
                .matches(e -> !e.isMissing());
    }

    @Test
    void saysThatChangeLogCannotBeRead() throws SQLException {
        sql("CREATE TABLE databasechangelog (something TEXT)");
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Schema.of(address, connection))
                .withMessageStartingWith("Cannot read the change log of " + address + ": ")
                .withMessageContaining("no such column");
    }
}
