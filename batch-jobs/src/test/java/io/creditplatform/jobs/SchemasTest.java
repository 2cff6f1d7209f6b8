package io.creditplatform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.audit.Actor;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.Digests;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The platform works in a schema of any name, and takes no notice of another one beside it in the same database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchemasTest {

    /** For a pattern, the second one's name means the first one as well. */
    private static final String NEIGHBOUR = "axb";

    private static final String ALIKE = "a_b";

    /** Nothing in it is what it looks like: capitals, blanks, a quote, wildcards and escapes. */
    private static final String ODD = "Own Desk's 50%\\_";

    private static final String SCRATCH = "0123456789abcdef0123456789abcdef";

    private DatabaseAddress database = TestDatabase.none(Database.POSTGRESQL);
    private Map<String, String> undisturbed = Map.of();

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private CreditRunner in(String searchPath) {
        return new CreditRunner(DatabaseAddress.of(
                database.jdbcUrl() + "&currentSchema=" + URLEncoder.encode(searchPath, StandardCharsets.UTF_8)));
    }

    private static String ok(CreditRunner.Result result) {
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        return result.out();
    }

    private long numberOf(String schema) {
        return TestDatabase.number(
                database, "SELECT oid FROM pg_namespace WHERE nspname = '" + schema.replace("'", "''") + "'");
    }

    @BeforeAll
    void loadNeighbour() {
        for (String schema : List.of(NEIGHBOUR, ALIKE, ODD)) {
            TestDatabase.execute(database, "CREATE SCHEMA " + quoted(schema));
        }
        ok(in(NEIGHBOUR).importFolder(SampleData.folder("baseline")));
        // A leftover of the neighbour, such as the next load here would have, too.
        TestDatabase.execute(in(NEIGHBOUR).address(), "CREATE TABLE stage_1_sellers AS SELECT 1 AS line");
        undisturbed = Digests.ofFeeds(in(NEIGHBOUR).address());
    }

    @Test
    void everyCommandWorksInASchemaOfAnyName() {
        for (String schema : List.of(ALIKE, ODD)) {
            CreditRunner credit = in(quoted(schema));
            assertThat(ok(credit.run("db", "status"))).contains("state     empty");
            assertThat(credit.importFolder(SampleData.folder("baseline")).err()).contains("Load 1 is published");
            assertThat(Digests.ofFeeds(credit.address())).isEqualTo(undisturbed);
            ok(credit.importFolder(SampleData.folder("next-day")));
            ok(credit.run("check"));
            assertThat(ok(credit.run("history", "sellers", "1"))).contains("1");
            assertThat(ok(credit.run("check", "--load", "1"))).isNotEmpty();
            assertThat(ok(credit.run("db", "status", "--check")))
                    .contains("state     current")
                    .contains("damage    none found");
            assertThat(ok(credit.run("db", "verify")))
                    .contains("every migration can be done")
                    .doesNotContain("differences");
            ok(credit.run("undo"));
            assertThat(Digests.ofFeeds(credit.address())).isEqualTo(undisturbed);
            ok(credit.run("db", "rollback", "--to", "v2"));
            assertThat(ok(credit.run("db", "migrate"))).contains("applied");
            assertThat(ok(credit.run("db", "verify"))).contains("every migration can be done");
        }
        assertThat(Digests.ofFeeds(in(NEIGHBOUR).address())).isEqualTo(undisturbed);
        assertThat(
                        TestDatabase.number(
                                database,
                                "SELECT count(*) FROM pg_tables WHERE tablename LIKE 'stage!_%' ESCAPE '!' OR schemaname = 'public'"))
                .as("the neighbour's leftover, and nothing anywhere else")
                .isEqualTo(1);
    }

    @Test
    void anotherSchemaOfTheSearchPathIsNotTouchedWhereTheOwnOneIsEmpty() {
        TestDatabase.execute(database, "CREATE SCHEMA fresh");
        CreditRunner credit =
                in("pg_catalog, information_schema, pg_temp, fresh, " + NEIGHBOUR); // some put PostgreSQL's first
        assertThat(ok(credit.run("db", "status"))).contains("state     empty");
        ok(credit.importFolder(SampleData.folder("next-day")));
        assertThat(Digests.ofFeeds(in(NEIGHBOUR).address())).isEqualTo(undisturbed);
        assertThat(TestDatabase.number(in(NEIGHBOUR).address(), "SELECT line FROM stage_1_sellers"))
                .isEqualTo(1);
        assertThat(TestDatabase.number(in(NEIGHBOUR).address(), "SELECT count(*) FROM loads"))
                .isEqualTo(1);
    }

    @Test
    void loadLockIsOfTheSchema() throws SQLException {
        TestDatabase.execute(database, "CREATE SCHEMA one", "CREATE SCHEMA other");
        ok(in("one").importFolder(SampleData.folder("baseline")));
        try (WriteSession held = WriteSession.open(in("one").address(), Actor.atCommandLine())) {
            assertThat(held).isNotNull();
            ok(in("other").importFolder(SampleData.folder("baseline")));
            assertThat(in("one").importFolder(SampleData.folder("next-day")).exitCode())
                    .isEqualTo(4);
        }
        try (Connection earlier = Database.open(database, Database.Access.WRITE);
                Statement statement = earlier.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(x'43726564506c6174'::bigint)");
            assertThat(in("one").importFolder(SampleData.folder("next-day")).exitCode())
                    .as("a program of before works in the database")
                    .isEqualTo(4);
        }
        ok(in("one").importFolder(SampleData.folder("next-day")));
    }

    @Test
    void scratchOfAnotherPlatformIsLeftAlone() {
        TestDatabase.execute(database, "CREATE SCHEMA cleaner");
        CreditRunner credit = in("cleaner");
        ok(credit.run("db", "migrate"));
        String theirs = "credit_scratch_" + numberOf(NEIGHBOUR) + "_" + SCRATCH;
        String own = "credit_scratch_" + numberOf("cleaner") + "_" + SCRATCH;
        TestDatabase.execute(
                database, "CREATE SCHEMA " + theirs, "CREATE SCHEMA " + own, "CREATE SCHEMA credit_scratch_" + SCRATCH);
        ok(credit.run("db", "verify"));
        List<String> left = TestDatabase.query(database, jdbc -> jdbc.sql(
                        "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'credit!_scratch%' ESCAPE '!'")
                .query(String.class)
                .list());
        assertThat(left).containsExactly(theirs);
        TestDatabase.execute(database, "DROP SCHEMA " + theirs);
    }

    @Test
    void schemaThatIsNotThereOrCannotBeUsedIsSaidToBeThat() {
        TestDatabase.execute(database, "CREATE SCHEMA \"a\"\"b\"");
        CreditRunner quote = in("\"a\"\"b\"");
        assertThat(quote.run("loads").err())
                .isEqualTo("credit: Cannot open the database " + quote.address()
                        + ": its schema \"a\"\"b\" has a double quote in its name, which Liquibase cannot write. Have it"
                        + " renamed by ALTER SCHEMA … RENAME TO …, then run this command again.\n");
        CreditRunner credit = in("Nowhere");
        assertThat(credit.run("loads").err())
                .isEqualTo(
                        "credit: " + credit.address() + " denies it: there is no schema Nowhere that the role may use."
                                + " Where it is missing, CREATE SCHEMA makes it; a name with capitals or signs is written"
                                + " currentSchema=%22Name%22. Have its owner run GRANT USAGE ON SCHEMA Nowhere TO the role that"
                                + " connects, and CREATE as well if it loads, then run this command again.\n");
        assertThat(credit.address().toString())
                .endsWith("?currentSchema=Nowhere")
                .doesNotContain("user");
    }
}
