package io.creditplatform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.creditplatform.database.Database.Access;
import io.creditplatform.model.CreditStatus;
import io.creditplatform.model.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {

    private static final Instant INSTANT = Instant.parse("2025-06-03T16:22:24.5Z");

    @TempDir
    private Path folder;

    private DatabaseAddress address = DatabaseAddress.of(Path.of("set before each"));

    @BeforeEach
    void nameDatabase() {
        address = DatabaseAddress.of(folder.resolve("credit.db"));
    }

    private void create() throws SQLException {
        try (Connection connection = Database.open(address, Access.WRITE);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE hens (name TEXT, born TEXT, price_minor INTEGER)");
        }
    }

    private static String pragma(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA " + name)) {
            return result.next() ? result.getString(1) : "nothing";
        }
    }

    @Test
    void createsDatabaseForWritingOnly() throws SQLException {
        assertThat(Database.SQLITE.connections().exists(address)).isFalse();
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Database.open(address, Access.READ))
                .withMessage("There is no database at " + folder.resolve("credit.db")
                        + ". `credit import DIR` creates it; another one is named by --db or CREDIT_DB.")
                .matches(DatabaseException::isMissing);
        assertThat(folder.resolve("credit.db")).doesNotExist();
        create();
        assertThat(folder.resolve("credit.db")).isNotEmptyFile();
        assertThat(Database.SQLITE.connections().exists(address)).isTrue();
        Database.open(address, Access.READ).close();
    }

    @ParameterizedTest
    @CsvSource({
        "journal_mode, wal",
        "synchronous, 1",
        "foreign_keys, 1",
        "busy_timeout, 30000",
        "journal_size_limit, 0",
        "page_size, 16384",
        "wal_autocheckpoint, 4096",
        "cache_size, -65536",
    })
    void setsPragmas(String name, String expected) throws SQLException {
        create();
        for (Access access : Access.values()) {
            try (Connection connection = Database.open(address, access)) {
                assertThat(pragma(connection, name))
                        .as("%s for %s", name, access)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void readerCannotWrite() throws SQLException {
        create();
        try (Connection connection = Database.open(address, Access.READ);
                Statement statement = connection.createStatement()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> statement.execute("DELETE FROM hens"))
                    .withMessageContaining("SQLITE_READONLY");
        }
    }

    @Test
    void readerLeavesTheFileAsItIs() throws IOException, SQLException {
        Path file = Files.createFile(folder.resolve("credit.db"));
        Database.open(address, Access.READ).close();
        assertThat(file).isEmptyFile();
        create();
        try (Connection connection = Database.open(address, Access.WRITE)) {
            assertThat(pragma(connection, "journal_mode = DELETE")).isEqualTo("delete"); // as copies may be
        }
        try (Connection connection = Database.open(address, Access.READ)) {
            assertThat(pragma(connection, "journal_mode")).isEqualTo("delete");
        }
    }

    @Test
    void tellsFileFromTheOneBefore() throws IOException, SQLException {
        assertThat(Database.SQLITE.connections().identity(address)).isEmpty();
        create();
        Object identity = Database.SQLITE.connections().identity(address).orElseThrow();
        assertThat(Database.SQLITE.connections().identity(address)).contains(identity);
        Object written = Database.SQLITE.connections().written(address).orElseThrow();
        Files.write(folder.resolve("credit.db"), new byte[1]); // the same file with other content
        assertThat(Database.SQLITE.connections().identity(address)).contains(identity);
        assertThat(Database.SQLITE.connections().written(address)).isPresent().isNotEqualTo(Optional.of(written));
        Path other = Files.createFile(folder.resolve("other.db"));
        Files.move(other, folder.resolve("credit.db"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(Database.SQLITE.connections().identity(address)).isPresent().isNotEqualTo(Optional.of(identity));
        DatabaseAddress server = DatabaseAddress.of("jdbc:postgresql://db/credit");
        assertThat(Database.POSTGRESQL.connections().identity(server)).isEmpty();
        assertThat(Database.POSTGRESQL.connections().written(server)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Access.class)
    void saysThatFileIsNoDatabase(Access access) throws IOException {
        Files.writeString(folder.resolve("credit.db"), "This is not a database. ".repeat(1000));
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Database.open(address, access))
                .withMessage("Cannot open the database " + address
                        + ": the file is not a SQLite database. Name another one by --db or CREDIT_DB.")
                .matches(e -> !e.isMissing());
        assertThat(folder.resolve("credit.db")).hasSize(24_000);
    }

    @Test
    void saysThatFolderIsMissing() {
        DatabaseAddress nowhere = DatabaseAddress.of(folder.resolve("nowhere").resolve("credit.db"));
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Database.open(nowhere, Access.WRITE))
                .withMessage("Cannot open the database " + nowhere + ": the file cannot be opened or created."
                        + " See that its folder exists and that you may write to it.");
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @Test
    void saysThatFolderIsNoFile() throws IOException {
        Files.createDirectory(folder.resolve("credit.db"));
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Database.open(address, Access.WRITE))
                .withMessage("Cannot open the database " + address + ": the file cannot be opened or created."
                        + " See that its folder exists and that you may write to it.");
    }

    @Test
    void readsBackWhatItBinds() throws SQLException {
        create();
        try (Connection connection = Database.open(address, Access.WRITE);
                PreparedStatement insert = connection.prepareStatement("INSERT INTO hens VALUES (?, ?, ?)");
                PreparedStatement select =
                        connection.prepareStatement("SELECT name, born, price_minor, NULL AS died FROM hens")) {
            insert.setObject(1, Database.SQLITE.sqlValue(CreditStatus.IN_REVIEW));
            insert.setObject(2, Database.SQLITE.sqlValue(INSTANT));
            insert.setObject(3, Database.SQLITE.sqlValue(new Money(1205)));
            insert.executeUpdate();
            try (ResultSet row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString("name")).isEqualTo("InReview");
                assertThat(row.getString("born")).isEqualTo("2025-06-03 16:22:24.500000");
                assertThat(Database.SQLITE.timestamp(row, "born")).isEqualTo(INSTANT);
                assertThat(Database.SQLITE.timestamp(row, "died")).isNull();
                assertThat(row.getLong("price_minor")).isEqualTo(1205);
            }
        }
    }

    @Test
    void bindsValuesAsEachDriverWantsThem() {
        LocalDate date = LocalDate.of(2024, 2, 29);
        assertThat(Database.SQLITE.sqlValue(date)).isEqualTo("2024-02-29");
        assertThat(Database.POSTGRESQL.sqlValue(date)).isEqualTo(date);
        assertThat(Database.SQLITE.sqlValue(INSTANT)).isEqualTo("2025-06-03 16:22:24.500000");
        assertThat(Database.POSTGRESQL.sqlValue(INSTANT))
                .isEqualTo(LocalDateTime.of(2025, 6, 3, 16, 22, 24, 500_000_000));
        for (Database database : Database.values()) {
            assertThat(database.sqlValue(new Money(-5))).isEqualTo(-5L);
            assertThat(database.sqlValue(CreditStatus.NEW)).isEqualTo("New");
            assertThat(database.sqlValue("text")).isEqualTo("text");
            assertThat(database.sqlValue(7L)).isEqualTo(7L);
            assertThat(database.sqlValue(null)).isNull();
        }
    }

    @Test
    void runsOwnStatements() throws SQLException {
        create();
        try (Connection connection = Database.open(address, Access.WRITE);
                Statement statement = connection.createStatement()) {
            statement.execute(Database.SQLITE.createStage("stage_hens", "hens", "name, price_minor"));
            statement.execute("INSERT INTO stage_hens VALUES (2, 'Berta', 5)");
            statement.execute(Database.SQLITE.afterStaging("stage_hens", "name", true));
            statement.execute(Database.SQLITE.upkeep().afterLoad());
            try (ResultSet row = statement.executeQuery("SELECT rowid, typeof(price_minor) FROM stage_hens")) {
                assertThat(row.getLong(1)).isEqualTo(2);
                assertThat(row.getString(2)).isEqualTo("integer");
            }
        }
        assertThat(Files.exists(folder.resolve("credit.db-wal"))).isFalse();
    }

    /** From the last moment of a Sunday to the first one of a Monday, and over a turn of the year that splits no week. */
    @ParameterizedTest
    @CsvSource({
        "2025-01-05 23:59:59.999999, 2025-01-06 00:00:00.000000, false",
        "2024-12-30 00:00:00.000000, 2025-01-05 23:59:59.999999, true",
        "2024-12-29 23:59:59.999999, 2024-12-30 00:00:00.000000, false",
        "2024-02-26 12:00:00.000000, 2024-03-03 12:00:00.000000, true",
        "1969-12-28 12:00:00.000000, 1969-12-29 12:00:00.000000, false",
        "1969-12-29 12:00:00.000000, 1970-01-04 12:00:00.000000, true"
    })
    void tellsIsoWeeksApart(String earlier, String later, boolean same) throws SQLException {
        create();
        String weeks = "SELECT count(DISTINCT " + Database.SQLITE.isoWeek("at") + ") FROM (SELECT '" + earlier
                + "' AS at UNION ALL SELECT '" + later + "')";
        try (Connection connection = Database.open(address, Access.READ);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(weeks)) {
            assertThat(row.getInt(1)).isEqualTo(same ? 1 : 2);
        }
    }

    @Test
    void knowsTheDayAfterAndReadsValuesAsText() throws SQLException {
        create();
        String days =
                "SELECT " + Database.SQLITE.dayAfter("'2024-02-28'") + ", " + Database.SQLITE.dayAfter("'2024-12-31'")
                        + ", 7, NULL, '2024-12-31 23:59:59.999999', " + Database.SQLITE.byteOrder("'é'");
        try (Connection connection = Database.open(address, Access.READ);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(days)) {
            List<String> texts = new ArrayList<>();
            for (int column = 1; column <= 6; column++) {
                texts.add(String.valueOf(Database.SQLITE.text(row, column)));
            }
            assertThat(texts)
                    .containsExactly("2024-02-29", "2025-01-01", "7", "null", "2024-12-31 23:59:59.999999", "é");
        }
    }

    @Test
    void writesPostgresqlStatements() {
        assertThat(Database.POSTGRESQL.dayAfter("at")).isEqualTo("(at + 1)");
        assertThat(Database.POSTGRESQL.byteOrder("name")).isEqualTo("name COLLATE \"C\"");
        assertThat(Database.POSTGRESQL.isoWeek("at")).isEqualTo("date_trunc('week', at)");
        assertThat(Database.POSTGRESQL.createStage("stage_hens", "hens", "name"))
                .isEqualTo("CREATE UNLOGGED TABLE stage_hens AS SELECT 0::BIGINT AS line, name FROM hens WITH NO DATA");
        assertThat(Database.POSTGRESQL.afterStaging("stage_hens", "name", true))
                .isEqualTo("CREATE UNIQUE INDEX IF NOT EXISTS stage_hens_line ON stage_hens (line);"
                        + " SET LOCAL default_statistics_target = 10; ANALYZE stage_hens");
        assertThat(Database.POSTGRESQL.afterStaging("stage_hens", "name", false))
                .isEqualTo("SET LOCAL default_statistics_target = 10; ANALYZE stage_hens");
        assertThat(Database.SQLITE.afterStaging("stage_hens", "", true)).isEqualTo("SELECT 1");
        assertThat(Database.POSTGRESQL.upkeep().afterLoad()).contains("ANALYZE");
        assertThat(Database.POSTGRESQL.connections().exists(DatabaseAddress.of("jdbc:postgresql://db/credit")))
                .isTrue();
    }

    @Test
    void tellsMonthsAndMicroseconds() throws SQLException {
        create();
        String at = "'2024-02-29 23:59:59.000007'";
        String times = "SELECT " + Database.SQLITE.yearMonth(at) + ", " + Database.SQLITE.epochMicros(at) + ", "
                + Database.SQLITE.epochMicros("'1969-12-31 23:59:59.999999'");
        try (Connection connection = Database.open(address, Access.READ);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(times)) {
            assertThat(row.getString(1)).isEqualTo("2024-02");
            assertThat(row.getLong(2)).isEqualTo(1_709_251_199_000_007L);
            assertThat(row.getLong(3)).isEqualTo(-1);
        }
        assertThat(Database.POSTGRESQL.yearMonth("at")).isEqualTo("to_char(at, 'YYYY-MM')");
        assertThat(Database.POSTGRESQL.epochMicros("at")).isEqualTo("CAST(extract(EPOCH FROM at) * 1000000 AS BIGINT)");
    }

    @Test
    void referencesAreCheckedUnlessTheyNeedNotBe() throws SQLException {
        create();
        try (Connection connection = Database.open(address, Access.WRITE);
                Statement statement = connection.createStatement()) {
            statement.execute(Database.SQLITE.checkForeignKeys(false));
            assertThat(pragma(connection, "foreign_keys")).isEqualTo("0");
            statement.execute(Database.SQLITE.checkForeignKeys(true));
            assertThat(pragma(connection, "foreign_keys")).isEqualTo("1");
        }
        assertThat(Database.POSTGRESQL.checkForeignKeys(false)).isEqualTo("SELECT 1");
    }

    @Test
    void becomesACopyOfATemplateWhereThereIsOne() throws SQLException {
        create();
        DatabaseAddress copy = DatabaseAddress.of(folder.resolve("copy.db"));
        try (Connection connection = Database.open(copy, Access.WRITE);
                Statement statement = connection.createStatement()) {
            assertThat(Database.SQLITE.upkeep().copy(folder.resolve("nowhere.db"), connection))
                    .isFalse();
            assertThat(Database.POSTGRESQL.upkeep().copy(folder.resolve("credit.db"), connection))
                    .isFalse();
            assertThat(Database.SQLITE.upkeep().copy(folder.resolve("credit.db"), connection))
                    .isTrue();
            assertThat(statement.executeUpdate("INSERT INTO hens VALUES ('Berta', NULL, 5)"))
                    .isEqualTo(1);
        }
    }

    @Test
    void saysThatFileIsReadOnly() throws SQLException {
        create();
        Path file = folder.resolve("credit.db");
        assertThat(file.toFile().setWritable(false)).isTrue();
        assumeFalse(Files.isWritable(file), "root may write everything");
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Database.open(address, Access.WRITE))
                .withMessage(address + " is read-only for you."
                        + " Have that changed, or name another one by --db or CREDIT_DB.");
    }

    @Test
    void hasNamesForPeople() {
        assertThat(Database.SQLITE.displayName()).isEqualTo("SQLite");
        assertThat(Database.POSTGRESQL.displayName()).isEqualTo("PostgreSQL");
    }

    /** Port 1 is never served. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://localhost:1/credit?user=ann&password=s3cret",
                "jdbc:postgresql://localhost:1/credit?password=s3cret&connectTimeout=soon",
                "jdbc:postgresql://localhost:1/credit?password=s3cret&sslmode=perhaps",
            })
    void neverShowsPasswordWhereConnectingFails(String url) {
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Database.open(DatabaseAddress.of(url), Access.WRITE))
                .withMessageStartingWith("Cannot open the database jdbc:postgresql://localhost:")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
    }
}
