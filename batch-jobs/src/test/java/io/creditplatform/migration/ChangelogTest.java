package io.creditplatform.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.audit.Actor;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.Schema;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import liquibase.Contexts;
import liquibase.GlobalConfiguration;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.analytics.configuration.AnalyticsArgs;
import liquibase.changelog.ChangeSet;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every change can be taken back, and comes again just as it was. */
class ChangelogTest {

    /** Each change by itself, with rows in place: what the schema before it has columns for is still there afterwards. */
    @ParameterizedTest
    @EnumSource
    void everyChangeRollsBackAndComesAgain(Database database) throws Exception {
        DatabaseAddress address = TestDatabase.none(database);
        try (Connection connection = Database.open(address, Database.Access.WRITE)) {
            Liquibase liquibase = liquibase(connection);
            List<List<String>> schemas = new ArrayList<>();
            List<Map<String, List<String>>> columns = new ArrayList<>();
            int changes = liquibase
                    .listUnrunChangeSets(new Contexts(), new LabelExpression())
                    .size();
            for (int i = 0; i < changes; i++) {
                schemas.add(schema(address));
                columns.add(Tables.columns(connection));
                liquibase.update(1, "");
            }
            schemas.add(schema(address));
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(true); // else the driver holds SQLite's write lock at any time
            var loaded = new CreditRunner(address).importFolder(SampleData.folder("baseline"));
            assertThat(loaded.exitCode()).as(loaded.err()).isZero();
            connection.setAutoCommit(autoCommit);
            for (int i = changes - 1; i >= 0; i--) {
                String change = "change " + (i + 1);
                Map<String, String> kept = Tables.digests(connection, columns.get(i));
                liquibase.rollback(1, "");
                assertThat(schema(address)).as("after taking back " + change).isEqualTo(schemas.get(i));
                assertThat(Tables.digests(connection, columns.get(i)))
                        .as(change)
                        .isEqualTo(kept);
                liquibase.update(1, "");
                assertThat(schema(address)).as("after " + change).isEqualTo(schemas.get(i + 1));
                assertThat(Tables.digests(connection, columns.get(i)))
                        .as(change)
                        .isEqualTo(kept);
                liquibase.rollback(1, "");
                TestDatabase.requireSound(address);
            }
            liquibase.update("");
            assertThat(schema(address)).isEqualTo(schemas.get(changes));
        }
    }

    /** PostgreSQL reads the text of a view from a dump, and may write it otherwise then; `db verify` would take that for another view. */
    @Test
    void viewsOfARestoredDatabaseAreWrittenAsTheyWere() {
        DatabaseAddress address = TestDatabase.fresh(Database.POSTGRESQL);
        String every = " FROM pg_views WHERE schemaname = current_schema() ORDER BY viewname";
        List<String> names = texts(address, "SELECT viewname" + every);
        List<String> before = texts(address, "SELECT definition" + every);
        assertThat(names).contains("missing_rates_v", "published_loads_v");
        for (int i = 0; i < names.size(); i++) {
            TestDatabase.execute(address, "CREATE OR REPLACE VIEW " + names.get(i) + " AS " + before.get(i));
        }
        assertThat(texts(address, "SELECT definition" + every)).isEqualTo(before);
    }

    private static List<String> texts(DatabaseAddress address, String sql) {
        return TestDatabase.query(
                address, jdbc -> jdbc.sql(sql).query(String.class).list());
    }

    @ParameterizedTest
    @EnumSource
    void programKnowsTheChangeSetsThatLiquibaseRuns(Database database) throws Exception {
        DatabaseAddress address = TestDatabase.none(database);
        try (Connection connection = Database.open(address, Database.Access.WRITE)) {
            Liquibase liquibase = liquibase(connection);
            List<String> run = liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression()).stream()
                    .map(ChangeSet::getId)
                    .toList();
            assertThat(Migration.run(address, connection, Actor.atCommandLine()))
                    .isEqualTo(run)
                    .isNotEmpty();
            assertThat(Schema.of(address, connection).state()).isEqualTo(Schema.State.CURRENT);
            assertThat(Schema.of(address, connection).applied()).isEqualTo(run);
            assertThat(Schema.of(address, connection).tag()).isEqualTo("v3");
            assertThat(Migration.run(address, connection, Actor.atCommandLine()))
                    .isEmpty();
        }
    }

    /** A process that is killed in mid-migration leaves Liquibase's lock, and perhaps nothing else. */
    @ParameterizedTest
    @EnumSource
    void killedMigrationGoesOn(Database database) {
        DatabaseAddress address = TestDatabase.none(database);
        CreditRunner credit = new CreditRunner(address);
        TestDatabase.execute(
                address,
                "CREATE TABLE DATABASECHANGELOGLOCK (ID INTEGER NOT NULL PRIMARY KEY, LOCKED BOOLEAN NOT NULL,"
                        + " LOCKGRANTED TIMESTAMP, LOCKEDBY VARCHAR(255))");
        assertThat(credit.run("db", "migrate").out()).contains("applied   " + Schema.newest(database));

        TestDatabase.execute(
                address,
                "DELETE FROM DATABASECHANGELOG WHERE ID IN ('" + Schema.newest(database) + "', '320-day-of-data')",
                "ALTER TABLE loads DROP COLUMN data_day",
                "UPDATE DATABASECHANGELOG SET TAG = NULL", // it was the first migration
                "UPDATE DATABASECHANGELOGLOCK SET LOCKED = " + (database == Database.SQLITE ? "1" : "TRUE"));
        var result = credit.importFolder(SampleData.folder("baseline"));
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(credit.run("db", "status").out()).contains("version   v3").contains("state     current");
    }

    @ParameterizedTest
    @EnumSource
    void changeThatFailsLeavesTheDatabaseAsItWas(Database database) {
        DatabaseAddress address = TestDatabase.none(database);
        CreditRunner credit = new CreditRunner(address);
        assertThat(credit.run("db", "migrate").exitCode()).isZero();
        TestDatabase.execute(
                address,
                "DELETE FROM DATABASECHANGELOG WHERE ID IN ('080-credit-chat', '210-exchange-rates')",
                "DROP VIEW credit_chat_v",
                "DROP TABLE credit_chat");
        List<String> before = schema(address);

        var result = credit.run("db", "migrate");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("210-exchange-rates").contains("Nothing was changed.");
        assertThat(schema(address)).isEqualTo(before);
        assertThat(credit.run("db", "status").out()).contains("pending   080-credit-chat, 210-exchange-rates");
    }

    @Test
    void nobodyIsToldThatTheProgramMigrates() throws Exception {
        assertThat(AnalyticsArgs.ENABLED.getCurrentValue()).isNotEqualTo(false);
        Scope.child(LiquibaseScope.SETTINGS, () -> assertThat(AnalyticsArgs.ENABLED.getCurrentValue())
                .isFalse());
    }

    /** The program does without, and rests on this class. */
    @Test
    void filesAreHeldAgainstTheSchemaForXmlHere() {
        assertThat(GlobalConfiguration.VALIDATE_XML_CHANGELOG_FILES.getCurrentValue())
                .isTrue();
    }

    /** As it is without any settings. */
    private static Liquibase liquibase(Connection connection) throws DatabaseException {
        return new Liquibase(
                "db/changelog/master.xml",
                new ClassLoaderResourceAccessor(),
                DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection)));
    }

    private static List<String> schema(DatabaseAddress address) {
        return TestDatabase.query(
                address, jdbc -> jdbc.sql(address.database().upkeep().schemaText())
                        .query(String.class)
                        .list());
    }
}
