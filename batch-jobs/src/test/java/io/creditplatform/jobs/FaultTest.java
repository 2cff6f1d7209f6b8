package io.creditplatform.jobs;

import static io.creditplatform.testing.TestDatabase.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.creditplatform.audit.Actor;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.console.Progress;
import io.creditplatform.console.StopSignal;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.Program;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What fails around a load, disks, locks and servers, is told in a user's words, and the load goes on once it is mended. */
class FaultTest {

    private static final int LEADS = 30_000;

    @TempDir
    private Path folder;

    private Path extract;
    private Path output;
    private DatabaseAddress address;
    private CreditRunner credit;

    @BeforeEach
    void setUp() {
        extract = SampleData.large(folder.resolve("extract"), LEADS);
        output = folder.resolve("output.txt");
        address = TestDatabase.fresh(Database.SQLITE);
        credit = new CreditRunner(address);
    }

    @AfterEach
    void waitAsLongAsEver() {
        System.clearProperty("credit.busy-timeout");
    }

    /** A limit to the size of files stands for a full disk: it takes no special rights, and the write fails alike. */
    @ParameterizedTest
    @ValueSource(ints = {16, 60})
    void diskIsFullBeforeThereIsASchema(int kilobytes) {
        Program.Ended ended = runWithFilesUpTo(kilobytes, "import", extract.toString());

        assertThat(ended).isEqualTo(new Program.Ended(1, "credit: " + diskTakesNoMore() + "run this command again.\n"));
        assertLoads(credit.importFolder(extract));
    }

    @Test
    void diskIsFullInStaging() {
        assertThat(credit.run("db", "migrate").exitCode()).isZero();

        Program.Ended ended = runWithFilesUpTo(2_500, "import", extract.toString());

        // There may be no room left to write that the load failed; then the next run finds that out.
        assertThat(ended)
                .isIn(
                        new Program.Ended(
                                1, "credit: load 1 failed. " + diskTakesNoMore() + "go on with `credit resume`.\n"),
                        new Program.Ended(1, "credit: " + diskTakesNoMore() + "run this command again.\n"));
        assertThat(number(address, "SELECT count(*) FROM BATCH_STEP_EXECUTION WHERE STEP_NAME = 'stage-leads'"))
                .isEqualTo(1);
        assertLoads(credit.run("resume"));
    }

    @Test
    void diskIsFullInPublish() {
        stopIn("references");

        Program.Ended ended = runWithFilesUpTo(1_900, "resume");

        assertThat(ended)
                .isEqualTo(new Program.Ended(
                        1, "credit: load 1 failed. " + diskTakesNoMore() + "go on with `credit resume`.\n"));
        assertThat(number(address, "SELECT count(*) FROM leads")).isZero();
        assertLoads(credit.run("resume"));
    }

    @Test
    void diskIsFullFromTheStart() {
        stopIn("leads");

        Program.Ended ended = runWithFilesUpTo(32, "resume");

        assertThat(ended).isEqualTo(new Program.Ended(1, "credit: " + diskTakesNoMore() + "run this command again.\n"));
        assertLoads(credit.run("resume"));
    }

    @Test
    @EnabledOnOs(OS.LINUX) // has a device that is always full
    void diskForReportsIsFull() {
        var reported = credit.importFolder(extract, "--report", "/dev/full");
        assertThat(reported.exitCode()).isEqualTo(1);
        assertThat(reported.err())
                .contains("Load 1 is published")
                .contains("credit: the report of load 1 could not be written: No space left on device."
                        + " The load itself ended as said above; `credit loads --json` has the report.");

        var rejects = credit.run("rejects", "--out", "/dev/full");
        assertThat(rejects.exitCode()).isEqualTo(1);
        assertThat(rejects.err().strip()).isEqualTo("credit: Cannot write /dev/full: No space left on device.");

        Process process = Program.startFrom("exec \"$@\" >/dev/full", output, "rejects", "--db", address.jdbcUrl());
        assertThat(Program.await(process, output))
                .isEqualTo(new Program.Ended(
                        1,
                        "credit: what had to be done is done, but not all results could be written to stdout."
                                + " Has its reader gone, or is the disk full that it leads to?\n"));
    }

    @Test
    void shortLockIsWaitedFor() throws Exception {
        assertThat(credit.run("db", "migrate").exitCode()).isZero();
        try (Connection other = Database.open(address, Database.Access.WRITE)) {
            execute(other, "BEGIN IMMEDIATE");
            Process process = Program.start(output, "import", extract.toString(), "--db", address.jdbcUrl());
            assertThat(process.waitFor(2, TimeUnit.SECONDS)).isFalse();
            assertThat(number(address, "SELECT count(*) FROM loads")).isZero();
            execute(other, "ROLLBACK");
            assertThat(Program.await(process, output).exitCode()).isZero();
        }
    }

