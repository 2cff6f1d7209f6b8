package io.creditplatform.jobs;

import static io.creditplatform.testing.TestDatabase.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.audit.Actor;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.Digests;
import io.creditplatform.testing.Program;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Of two who would write to one database, one does and the other says why not, whatever became of the lock between them. */
class LockTest {

    private static final String TAKEN_OVER = "though this one had not ended";

    @TempDir
    private Path folder;

    /** Has somebody else take over in the middle of a transaction that changes rows of a table such that a condition holds. */
    private static void stealWhen(DatabaseAddress address, String table, String condition) {
        String steal = "UPDATE load_lock SET holder = 'somebody else'";
        if (address.database() == Database.SQLITE) {
            TestDatabase.execute(
                    address,
                    "CREATE TRIGGER steal AFTER UPDATE ON " + table + " WHEN " + condition + " BEGIN " + steal
                            + "; END");
        } else {
            TestDatabase.execute(
                    address,
                    "CREATE OR REPLACE FUNCTION steal() RETURNS trigger LANGUAGE plpgsql AS" + " $$ BEGIN " + steal
                            + "; RETURN NULL; END $$",
                    "CREATE TRIGGER steal AFTER UPDATE ON " + table + " FOR EACH ROW WHEN (" + condition
                            + ") EXECUTE FUNCTION steal()");
        }
    }

    private static void stealNoMore(DatabaseAddress address, String table) {
        TestDatabase.execute(
                address, "DROP TRIGGER steal" + (address.database() == Database.SQLITE ? "" : " ON " + table));
    }

    static Stream<Arguments> moments() {
        return Stream.of(Database.values())
                .flatMap(database -> Stream.of(
                        Arguments.of(database, "load_feeds", "NEW.feed = 'leads'"),
                        Arguments.of(database, "loads", "NEW.status = 'COMPLETED'")));
    }

    @ParameterizedTest
    @MethodSource("moments")
    void loadGivesWayToWhoTookOver(Database database, String table, String condition) {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        assertThat(credit.run("db", "migrate").exitCode()).isZero();
        stealWhen(credit.address(), table, condition);
        CreditRunner.Result result = credit.importFolder(SampleData.folder("baseline"));
        assertThat(result.err()).contains(TAKEN_OVER).doesNotContain("published");
        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(number(credit.address(), "SELECT count(*) FROM sellers")).isZero();
        assertThat(number(credit.address(), "SELECT count(*) FROM loads WHERE status = 'STARTED' AND message IS NULL"))
                .as("the record is the other's now")
                .isEqualTo(1);
        stealNoMore(credit.address(), table);
        assertThat(credit.run("resume").exitCode()).isZero();
        CreditRunner undisturbed = new CreditRunner(TestDatabase.baseline(database));
        assertThat(Digests.ofFeeds(credit.address())).isEqualTo(Digests.ofFeeds(undisturbed.address()));
    }

