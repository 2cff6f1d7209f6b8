package io.creditplatform.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.audit.Actor;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.Schema;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A new database is copied from a template where there is one, and made by Liquibase where there is none. */
class TemplateTest {

    private static final String MARKER = "SELECT count(*) FROM sqlite_master WHERE name = 'marker'";

    private static final int CHANGE_SETS = changeSets(Database.SQLITE);

    private final DatabaseAddress template = TestDatabase.none(Database.SQLITE);

    private static int changeSets(Database database) {
        DatabaseAddress empty = TestDatabase.none(database);
        try (Connection connection = Database.open(empty, Database.Access.WRITE)) {
            return Schema.of(empty, connection).pending().size();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void makeTemplate() throws SQLException {
        migrate(template);
        TestDatabase.execute(
                template,
                "CREATE VIEW marker AS SELECT 1",
                "UPDATE DATABASECHANGELOG SET DATEEXECUTED = '2001-01-01 00:00:00'");
        System.setProperty("credit.template", String.valueOf(template.file()));
    }

    @AfterEach
    void forgetTemplate() {
        System.clearProperty("credit.template");
    }

    private static List<String> migrate(DatabaseAddress address) throws SQLException {
        try (Connection connection = Database.open(address, Database.Access.WRITE)) {
            List<String> run = Migration.run(address, connection, Actor.atCommandLine());
            assertThat(Schema.of(address, connection).state()).isEqualTo(Schema.State.CURRENT);
            return run;
        }
    }

    @Test
    void templateMayHaveApostropheInItsPath() throws Exception {
        Path folder = Files.createTempDirectory(Path.of("target"), "o'neil");
        Path file = folder.resolve("template.db");
        Files.copy(Objects.requireNonNull(template.file()), file);
        System.setProperty("credit.template", file.toString());
        DatabaseAddress address = TestDatabase.none(Database.SQLITE);
        migrate(address);
        assertThat(TestDatabase.number(address, MARKER)).isOne();
    }

    @Test
    void newDatabaseIsCopy() throws SQLException {
        DatabaseAddress address = TestDatabase.none(Database.SQLITE);
        assertThat(migrate(address)).hasSize(CHANGE_SETS);
        assertThat(TestDatabase.number(address, MARKER)).isOne();
        assertThat(TestDatabase.number(
                        address, "SELECT count(*) FROM DATABASECHANGELOG WHERE DATEEXECUTED LIKE '2001%'"))
                .isZero();
        assertThat(migrate(address)).isEmpty();
    }

    /** A copy would tell of it as of what was done to itself. */
    @Test
    void whoMakesTheTemplateIsInNoAuditLog() {
        CreditRunner made = new CreditRunner(TestDatabase.none(Database.SQLITE));
        System.setProperty("credit.template", String.valueOf(made.address().file()));
        assertThat(made.run("db", "migrate").out()).endsWith("state     current\n");
        CreditRunner copy = new CreditRunner(TestDatabase.none(Database.SQLITE));
        assertThat(copy.run("db", "migrate").exitCode()).isZero();
        assertThat(TestDatabase.number(made.address(), "SELECT count(*) FROM audit_log"))
                .isZero();
        assertThat(TestDatabase.number(copy.address(), "SELECT count(*) FROM audit_log WHERE act = 'MIGRATE'"))
                .isOne();
    }

    @Test
    void liquibaseAddsWhatTemplateLacks() throws SQLException {
        TestDatabase.execute(
                template,
                "DROP VIEW exchange_rates_v",
                "DROP TABLE exchange_rates",
                "DELETE FROM DATABASECHANGELOG WHERE ID IN ('210-exchange-rates', '" + Schema.newest(Database.SQLITE)
                        + "')");
        assertThat(TestDatabase.number(template, "SELECT count(*) FROM DATABASECHANGELOG"))
                .isEqualTo(CHANGE_SETS - 2);
        DatabaseAddress address = TestDatabase.none(Database.SQLITE);
        assertThat(migrate(address)).hasSize(CHANGE_SETS);
        assertThat(TestDatabase.number(address, MARKER)).isOne();
        assertThat(TestDatabase.number(address, "SELECT count(*) FROM exchange_rates"))
                .isZero();
    }

    @Test
    void databaseWithSchemaIsLeftAsItIs() throws SQLException {
        System.clearProperty("credit.template");
        DatabaseAddress address = TestDatabase.none(Database.SQLITE);
        migrate(address);
        System.setProperty("credit.template", String.valueOf(template.file()));
        assertThat(migrate(address)).isEmpty();
        assertThat(TestDatabase.number(address, MARKER)).isZero();
    }

    @Test
    void liquibaseDoesAllWhereTemplateIsMissingOrBroken() throws Exception {
        Path broken = Files.writeString(Files.createTempFile(Path.of("target"), "template", ".db"), "no database");
        for (Path path : List.of(Path.of("target", "no-such-template.db"), broken)) {
            System.setProperty("credit.template", path.toString());
            DatabaseAddress address = TestDatabase.none(Database.SQLITE);
            assertThat(migrate(address)).as(path.toString()).hasSize(CHANGE_SETS);
            assertThat(TestDatabase.number(address, MARKER)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "POSTGRESQL")
    void serverNeedsNoTemplate(Database database) throws SQLException {
        assertThat(migrate(TestDatabase.none(database))).hasSize(changeSets(database));
    }
}
