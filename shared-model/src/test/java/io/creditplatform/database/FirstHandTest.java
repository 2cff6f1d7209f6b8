package io.creditplatform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.creditplatform.database.Database.Access;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the kinds of database do each in its own way, asked of both without the platform's tables. */
class FirstHandTest {

    private static final int ROWS = 2_050;

    private static EmbeddedPostgres server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startServer() throws IOException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    /** A schema of its own in the server, or a file of its own. */
    private DatabaseAddress fresh(Database database, String name) throws SQLException {
        if (database == Database.SQLITE) {
            return DatabaseAddress.of(folder.resolve(name + ".db"));
        }
        String url = server.getJdbcUrl("postgres", "postgres");
        try (Connection connection = Database.open(DatabaseAddress.of(url), Access.WRITE)) {
            execute(connection, "CREATE SCHEMA \"" + name + "\"");
        }
        return DatabaseAddress.of(url + "&currentSchema=%22" + name + "%22");
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The rows of an answer, their values with bars between them. */
    private static List<String> rows(Connection connection, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    values.add(String.valueOf(row.getString(i)));
                }
                rows.add(String.join("|", values));
            }
        }
        return rows;
    }

    /** As when the next row cannot be written: more than the server is sent at once is under way. */
    @ParameterizedTest
    @EnumSource
    void rowsThatAreGivenUpLeaveTheConnectionFree(Database database) throws SQLException {
        try (Connection connection = Database.open(fresh(database, "given_up"), Access.WRITE)) {
            execute(connection, "CREATE TABLE hens (hen_id BIGINT PRIMARY KEY, name TEXT)");
            execute(connection, database.createStage("stage_hens", "hens", "hen_id, name"));
            connection.setAutoCommit(false);
            try (StagedRows staged = database.stagedRows(connection, "stage_hens", List.of("hen_id", "name"))) {
                for (int i = 1; i <= ROWS; i++) {
                    staged.add(i + 1, new @Nullable Object[] {10L * i, "x".repeat(200)});
                }
            }
            connection.rollback();
            assertThat(rows(connection, "SELECT count(*) FROM stage_hens")).containsExactly("0");
        }
    }

    /** As many as fill some statements, or a portion, and leave a rest. */
    @ParameterizedTest
    @EnumSource
    void stageHoldsTheRowsThatWereAdded(Database database) throws SQLException {
        String nasty = "tab\t, line\nbreak, \\N and \\. \"quoted\" é😀";
        try (Connection connection = Database.open(fresh(database, "staged"), Access.WRITE)) {
            execute(connection, "CREATE TABLE hens (hen_id BIGINT PRIMARY KEY, name TEXT, price BIGINT NOT NULL)");
            connection.setAutoCommit(false);
            execute(connection, database.createStage("stage_hens", "hens", "hen_id, name"));
            try (StagedRows staged = database.stagedRows(connection, "stage_hens", List.of("hen_id", "name"))) {
                for (int i = 1; i <= ROWS; i++) {
                    @Nullable String name = i % 3 == 0 ? null : i % 3 == 1 ? nasty : "x".repeat(200);
                    staged.add(i + 1, new @Nullable Object[] {10L * i, name});
                }
                staged.flush();
                staged.flush();
                staged.add(ROWS + 2, new @Nullable Object[] {7L, ""});
                staged.flush();
            }
            for (String sql :
                    database.afterStaging("stage_hens", "hen_id", true).split(";", -1)) {
                if (!sql.isBlank()) {
                    execute(connection, sql);
                }
            }
            connection.commit();

            assertThat(rows(connection, "SELECT count(*), sum(line), sum(hen_id), count(name) FROM stage_hens"))
                    .containsExactly((ROWS + 1) + "|"
                            + IntStream.rangeClosed(2, ROWS + 2).sum() + "|"
                            + (10 * IntStream.rangeClosed(1, ROWS).sum() + 7) + "|" + (ROWS + 1 - ROWS / 3));
            assertThat(rows(connection, "SELECT name FROM stage_hens WHERE line IN (2, 3, 4, 2052) ORDER BY line"))
                    .containsExactly(nasty, "x".repeat(200), "null", "");
            assertThatExceptionOfType(SQLException.class)
                    .as("a line is there once")
                    .isThrownBy(() -> execute(connection, "INSERT INTO stage_hens (line, hen_id) VALUES (2, 1)"));
            connection.rollback();

            execute(connection, database.dropStage("stage_hens"));
            connection.commit();
            assertThat(OwnTables.names(connection)).containsExactly("hens");
        }
    }

    @ParameterizedTest
    @EnumSource
    void loadLockIsHeldByOneAtATime(Database database) throws SQLException {
        DatabaseAddress address = fresh(database, "locked");
        try (Connection first = Database.open(address, Access.WRITE);
                Connection second = Database.open(address, Access.WRITE)) {
            LoadLock lock = database.connections().tryLock(address, first).orElseThrow();
            assertThat(database.connections().tryLock(address, second)).isEmpty();
            lock.close();
            database.connections().tryLock(address, second).orElseThrow().close();
        }
    }

    /** A server takes longer to compile a statement than a load of few rows takes. */
    @Test
    void jobsHaveNothingCompiledHoweverDearItCountsAs() throws SQLException {
        DatabaseAddress address = fresh(Database.POSTGRESQL, "dear");
        try (Connection connection = Database.open(address, Access.WRITE)) {
            execute(connection, "CREATE TABLE hens (name TEXT)");
            connection.setAutoCommit(false);
            execute(connection, Database.POSTGRESQL.findByKeys());
            assertThat(rows(connection, "EXPLAIN SELECT name FROM hens").get(0))
                    .contains("Seq Scan on hens  (cost=10000000000.00..");
            assertThat(rows(connection, "SHOW jit")).containsExactly("off");
            connection.rollback();
            assertThat(rows(connection, "SELECT boot_val FROM pg_settings WHERE name = 'jit'"))
                    .containsExactly("on");
        }
        try (Connection reader = Database.open(address, Access.READ)) {
            assertThat(rows(reader, "SHOW jit")).as("as the server has it").containsExactly("on");
        }
    }

    /** Not to certificates, of which there may be none. */
    @Test
    void whereNobodyListensItSaysToSeeToTheAddress() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        for (String url : List.of(
                "jdbc:postgresql://127.0.0.1:" + port + "/x",
                "jdbc:postgresql://no.host.invalid/x",
                "jdbc:postgresql://127.0.0.1:" + port + "/x?socketTimeout=soon")) {
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> Database.open(DatabaseAddress.of(url), Access.READ))
                    .withMessageEndingWith(". See to the address and the server.")
                    .withMessageStartingWith("Cannot open the database ");
        }
    }

    @Test
    void newDatabaseHasToHaveAPlaceForEveryCharacter() throws SQLException {
        String url = server.getJdbcUrl("postgres", "postgres");
        try (Connection connection = Database.open(DatabaseAddress.of(url), Access.WRITE)) {
            Database.POSTGRESQL.connections().requireFit(DatabaseAddress.of(url), connection);
            execute(connection, "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'");
        }
        DatabaseAddress latin = DatabaseAddress.of(url.replace("/postgres?", "/latin?"));
        try (Connection connection = Database.open(latin, Access.WRITE)) {
            String advice = ". Load into a database that was made with ENCODING 'UTF8'.";
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> Database.POSTGRESQL.connections().requireFit(latin, connection))
                    .withMessage(latin + " has no place for every character: its encoding is LATIN1" + advice);
            execute(connection, "CREATE TABLE hens (name TEXT)");
            Throwable failure = catchThrowable(() -> execute(connection, "INSERT INTO hens VALUES ('م')"));
            assertThat(Refusal.of(Database.POSTGRESQL, failure).orElseThrow().explain(latin, "try again"))
                    .startsWith(latin + " has no place for every character: character with byte sequence 0xd9 0x85")
                    .endsWith(advice);
        }
    }

    @ParameterizedTest
    @EnumSource
    void readersChangeNothing(Database database) throws SQLException {
        DatabaseAddress address = fresh(database, "read");
        try (Connection writer = Database.open(address, Access.WRITE)) {
            execute(writer, "CREATE TABLE hens (name TEXT)");
        }
        try (Connection reader = Database.open(address, Access.READ)) {
            reader.setAutoCommit(false);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> execute(reader, "INSERT INTO hens VALUES ('Ada')"));
            reader.rollback();
            assertThat(rows(reader, "SELECT count(*) FROM hens")).containsExactly("0");
        }
    }

    /** {@code _} stands for any letter in a pattern, and names are folded where they are not quoted. */
    @Test
    void schemaIsThatOfExactlyThatName() throws SQLException {
        DatabaseAddress own = fresh(Database.POSTGRESQL, "Hens_of 'A");
        fresh(Database.POSTGRESQL, "HensXof 'A");
        try (Connection connection =
                Database.open(DatabaseAddress.of(own.jdbcUrl().replace("Hens_of", "HensXof")), Access.WRITE)) {
            execute(connection, "CREATE TABLE others (a_b BIGINT)");
        }
        try (Connection connection = Database.open(own, Access.WRITE)) {
            assertThat(connection.getSchema()).isEqualTo("Hens_of 'A");
            assertThat(OwnTables.names(connection)).isEmpty();
            execute(connection, "CREATE TABLE a_b (x BIGINT, y TEXT)", "CREATE TABLE acb (z BIGINT)");
            assertThat(OwnTables.names(connection)).containsExactlyInAnyOrder("a_b", "acb");
            assertThat(OwnTables.columns(connection, "a_b")).containsExactly("x", "y");
            assertThat(OwnTables.contains(connection, "others")).isFalse();
        }
        assertThat(own).asString().endsWith("?currentSchema=%22Hens_of 'A%22");
    }

    private static final String DEFINITIONS = """
            SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
            WHERE connamespace = quote_ident(current_schema())::regnamespace AND contype IN ('p', 'u', 'f')
            UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() ORDER BY 1
            """;

    private DatabaseAddress parentAndChild(String schema) throws SQLException {
        DatabaseAddress address = fresh(Database.POSTGRESQL, schema);
        try (Connection connection = Database.open(address, Access.WRITE)) {
            execute(
                    connection,
                    "CREATE TABLE farms (farm_id BIGINT PRIMARY KEY, name TEXT UNIQUE)",
                    "CREATE TABLE hens (hen_id BIGINT PRIMARY KEY, farm_id BIGINT REFERENCES farms, price BIGINT)",
                    "CREATE INDEX hens_farm ON hens (farm_id) WHERE price > 0");
        }
        return address;
    }

    @Test
    void emptyTablesAreFilledBeforeTheirKeysAreBuilt() throws SQLException {
        try (Connection connection = Database.open(parentAndChild("filled"), Access.WRITE)) {
            List<String> before = rows(connection, DEFINITIONS);
            assertThat(before).hasSize(8);
            connection.setAutoCommit(false);

            Filling filling = Database.POSTGRESQL.fill(connection, List.of("farms", "hens"));
            assertThat(rows(connection, DEFINITIONS)).isEmpty();
            execute(connection, "INSERT INTO farms VALUES (1, 'Hill'), (2, 'Lake')");
            filling.filled("farms");
            execute(connection, "INSERT INTO hens VALUES (1, 2, 5), (2, 2, 0), (3, 1, 7)");
            filling.filled("hens");
            connection.commit();

            assertThat(rows(connection, DEFINITIONS)).isEqualTo(before);
            Filling doubled = Database.POSTGRESQL.fill(connection, List.of());
            assertThat(doubled).isSameAs(Filling.AS_THEY_ARE);
        }
    }

    @Test
    void rowsThatDoNotFitAreFoundWhenTheKeyIsBuilt() throws SQLException {
        try (Connection connection = Database.open(parentAndChild("unfit"), Access.WRITE)) {
            List<String> before = rows(connection, DEFINITIONS);
            connection.setAutoCommit(false);
            Filling filling = Database.POSTGRESQL.fill(connection, List.of("hens"));
            execute(connection, "INSERT INTO hens VALUES (1, NULL, 5), (1, NULL, 6)");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> filling.filled("hens"))
                    .satisfies(failure -> assertThat(failure.getSQLState()).isEqualTo("23505"));
            connection.rollback();
            assertThat(rows(connection, DEFINITIONS)).isEqualTo(before);
        }
    }

    @Test
    void tablesThatSomebodyReadsStayAsTheyAre() throws SQLException {
        DatabaseAddress address = parentAndChild("busy");
        try (Connection reader = Database.open(address, Access.READ);
                Connection connection = Database.open(address, Access.WRITE)) {
            reader.setAutoCommit(false);
            assertThat(rows(reader, "SELECT * FROM farms")).isEmpty();
            connection.setAutoCommit(false);
            List<String> before = rows(connection, DEFINITIONS);
            assertThat(Database.POSTGRESQL.fill(connection, List.of("farms", "hens")))
                    .isSameAs(Filling.AS_THEY_ARE);
            assertThat(rows(connection, DEFINITIONS)).isEqualTo(before);
        }
    }
}
