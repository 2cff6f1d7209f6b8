package io.creditplatform.jobs;

import static io.creditplatform.testing.TestDatabase.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.audit.Actor;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.console.Progress;
import io.creditplatform.console.StopSignal;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.load.LoadReport;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A load that was stopped goes on where it was. {@link KillMatrixTest} says that it ends as if undisturbed. */
class RestartTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void resumesAtFailedChunk(Database database) {
        Path extract = SampleData.large(folder.resolve("extract"), 10_500);
        DatabaseAddress address = TestDatabase.fresh(database);
        AtomicInteger blocks = new AtomicInteger();

        StopSignal stop = StopSignal.silent();
        ImportOutcome stopped = importer(address, stop, (task, done, total) -> {
                    if (task.equals("leads") && blocks.incrementAndGet() == 4) {
                        stop.request();
                    }
                })
                .run(request(extract));

        assertThat(stopped).isInstanceOf(ImportOutcome.Stopped.class);
        assertThat(number(address, "SELECT \"read\" FROM load_feeds WHERE feed = 'leads'"))
                .isEqualTo(4_000);
        assertThat(number(address, "SELECT count(*) FROM stage_1_leads")).isEqualTo(4_000);
        assertThat(number(address, "SELECT count(*) FROM leads")).isZero();
        assertThat(number(address, "SELECT count(*) FROM loads WHERE status = 'STARTED'"))
                .isEqualTo(1);

        ImportOutcome resumed =
                importer(address, StopSignal.silent(), Progress.NONE).run(request(extract));