    @ParameterizedTest
    @EnumSource
    void checkAndUndoGiveWayToWhoTookOver(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.baseline(database));
        stealWhen(credit.address(), "quality_runs", "NEW.status = 'COMPLETED'");
        CreditRunner.Result check = credit.run("check");
        assertThat(check.err()).contains(TAKEN_OVER);
        assertThat(check.exitCode()).isEqualTo(4);
        assertThat(number(credit.address(), "SELECT count(*) FROM quality_runs WHERE status = 'COMPLETED'"))
                .isZero();
        stealNoMore(credit.address(), "quality_runs");
        assertThat(credit.run("check").exitCode()).isZero();
        stealWhen(credit.address(), "loads", "NEW.status = 'UNDONE'");
        CreditRunner.Result undo = credit.run("undo");
        assertThat(undo.err()).contains(TAKEN_OVER);
        assertThat(undo.exitCode()).isEqualTo(4);
        assertThat(number(credit.address(), "SELECT count(*) FROM loads WHERE status = 'COMPLETED'"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void secondJobInProcessIsToldAndLetsGoOfNothing(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        try (WriteSession first = WriteSession.open(credit.address(), Actor.atCommandLine())) {
            assertThat(first).isNotNull();
            for (int attempt = 1; attempt <= 2; attempt++) {
                CreditRunner.Result second = credit.importFolder(SampleData.folder("baseline"));
                assertThat(second.err()).contains("Another process is loading into");
                assertThat(second.exitCode()).isEqualTo(4);
            }
            Path output = folder.resolve("output.txt");
            Process other = Program.start(
                    output,
                    "import",
                    SampleData.folder("baseline").toString(),
                    "--db",
                    credit.address().jdbcUrl());
            assertThat(Program.await(other, output).exitCode()).isEqualTo(4);
        }
        assertThat(credit.importFolder(SampleData.folder("baseline")).exitCode())
                .isZero();
    }

    @Test
    void postgresqlGetsLockBack() throws SQLException {
        DatabaseAddress address = TestDatabase.fresh(Database.POSTGRESQL);
        try (Connection connection = Database.open(address, Database.Access.WRITE)) {
            address.database()
                    .connections()
                    .tryLock(address, connection)
                    .orElseThrow()
                    .close();
            // The connection is still there, as it is in a pool.
            assertThat(new CreditRunner(address)
                            .importFolder(SampleData.folder("baseline"))
                            .exitCode())
                    .isZero();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void fileIsWrittenByOneOfItsNames() throws IOException {
        DatabaseAddress address = TestDatabase.fresh(Database.SQLITE);
        CreditRunner credit = new CreditRunner(address);
        assertThat(credit.importFolder(SampleData.folder("baseline")).exitCode())
                .isZero();
        Path file = Objects.requireNonNull(address.file()).toAbsolutePath();
        Path hard = Files.createLink(folder.resolve("hard.db"), file);
        CreditRunner other = new CreditRunner(DatabaseAddress.of(hard));
        CreditRunner.Result refused = other.importFolder(SampleData.folder("next-day"));
        assertThat(refused.err())
                .contains("has another name as well")
                .contains("It was written as " + file.toRealPath());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(credit.importFolder(SampleData.folder("next-day")).exitCode())
                .as("by the name it always had")
                .isZero();
        Path link = Files.createSymbolicLink(folder.resolve("link.db"), file);
        assertThat(new CreditRunner(DatabaseAddress.of(link))
                        .importFolder(SampleData.folder("next-day"))
                        .out())
                .contains("already loaded as load 2");
        Files.delete(file);
        assertThat(other.importFolder(SampleData.folder("next-day")).out())
                .as("its only name now")
                .contains("already loaded as load 2");
        assertThat(number(other.address(), "SELECT count(*) FROM load_lock WHERE file LIKE '%hard.db'"))
                .isEqualTo(1);
    }

    /** The first load is halted while the lock file is removed and a second one goes through. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void loadWhoseLockFileWasRemovedTakesNothingBack() throws Exception {
        DatabaseAddress address = TestDatabase.fresh(Database.SQLITE);
        CreditRunner credit = new CreditRunner(address);
        assertThat(credit.run("db", "migrate").exitCode()).isZero();
        Path extract = SampleData.large(folder.resolve("extract"), 300_000);
        Path output = folder.resolve("output.txt");
        Process first = haltedWithoutLockFile(address, extract, output);
        CreditRunner.Result second = credit.importFolder(extract);
        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(second.err()).contains("Load 1 is published");
        List<Long> loads = TestDatabase.numbers(address, "SELECT load_id FROM loads WHERE status = 'COMPLETED'");
        signal(first, "CONT");
        Program.Ended ended = Program.await(first, output);
        assertThat(ended.output()).contains(TAKEN_OVER).doesNotContain("is published");
        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(TestDatabase.numbers(address, "SELECT load_id FROM loads WHERE status = 'COMPLETED'"))
                .isEqualTo(loads)
                .containsExactly(1L);
        assertThat(number(address, "SELECT count(*) FROM leads")).isEqualTo(299_700);
        TestDatabase.requireSound(address);
    }

    /** What Spring Batch noted of the first one is gone as well, so that it can note no end. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void loadThatWasGivenUpMeanwhileSaysThatItIsNoLongerItsOwn() throws Exception {
        DatabaseAddress address = TestDatabase.fresh(Database.SQLITE);
        Path output = folder.resolve("output.txt");
        Process first = haltedWithoutLockFile(address, SampleData.large(folder.resolve("extract"), 300_000), output);
        CreditRunner.Result second = new CreditRunner(address).run("loads", "--abandon", "1");
        assertThat(second.exitCode()).as(second.err()).isZero();
        signal(first, "CONT");
        Program.Ended ended = Program.await(first, output);
        assertThat(ended.output()).contains(TAKEN_OVER).doesNotContain("is published");
        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(number(address, "SELECT count(*) FROM loads WHERE status = 'ABANDONED'"))
                .isEqualTo(1);
        assertThat(number(address, "SELECT count(*) FROM leads")).isZero();
        TestDatabase.requireSound(address);
    }

    /** A load that stands still while it stages, and nothing keeps others from loading. */
    private static Process haltedWithoutLockFile(DatabaseAddress address, Path extract, Path output) throws Exception {
        Process load = Program.start(output, "import", extract.toString(), "--db", address.jdbcUrl());
        assertThat(Program.awaitWhileAlive(
                        load,
                        () -> number(address, "SELECT count(*) FROM load_feeds WHERE feed = 'leads' AND \"read\" > 0")
                                == 1))
                .isTrue();
        halt(load, address);
        Files.delete(Path.of(address.file() + ".lock"));
        return load;
    }

    /** Between two transactions, since nobody could write otherwise: while the next one waits for this one. */
    private static void halt(Process process, DatabaseAddress address) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        try (Connection connection = DriverManager.getConnection(address.jdbcUrl() + "?busy_timeout=0");
                Statement statement = connection.createStatement()) {
            boolean begun = false;
            while (!begun) {
                try {
                    statement.execute("BEGIN IMMEDIATE");
                    begun = true;
                } catch (SQLException busy) {
                    // At once again: who waits a little always comes too late, as the next transaction begins at once
                    // as well.
                    assertThat(System.nanoTime())
                            .as("is always in a transaction")
                            .isLessThan(end);
                }
            }
            signal(process, "STOP");
            // One that a busy machine has put aside within a system call still ends that: it might get the lock by it.
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> stands(process));
            statement.execute("ROLLBACK");
        }
    }

    /** Whether all of a process's threads stand still, as far as the system tells. */
    private static boolean stands(Process process) throws IOException {
        Path threads = Path.of("/proc", String.valueOf(process.pid()), "task");
        if (Files.notExists(threads)) {
            return true;
        }
        try (Stream<Path> each = Files.list(threads)) {
            for (Path thread : each.toList()) {
                if (!Files.readString(thread.resolve("status")).contains("State:\tT")) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
