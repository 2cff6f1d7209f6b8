package io.creditplatform.migration;

import static io.creditplatform.migration.TwoDays.loaded;
import static io.creditplatform.migration.TwoDays.ok;
import static io.creditplatform.migration.TwoDays.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.audit.Actor;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.ScratchDatabase;
import io.creditplatform.jobs.WriteSession;
import io.creditplatform.migration.TwoDays.State;
import io.creditplatform.testing.Program;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All migrations are rehearsed on copies, which go when that is done, or when it is done next if it was killed. */
class RehearsalTest {

    @ParameterizedTest
    @EnumSource
    void rehearsalGoesThroughAllVersionsOnACopy(Database database) throws Exception {
        CreditRunner credit = loaded(database);
        ok(credit.run("undo"));
        TestDatabase.execute(
                credit.address(),
                "UPDATE credits SET currency = 'EUR' WHERE credit_id = 3",
                // As where the row that was the newest then has changed since: rows do not tell that day any more.
                "UPDATE loads SET data_day = '2031-02-03' WHERE load_id = 1",
                // As where the refused row has been pruned: what is counted stays, but can be counted from nothing.
                "INSERT INTO load_rejections (load_id, feed, code, column_name, row_count)"
                        + " VALUES (1, 'sellers', 'type', 'signup_date', 7)");
        ok(credit.run("db", "rebuild"));
        State before = state(credit.address());
        List<String> steps = List.of(
                "derived",
                "copy",
                "update",
                "rollback to v2",
                "update to v3",
                "rollback to v1",
                "update to v3",
                "state");
        leaveScratch(credit.address());

        List<String> lines = ok(credit.run("db", "verify")).lines().toList();

        assertThat(lines.stream().filter(line -> !line.startsWith(" ")).map(line -> line.replaceFirst(" {2,}.*", "")))
                .containsExactlyElementsOf(steps);
        assertThat(lines)
                .contains(
                        "    would be refused, since it would lose credits: 1 row where currency IS DISTINCT FROM 'USD'");
        assertThat(lines.stream().filter(line -> line.endsWith(": as it should be")))
                .hasSize(6);
        assertThat(state(credit.address())).isEqualTo(before);
        assertNothingIsLeft(credit.address());

        TestDatabase.execute(credit.address(), "UPDATE credits SET currency = 'USD' WHERE credit_id = 3");
        ok(credit.run("db", "rebuild"));
        ok(credit.run("db", "rollback", "--to", "v1"));
        assertThat(ok(credit.run("db", "verify"))).contains("rollback to v1    v1, ");
        assertThat(credit.run("db", "status").out()).contains("version   v1");
    }

    /** What Liquibase writes for people to read goes past what a command is given to write to, so only a process shows it. */
    @Test
    void liquibaseSaysNothingItself(@TempDir Path folder) {
        CreditRunner credit = loaded(Database.SQLITE);
        String expected = ok(credit.run("db", "verify"));
        Path output = folder.resolve("output.txt");
        Process process =
                Program.start(output, "db", "verify", "--db", credit.address().jdbcUrl());

        Program.Ended ended = Program.await(process, output);

        assertThat(ended.output()).isEqualTo(expected);
        assertThat(ended.exitCode()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void rehearsalTellsWhatDiffers(Database database) throws Exception {
        CreditRunner credit = loaded(database);
        TestDatabase.execute(
                credit.address(),
                "CREATE VIEW own AS SELECT lead_id FROM leads",
                database == Database.SQLITE
                        ? "DROP TRIGGER quality_runs_updated"
                        : "ALTER TABLE quality_runs DISABLE TRIGGER quality_runs_changed");
        if (database == Database.SQLITE) {
            TestDatabase.execute(
                    credit.address(),
                    "CREATE TRIGGER quality_runs_updated AFTER UPDATE ON quality_runs BEGIN SELECT 1; END");
        }

        CreditRunner.Result verified = credit.run("db", "verify");

        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(verified.out().replaceAll("(?i)create view own as", ""))
                .containsPattern("copy .*: 3 differences")
                .contains("    also has view ")
                .contains("SELECT")
                .containsPattern("    also has trigger CREATE TRIGGER quality_runs_")
                .containsPattern("    lacks trigger CREATE TRIGGER quality_runs_");
        assertThat(verified.err()).contains("the rehearsal found differences");
        assertNothingIsLeft(credit.address());
    }

    /** What a rehearsal leaves that is killed: a scratch database that nobody closes. */
    private static ScratchDatabase leaveScratch(DatabaseAddress address) throws SQLException {
        try (Connection connection = Database.open(address, Database.Access.WRITE)) {
            ScratchDatabase left = address.database().upkeep().scratch(address, connection);
            TestDatabase.execute(left.address(), "CREATE TABLE hens (name TEXT)");
            return left;
        }
    }

    /** Who has made a scratch database holds the load lock as long as it is needed. */
    @ParameterizedTest
    @EnumSource
    void scratchDatabaseStaysWhileItsMakerLives(Database database) throws Exception {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        ScratchDatabase scratch = leaveScratch(credit.address());
        try (WriteSession maker = WriteSession.open(credit.address(), Actor.atCommandLine())) {
            assertThat(maker.connection().isClosed()).isFalse();
            for (String command : List.of("verify", "rollback --to v1", "migrate")) {
                assertThat(credit.run(("db " + command).split(" ", -1)).exitCode())
                        .as(command)
                        .isEqualTo(4);
            }
            assertThat(TestDatabase.number(scratch.address(), "SELECT count(*) FROM hens"))
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyScratchDatabasesAreRemoved(Database database) throws Exception {
        DatabaseAddress address = TestDatabase.fresh(database);
        ScratchDatabase left = leaveScratch(address);
        ScratchDatabase other = leaveScratch(TestDatabase.fresh(database));
        if (address.file() != null) {
            Files.createFile(address.file().resolveSibling("credit.db.scratch-paper"));
            Files.createFile(address.file().resolveSibling(address.file().getFileName() + ".scratch-"));
        } else {
            TestDatabase.execute(address, "CREATE SCHEMA credit_scratch_paper");
        }
        try (Connection connection = Database.open(address, Database.Access.WRITE)) {
            address.database().upkeep().removeScratch(address, connection);
            address.database().upkeep().removeScratch(address, connection);
        }
        assertThat(TestDatabase.number(other.address(), "SELECT count(*) FROM hens"))
                .isZero();
        if (address.file() != null) {
            assertThat(address.file().resolveSibling("credit.db.scratch-paper")).exists();
            assertThat(address.file().resolveSibling("credit.db.scratch-")).exists();
            assertThat(Objects.requireNonNull(left.address().file())).doesNotExist();
        } else {
            List<String> schemas = TestDatabase.query(address, jdbc -> jdbc.sql(
                            "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'credit@_%' ESCAPE '@'")
                    .query(String.class)
                    .list());
            assertThat(schemas).containsExactly("credit_scratch_paper");
        }
    }

    private static void assertNothingIsLeft(DatabaseAddress address) throws IOException {
        if (address.file() == null) {
            assertThat(TestDatabase.number(
                            address, "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'credit@_%' ESCAPE '@'"))
                    .isZero();
        } else {
            try (Stream<Path> files = Files.list(
                    Objects.requireNonNull(address.file()).toAbsolutePath().getParent())) {
                assertThat(files.filter(file -> file.toString().contains("scratch")))
                        .isEmpty();
            }
        }
    }
}
