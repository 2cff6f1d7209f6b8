package io.creditplatform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a role of a server may not do, or may not take its time for, is said with what its owner has to change. */
class RightsTest {

    private static final String ROLE = "clerk";

    @TempDir
    private Path folder;

    private DatabaseAddress owners;
    private CreditRunner clerk;

    @BeforeEach
    void setUp() {
        owners = TestDatabase.none(Database.POSTGRESQL);
        TestDatabase.execute(owners, "CREATE ROLE " + ROLE + " LOGIN", "REVOKE ALL ON SCHEMA public FROM PUBLIC");
        clerk = new CreditRunner(DatabaseAddress.of(owners.jdbcUrl().replaceFirst("user=postgres", "user=" + ROLE)));
    }

    @AfterEach
    void dropRole() {
        TestDatabase.execute(owners, "DROP OWNED BY " + ROLE, "DROP ROLE " + ROLE);
    }

    private void grant(String right) {
        TestDatabase.execute(owners, "GRANT " + right + " TO " + ROLE);
    }

    private void assertDenied(CreditRunner.Result result, String reason, String remedy) {
        assertThat(result.exitCode()).as(result.out() + result.err()).isEqualTo(1);
        assertThat(result.err())
                .contains(clerk.address() + " denies it: permission denied for " + reason + ". ")
                .contains(remedy)
                .doesNotContain("SELECT *")
                .doesNotContain("INSERT INTO");
    }

    @Test
    void rightIsNamedThatIsMissing() {
        Path baseline = SampleData.folder("baseline");
        assertThat(new CreditRunner(owners).importFolder(baseline).exitCode()).isZero();
        assertThat(clerk.run("loads").err())
                .isEqualTo("credit: " + clerk.address()
                        + " denies it: there is no schema in its search_path that the role may use. Have its owner run GRANT"
                        + " USAGE ON SCHEMA public TO the role that connects, and CREATE as well if it loads, then run this"
                        + " command again.\n");

        grant("USAGE ON SCHEMA public");
        assertDenied(
                clerk.run("loads"),
                "table databasechangelog",
                "GRANT SELECT ON ALL TABLES IN SCHEMA … TO the role that connects");
        grant("SELECT ON ALL TABLES IN SCHEMA public");
        assertThat(clerk.run("loads").out()).contains("COMPLETED");

        Path next = SampleData.folder("next-day");
        assertDenied(
                clerk.importFolder(next),
                "table load_lock",
                "and INSERT, UPDATE, DELETE as well if it loads, then run this command again.");
        grant("INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public");
        assertDenied(
                clerk.importFolder(next),
                "sequence batch_job_instance_seq",
                "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA … TO the role that connects");
        grant("USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public");
        assertDenied(clerk.importFolder(next), "schema public", "and CREATE as well if it loads");
        grant("CREATE ON SCHEMA public");
        assertThat(clerk.importFolder(next).err()).contains(" is published");
    }

    /** The server says why before it hangs up; only who is just writing may find the line dead before having read that. */
    @Test
    void transactionThatMayNotWaitIsSaidToBeThat() throws SQLException {
        grant("ALL ON SCHEMA public");
        assertThat(clerk.run("db", "migrate").exitCode()).isZero();
        TestDatabase.execute(owners, "ALTER ROLE " + ROLE + " SET idle_in_transaction_session_timeout = '1ms'");

        try (Connection connection = Database.open(clerk.address(), Database.Access.WRITE);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT 1");
            Awaitility.await("the server has ended the session")
                    .until(() -> TestDatabase.number(
                                    owners, "SELECT count(*) FROM pg_stat_activity WHERE usename = '" + ROLE + "'")
                            == 0);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> statement.execute("SELECT 1"))
                    .satisfies(e -> assertThat(DatabaseFailure.explain(clerk.address(), e, "run this command again"))
                            .get(InstanceOfAssertFactories.STRING)
                            .contains("ended the connection, since a transaction waited for longer than allowed.")
                            .contains("ALTER ROLE … SET idle_in_transaction_session_timeout = 0")
                            .endsWith("run this command again."));
        }

        Path extract = SampleData.large(folder.resolve("extract"), 20_000);
        CreditRunner.Result failed = clerk.importFolder(extract);
        assertThat(failed.exitCode()).as(failed.err()).isEqualTo(1);
        assertThat(failed.err()).endsWith("run this command again.\n").doesNotContain("Exception");
        TestDatabase.execute(owners, "ALTER ROLE " + ROLE + " RESET idle_in_transaction_session_timeout");
        assertThat(clerk.importFolder(extract).err()).contains(" is published");
    }
}