        LoadReport report = ((ImportOutcome.Published) resumed).report();
        assertThat(report.loadId()).isEqualTo(1);
        assertThat(report.totals().read()).isEqualTo(10_512);
        assertThat(report.totals().inserted()).isEqualTo(10_502);
        assertThat(report.totals().rejected()).isEqualTo(10);
        // The chunks before the stop were not read a second time.
        assertThat(TestDatabase.numbers(
                        address,
                        "SELECT READ_COUNT FROM BATCH_STEP_EXECUTION WHERE STEP_NAME = 'stage-leads'"
                                + " ORDER BY STEP_EXECUTION_ID"))
                .containsExactly(4_000L, 6_500L);
    }

    /** On a restart Spring Batch hands the step's context on in a transaction of its own; a kill before that loses it. */
    @ParameterizedTest
    @EnumSource
    void resumesThoughSpringBatchLostItsContext(Database database) {
        Path extract = SampleData.large(folder.resolve("extract"), 3_000);
        DatabaseAddress address = TestDatabase.fresh(database);
        stopAfterABlockOfLeads(address, extract);
        assertThat(number(address, "SELECT count(*) FROM stage_1_leads")).isEqualTo(1_000);
        TestDatabase.execute(address, "DELETE FROM BATCH_STEP_EXECUTION_CONTEXT");

        var resumed = new CreditRunner(address).run("resume");

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.out()).contains("leads                         3,000 read: 2,997 inserted, 3 rejected");
    }

    /** Spring Batch records the instance of a job and its first execution in two transactions. */
    @ParameterizedTest
    @EnumSource
    void beginsThoughKilledBetweenInstanceAndExecution(Database database) {
        Path extract = SampleData.large(folder.resolve("extract"), 1_000);
        DatabaseAddress address = TestDatabase.fresh(database);
        stopAtOnce(address, extract);
        TestDatabase.execute(
                address,
                "DELETE FROM BATCH_STEP_EXECUTION_CONTEXT",
                "DELETE FROM BATCH_STEP_EXECUTION",
                "DELETE FROM BATCH_JOB_EXECUTION_CONTEXT",
                "DELETE FROM BATCH_JOB_EXECUTION_PARAMS",
                "DELETE FROM BATCH_JOB_EXECUTION");
        assertThat(number(address, "SELECT count(*) FROM BATCH_JOB_INSTANCE")).isEqualTo(1);

        var resumed = new CreditRunner(address).run("resume");

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.out()).contains("leads                         1,000 read: 999 inserted, 1 rejected");
    }

    /** Then the job is another one, and what was staged has another shape; the load's own number and folder stay. */
    @ParameterizedTest
    @EnumSource
    void beginsAnewAfterAChangeOfTheSchema(Database database) {
        Path extract = SampleData.large(folder.resolve("extract"), 3_000);
        SampleData.replace(extract.resolve("leads.csv"), "\n5,6,", "\nfive,6,");
        DatabaseAddress address = TestDatabase.fresh(database);
        stopAfterABlockOfLeads(address, extract);
        assertThat(number(address, "SELECT count(*) FROM rejected_rows")).isEqualTo(1);
        TestDatabase.execute(
                address,
                "UPDATE BATCH_JOB_INSTANCE SET JOB_KEY = 'that of the schema before'",
                "DROP TABLE stage_1_leads");

        var resumed = new CreditRunner(address).run("resume");

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.out()).contains("leads                         3,000 read: 2,996 inserted, 4 rejected");
        assertThat(number(address, "SELECT count(*) FROM rejected_rows")).isEqualTo(4);
    }

    /** A commit that fails, as on a full disk, leaves an execution that Spring Batch calls unknown and would not restart. */
    @ParameterizedTest
    @EnumSource
    void resumesAfterAFailedCommit(Database database) {
        Path extract = SampleData.large(folder.resolve("extract"), 3_000);
        DatabaseAddress address = TestDatabase.fresh(database);
        stopAtOnce(address, extract);
        TestDatabase.execute(
                address,
                "UPDATE BATCH_JOB_EXECUTION SET STATUS = 'UNKNOWN', EXIT_CODE = 'FAILED'",
                "UPDATE BATCH_STEP_EXECUTION SET STATUS = 'UNKNOWN', EXIT_CODE = 'FAILED' WHERE STATUS <> 'COMPLETED'",
                "UPDATE loads SET status = 'FAILED', message = 'The disk is full.'");

        var resumed = new CreditRunner(address).run("resume");

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.out()).contains("leads                         3,000 read: 2,997 inserted, 3 rejected");
    }

    @ParameterizedTest
    @EnumSource
    void aRequestToStopReachesEachLoadThatWouldGoOn(Database database) {
        DatabaseAddress address = TestDatabase.fresh(database);
        for (int rows : new int[] {10, 20}) {
            assertThat(stopAtOnce(address, SampleData.large(folder.resolve("extract-" + rows), rows)))
                    .isInstanceOf(ImportOutcome.Stopped.class);
        }
        StopSignal stop = StopSignal.silent();
        stop.request();

        assertThat(importer(address, stop, Progress.NONE).resume()).hasSize(2).allSatisfy(outcome -> assertThat(outcome)
                .isInstanceOf(ImportOutcome.Stopped.class));
    }

    /** No step stages a row twice. Should one do so all the same, while another row gets lost, which no count shows, then nobody sees it. */
    @Test
    void publishesNoRowThatIsStagedTwice() {
        Path extract = SampleData.large(folder.resolve("extract"), 3_000);
        DatabaseAddress address = TestDatabase.fresh(Database.POSTGRESQL); // where no key of the stage keeps it out
        stopAfterABlockOfLeads(address, extract);
        assertThat(number(address, "SELECT count(*) FROM stage_1_leads WHERE line IN (2, 3)"))
                .isEqualTo(2);
        TestDatabase.execute(
                address,
                "DELETE FROM stage_1_leads WHERE line = 3",
                "INSERT INTO stage_1_leads SELECT * FROM stage_1_leads WHERE line = 2");

        var resumed = new CreditRunner(address).run("resume");

        assertThat(resumed.exitCode()).as(resumed.out()).isEqualTo(1);
        assertThat(resumed.err()).contains("leads_pkey");
        assertThat(number(address, "SELECT (SELECT count(*) FROM leads) + (SELECT count(*) FROM sellers)"))
                .isZero();
    }

    static String stageTables(Database database) {
        return database == Database.SQLITE
                ? "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name LIKE 'stage_%'"
                : "SELECT count(*) FROM pg_tables WHERE tablename LIKE 'stage_%'";
    }

    private static Importer importer(DatabaseAddress address, StopSignal stop, Progress progress) {
        return new Importer(address, new Importer.Options(Actor.atCommandLine(), Clock.systemUTC(), progress, stop, 1));
    }

    private static ImportRequest request(Path extract) {
        return new ImportRequest(extract, Set.of(), new BigDecimal("0.05"), null, false, false);
    }

    /** Stops a load as soon as it is one. */
    private static ImportOutcome stopAtOnce(DatabaseAddress address, Path extract) {
        StopSignal stop = StopSignal.silent();
        return importer(address, stop, (task, done, total) -> stop.request()).run(request(extract));
    }

    private static void stopAfterABlockOfLeads(DatabaseAddress address, Path extract) {
        StopSignal stop = StopSignal.silent();
        importer(address, stop, (task, done, total) -> {
                    if (task.equals("leads")) {
                        stop.request();
                    }
                })
                .run(request(extract));
    }
}
