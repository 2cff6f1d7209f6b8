package io.creditplatform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.console.StopSignal;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.setting.Setting;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loads that several workers stage in parts, against one that a single reader staged: nothing differs, however it is cut. */
class PartsTest {

    @TempDir
    private static Path folder;

    private static NightInParts night;

    @BeforeAll
    static void loadInOnePiece() {
        night = new NightInParts(folder);
    }

    @ParameterizedTest
    @CsvSource({"1, 5000", "2, 30000", "4, 2500", "2, 1000000"})
    void outcomeIsThatOfOneReader(int workers, long partBytes) {
        DatabaseAddress address = night.before();
        ImportOutcome outcome =
                NightInParts.importer(address, new Workers(workers, partBytes)).run(night.request());
        night.assertSame(address, outcome);
        TestDatabase.remove(address);
    }

    @Test
    void goesOnWithThePartsThatAreNotThrough() {
        DatabaseAddress address = night.before();
        StopSignal stop = StopSignal.silent();
        AtomicInteger blocks = new AtomicInteger();
        ImportOutcome stopped = NightInParts.importer(address, new Workers(3, 8_000), stop, (task, done, total) -> {
                    if (task.equals("stage") && blocks.incrementAndGet() == 9) {
                        stop.request();
                    }
                })
                .run(night.request());

        assertThat(stopped).isInstanceOf(ImportOutcome.Stopped.class);
        long parts = TestDatabase.number(address, "SELECT count(*) FROM load_parts");
        long done = TestDatabase.number(address, "SELECT count(*) FROM load_parts WHERE is_done = 1");
        assertThat(done).isPositive().isLessThan(parts);
        assertThat(TestDatabase.number(address, "SELECT sum(\"read\") FROM load_parts"))
                .isEqualTo(stopped.report().totals().read());

        // Spring Batch writes an execution's context after the execution, so that a kill between the two leaves none.
        TestDatabase.execute(
                address,
                "DELETE FROM BATCH_STEP_EXECUTION_CONTEXT WHERE STEP_EXECUTION_ID IN"
                        + " (SELECT STEP_EXECUTION_ID FROM BATCH_STEP_EXECUTION WHERE STEP_NAME LIKE 'part:%')");

        // Neither the size of parts nor the number of workers of now makes a difference to a load that has begun.
        night.assertSame(address, NightInParts.importer(address, Workers.NONE).run(night.request()));
        assertThat(TestDatabase.number(
                        address,
                        "SELECT count(*) FROM BATCH_STEP_EXECUTION WHERE STEP_NAME LIKE 'part:%'"
                                + " AND JOB_EXECUTION_ID = (SELECT max(JOB_EXECUTION_ID) FROM BATCH_JOB_EXECUTION)"))
                .isEqualTo(parts - done);
    }

    @Test
    void commandStagesWithWorkers() {
        DatabaseAddress address = night.before();
        System.setProperty(Setting.PART_BYTES.key(), "9000");
        try {
            var imported = new CreditRunner(address)
                    .importFolder(night.second(), "--workers", "3", "--max-reject-rate", "50%", "--quiet");
            assertThat(imported.exitCode()).as(imported.err()).isZero();
        } finally {
            System.clearProperty(Setting.PART_BYTES.key());
        }
        assertThat(TestDatabase.number(
                        address, "SELECT count(*) FROM BATCH_STEP_EXECUTION WHERE STEP_NAME LIKE 'part:leads%'"))
                .isGreaterThan(3);
    }

    @Test
    void refusesWorkersWhereOnlyOneCanWrite() {
        CreditRunner credit = new CreditRunner(TestDatabase.none(Database.SQLITE));
        var refused = credit.importFolder(night.first(), "--workers", "2");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .contains("--workers 2 needs a PostgreSQL database, since SQLite takes one writer at a time."
                        + " Leave --workers out, or name such a database with --db.");
        assertThat(credit.importFolder(night.first(), "--workers", "0").err())
                .contains("Invalid value for option '--workers': expected a whole number from 1 to 64, got '0'");
        assertThat(credit.importFolder(night.first(), "--broker", "embedded:61616")
                        .err())
                .contains("--broker needs a PostgreSQL database, since SQLite takes one writer at a time.");
        assertThat(credit.importFolder(night.first(), "--broker", "http://x:1").err())
                .contains("--broker needs a PostgreSQL database");
    }
}
