package io.creditplatform.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.Schema;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import liquibase.Contexts;
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

    @ParameterizedTest
    @EnumSource
    void everyChangeRollsBackToTheSchemaBeforeIt(Database database) throws Exception {
        DatabaseAddress address = TestDatabase.fresh(database);
        try (Connection connection = Database.open(address, Database.Access.WRITE)) {
            Liquibase liquibase = liquibase(connection);
            List<List<String>> schemas = new ArrayList<>();
            int changes = liquibase
                    .listUnrunChangeSets(new Contexts(), new LabelExpression())
                    .size();
            for (int i = 0; i < changes; i++) {
                schemas.add(schema(address));
                liquibase.update(1, "");
            }
            List<String> complete = schema(address);
            assertThat(liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression()))
                    .isEmpty();
            for (int i = changes - 1; i >= 0; i--) {
                liquibase.rollback(1, "");
                assertThat(schema(address))
                        .as("after taking back change " + (i + 1))
                        .isEqualTo(schemas.get(i));
            }
            liquibase.update("");
            assertThat(schema(address)).isEqualTo(complete);
        }
    }

    @ParameterizedTest
    @EnumSource
    void programKnowsTheChangeSetsThatLiquibaseRuns(Database database) throws Exception {
        DatabaseAddress address = TestDatabase.fresh(database);
        try (Connection connection = Database.open(address, Database.Access.WRITE)) {
            Liquibase liquibase = liquibase(connection);
            List<String> run = liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression()).stream()
                    .map(ChangeSet::getId)
                    .toList();
            assertThat(Migration.run(address, connection)).isEqualTo(run).hasSize(16);
            assertThat(Schema.of(address, connection).state()).isEqualTo(Schema.State.CURRENT);
            assertThat(Schema.of(address, connection).applied()).isEqualTo(run);
            assertThat(Schema.of(address, connection).tag()).isEqualTo("v1");
            assertThat(Migration.run(address, connection)).isEmpty();
        }
    }

    /** A process that is killed in mid-migration leaves Liquibase's lock, and perhaps nothing else. */
    @ParameterizedTest
    @EnumSource
    void killedMigrationGoesOn(Database database) {
        DatabaseAddress address = TestDatabase.fresh(database);
        CreditRunner credit = new CreditRunner(address);
        TestDatabase.execute(
                address,
                "CREATE TABLE DATABASECHANGELOGLOCK (ID INTEGER NOT NULL PRIMARY KEY, LOCKED BOOLEAN NOT NULL,"
                        + " LOCKGRANTED TIMESTAMP, LOCKEDBY VARCHAR(255))");
        assertThat(credit.run("db", "migrate").out()).contains("applied   999-tag-v1");

        TestDatabase.execute(
                address,
                "DELETE FROM DATABASECHANGELOG WHERE ID IN ('999-tag-v1', '120-wallet-transactions')",
                "DROP VIEW wallet_transactions_v",
                "DROP TABLE wallet_transactions",
                "UPDATE DATABASECHANGELOGLOCK SET LOCKED = " + (database == Database.SQLITE ? "1" : "TRUE"));
        var result = credit.importFolder(SampleData.folder("baseline"));
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(credit.run("db", "status").out()).contains("version   v1").contains("state     current");
    }

    @ParameterizedTest
    @EnumSource
    void changeThatFailsLeavesTheDatabaseAsItWas(Database database) {
        DatabaseAddress address = TestDatabase.fresh(database);
        CreditRunner credit = new CreditRunner(address);
        assertThat(credit.run("db", "migrate").exitCode()).isZero();
        TestDatabase.execute(
                address,
                "DELETE FROM DATABASECHANGELOG WHERE ID IN ('110-invoice-items', '120-wallet-transactions')",
                "DROP VIEW invoice_items_v",
                "DROP TABLE invoice_items");
        List<String> before = schema(address);

        var result = credit.run("db", "migrate");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("120-wallet-transactions").contains("Nothing was changed.");
        assertThat(schema(address)).isEqualTo(before);
        assertThat(credit.run("db", "status").out()).contains("pending   110-invoice-items, 120-wallet-transactions");
    }

    @Test
    void nobodyIsToldThatTheProgramMigrates() throws Exception {
        assertThat(AnalyticsArgs.ENABLED.getCurrentValue()).isNotEqualTo(false);
        Scope.child(Migration.SETTINGS, () -> assertThat(AnalyticsArgs.ENABLED.getCurrentValue())
                .isFalse());
    }

    private static Liquibase liquibase(Connection connection) throws DatabaseException {
        return new Liquibase(
                "db/changelog/master.xml",
                new ClassLoaderResourceAccessor(),
                DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection)));
    }

    /** All that the schema says, apart from Liquibase's own tables. */
    private static List<String> schema(DatabaseAddress address) {
        String query = address.database() == Database.SQLITE
                ? "SELECT type || ' ' || coalesce(sql, name) FROM sqlite_master"
                        + " WHERE name NOT LIKE 'DATABASECHANGELOG%' AND name NOT LIKE 'sqlite_%' ORDER BY 1"
                : "SELECT table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable"
                        + " FROM information_schema.columns WHERE table_schema = 'public'"
                        + " AND table_name NOT LIKE 'databasechangelog%'"
                        + " UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'"
                        + " AND tablename NOT LIKE 'databasechangelog%'"
                        + " UNION ALL SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1";
        return TestDatabase.query(
                address, jdbc -> jdbc.sql(query).query(String.class).list());
    }
}