    @Test
    void longLockEndsTheCommandBeforeTheLoad() throws SQLException {
        assertThat(credit.run("db", "migrate").exitCode()).isZero();
        System.setProperty("credit.busy-timeout", "100");
        try (Connection other = Database.open(address, Database.Access.WRITE)) {
            execute(other, "BEGIN EXCLUSIVE");
            var refused = credit.importFolder(extract);
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err().strip())
                    .isEqualTo("credit: Another program holds a lock on " + address
                            + ". End it, then run this command again.");
            execute(other, "ROLLBACK");
        }
        assertLoads(credit.importFolder(extract));
    }

    @Test
    void longLockEndsTheLoad() throws SQLException {
        assertThat(credit.run("db", "migrate").exitCode()).isZero();
        System.setProperty("credit.busy-timeout", "100");
        try (Connection other = Database.open(address, Database.Access.WRITE)) {
            Throwable failure = failureOf(once("leads", () -> new Thread(() -> lock(other)).start()));
            // On a busy machine the load may be through before the other one gets a turn.
            assumeTrue(failure != null, "the load never let go of the lock for long enough");
            assertThat(DatabaseFailure.explain(address, failure, "run this command again"))
                    .contains("Another program holds a lock on " + address + ". End it, then run this command again.");
            execute(other, "ROLLBACK");
        }
        // Or only after what it publishes at once.
        assumeTrue(number(address, "SELECT count(published_at) FROM loads") == 0, "the lock came after the rows");
        assertThat(number(address, "SELECT count(*) FROM leads")).isZero();
        assertLoads(credit.run("resume"));
    }

    /** A backend that is killed makes the server end all others and start anew, as an immediate restart does. */
    @ParameterizedTest
    @CsvSource({"leads, false", "references, false", "publish, false", "leads, true", "publish, true"})
    void serverGoesAway(String task, boolean restart) {
        address = TestDatabase.fresh(Database.POSTGRESQL);
        credit = new CreditRunner(address);
        assertThat(credit.run("db", "migrate").exitCode()).isZero();

        Throwable failure = failureOf(once(task, () -> TestDatabase.endSessions(address, restart)));

        assertThat(DatabaseFailure.explain(address, failure, "run this command again"))
                .contains(
                        "The connection to " + address + " was lost. See to the server, then run this command again.");
        assertThat(number(address, "SELECT count(*) FROM leads")).isZero();
        assertLoads(credit.run("resume"));
    }

    /** As a crash of the server leaves it: the tables are there, and empty, while what was said of them is kept. */
    @ParameterizedTest
    @ValueSource(strings = {"leads", "references"})
    void stageThatLostItsRowsIsFilledAnew(String task) throws SQLException {
        address = TestDatabase.fresh(Database.POSTGRESQL);
        credit = new CreditRunner(address);
        assertThat(credit.run("db", "migrate").exitCode()).isZero();
        stopIn(task);
        assertThat(number(address, "SELECT count(*) FROM stage_1_leads")).isPositive();
        assertThat(number(
                        address,
                        "SELECT count(*) FROM pg_class WHERE relname LIKE 'stage%' AND relkind = 'r'"
                                + " AND relpersistence <> 'u'"))
                .isZero();
        TestDatabase.execute(address, "TRUNCATE stage_1_leads");

        assertLoads(credit.run("resume"));
        assertThat(number(address, "SELECT count(*) FROM rejected_rows WHERE feed = 'leads'"))
                .isEqualTo(30);
    }

    private String diskTakesNoMore() {
        return "The disk that holds " + address
                + " takes no more: it is full, or a quota or a limit to the size of files is"
                + " reached. Make room, then ";
    }

    private Program.Ended runWithFilesUpTo(int kilobytes, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--db", address.jdbcUrl()));
        Process process =
                Program.startFrom("ulimit -f " + kilobytes + "; exec \"$@\"", output, all.toArray(String[]::new));
        return Program.await(process, output);
    }

    /** Does something when a load first comes to a task. */
    private static Progress once(String task, Runnable action) {
        AtomicBoolean done = new AtomicBoolean();
        return (at, bytes, total) -> {
            if (at.equals(task) && done.compareAndSet(false, true)) {
                action.run();
            }
        };
    }

    /** Begins the load; the task that it is stopped in still ends with its chunk, or its step if it has no chunks. */
    private void stopIn(String task) {
        StopSignal stop = StopSignal.silent();
        assertThat(importer(stop, once(task, stop::request)).run(request())).isInstanceOf(ImportOutcome.Stopped.class);
    }

    private Throwable failureOf(Progress progress) {
        return catchThrowable(() -> importer(StopSignal.silent(), progress).run(request()));
    }

    private Importer importer(StopSignal stop, Progress progress) {
        // Chunks of one block, so that there is much to come between.
        return new Importer(address, new Importer.Options(Actor.atCommandLine(), Clock.systemUTC(), progress, stop, 1));
    }

    private ImportRequest request() {
        return new ImportRequest(extract, Set.of(), new BigDecimal("0.05"), null, false, false);
    }

    private void assertLoads(CreditRunner.Result result) {
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("leads                        30,000 read: 29,970 inserted, 30 rejected");
        assertThat(number(address, "SELECT count(*) FROM leads")).isEqualTo(29_970);
        assertThat(number(address, RestartTest.stageTables(address.database()))).isZero();
        TestDatabase.requireSound(address);
    }

    /** Takes the lock as soon as the load lets go of it between two transactions. */
    private static void lock(Connection connection) {
        for (int attempt = 0; attempt < 100_000; attempt++) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA busy_timeout = 0");
                statement.execute("BEGIN IMMEDIATE");
                return;
            } catch (SQLException e) {
                // The load has it.
            }
        }
    }

    private static void execute(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
