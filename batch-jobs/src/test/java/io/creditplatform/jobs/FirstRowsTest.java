package io.creditplatform.jobs;

import static io.creditplatform.testing.TestDatabase.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.Filling;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables of PostgreSQL that are filled for the first time: what they go without meanwhile, and that they get it back. */
class FirstRowsTest {

    private static final String KEPT = "SELECT count(*) FROM pg_index WHERE indrelid = '%s'::regclass";

    private static final String REFERENCES =
            "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND conname ~ '^(hens|eggs|notes)_'";

    private DatabaseAddress address;

    @BeforeEach
    void create() {
        address = TestDatabase.fresh(Database.POSTGRESQL);
    }

    @AfterEach
    void remove() {
        TestDatabase.remove(address);
    }

    @Test
    void getBackAllThatTheyGoWithout() throws SQLException {
        TestDatabase.execute(
                address,
                "CREATE TABLE farms (farm_id BIGINT NOT NULL PRIMARY KEY, code TEXT NOT NULL CONSTRAINT \"Code\" UNIQUE)",
                "CREATE TABLE hens (hen TEXT COLLATE \"C\" NOT NULL, day DATE NOT NULL, farm_id BIGINT NOT NULL REFERENCES farms,"
                        + " weight BIGINT CHECK (weight > 0), PRIMARY KEY (hen, day))",
                "CREATE INDEX \"Hens by weight\" ON hens (weight DESC, lower(hen)) WHERE weight > 5",
                "CREATE TABLE notes (farm_id BIGINT REFERENCES farms ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED)");
        List<String> before = schema();

        try (Connection connection = Database.open(address, Database.Access.WRITE)) {
            connection.setAutoCommit(false);
            Filling filling = Database.POSTGRESQL.fill(connection, List.of("farms", "hens"));
            assertThat(ask(connection, KEPT.formatted("farms"))).isZero();
            assertThat(ask(connection, KEPT.formatted("hens"))).isZero();
            assertThat(ask(connection, REFERENCES)).isZero();
            execute(connection, "INSERT INTO farms VALUES (1, 'a')");
            filling.filled("farms");
            assertThat(ask(connection, KEPT.formatted("farms"))).isEqualTo(2);
            // That of the notes; the hens' has to wait for them.
            assertThat(ask(connection, REFERENCES)).isEqualTo(1);
            execute(connection, "INSERT INTO hens VALUES ('Berta', '2025-06-30', 1, 7)");
            filling.filled("hens");
            filling.filled("hens");
            connection.commit();
        }

        assertThat(schema()).isEqualTo(before);
        assertThat(number(address, "SELECT count(*) FROM hens")).isEqualTo(1);
    }

    /** What has rows may be read, and what a view needs, or another text says more of, cannot be built again from its own. */
    @Test
    void keepWhatOthersNeed() throws SQLException {
        TestDatabase.execute(
                address,
                "CREATE TABLE farms (farm_id BIGINT NOT NULL PRIMARY KEY)",
                "CREATE TABLE hens (hen BIGINT NOT NULL PRIMARY KEY, farm_id BIGINT NOT NULL REFERENCES farms)",
                "CREATE INDEX hens_farm ON hens (farm_id)",
                "CREATE TABLE eggs (egg BIGINT NOT NULL PRIMARY KEY, hen BIGINT REFERENCES hens)",
                "CREATE VIEW laid AS SELECT egg, hen FROM eggs GROUP BY egg",
                "CREATE INDEX eggs_hen ON eggs (hen)",
                "COMMENT ON INDEX eggs_hen IS 'for the farmer'",
                "INSERT INTO farms VALUES (1)");
        List<String> before = schema();

        try (Connection reader = Database.open(address, Database.Access.READ);
                Connection connection = Database.open(address, Database.Access.WRITE)) {
            reader.setAutoCommit(false);
            assertThat(ask(reader, "SELECT count(*) FROM farms")).isEqualTo(1);
            connection.setAutoCommit(false);
            Filling filling = Database.POSTGRESQL.fill(connection, List.of("hens", "eggs"));
            assertThat(ask(connection, KEPT.formatted("hens"))).isZero();
            assertThat(ask(connection, KEPT.formatted("eggs"))).isEqualTo(2);
            assertThat(ask(connection, REFERENCES)).isEqualTo(1); // the one that leads to a table with rows
            filling.filled("hens");
            filling.filled("eggs");
            connection.commit();

            TestDatabase.execute(address, "INSERT INTO eggs VALUES (1, NULL)");
            connection.setAutoCommit(false);
            Filling referred = Database.POSTGRESQL.fill(connection, List.of("hens"));
            assertThat(ask(connection, KEPT.formatted("hens"))).isEqualTo(1); // its key is what the eggs refer to
            referred.filled("hens");
            connection.commit();
        }
        assertThat(schema()).isEqualTo(before);
    }

    @Test
    void stayAsTheyAreWhereSomebodyReads() throws SQLException {
        TestDatabase.execute(address, "CREATE TABLE hens (hen BIGINT NOT NULL PRIMARY KEY)");
        try (Connection reader = Database.open(address, Database.Access.READ);
                Connection connection = Database.open(address, Database.Access.WRITE)) {
            reader.setAutoCommit(false);
            assertThat(ask(reader, "SELECT count(*) FROM hens")).isZero();
            connection.setAutoCommit(false);

            assertThat(Database.POSTGRESQL.fill(connection, List.of("hens"))).isSameAs(Filling.AS_THEY_ARE);
            assertThat(Database.POSTGRESQL.fill(connection, List.of())).isSameAs(Filling.AS_THEY_ARE);
            execute(connection, "INSERT INTO hens VALUES (1)");
            connection.commit();
        }
        assertThat(number(address, "SELECT count(*) FROM hens")).isEqualTo(1);
    }

    /** By the text that db verify compares; a first load, a dry run and a load into tables with rows. */
    @Test
    void loadsLeaveTheSchemaOfTheChangeLog() {
        CreditRunner credit = new CreditRunner(address);
        assertThat(credit.run("db", "migrate").exitCode()).isZero();
        List<String> migrated = schema();

        assertThat(credit.importFolder(SampleData.folder("baseline"), "--dry-run")
                        .exitCode())
                .isZero();
        assertThat(schema()).isEqualTo(migrated);
        assertThat(credit.importFolder(SampleData.folder("baseline")).exitCode())
                .isZero();
        assertThat(schema()).isEqualTo(migrated);
        assertThat(credit.importFolder(SampleData.folder("next-day")).exitCode())
                .isZero();
        assertThat(schema()).isEqualTo(migrated);
    }

    private List<String> schema() {
        return TestDatabase.query(
                address, jdbc -> jdbc.sql(Database.POSTGRESQL.upkeep().schemaText())
                        .query(String.class)
                        .list());
    }

    private static long ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
