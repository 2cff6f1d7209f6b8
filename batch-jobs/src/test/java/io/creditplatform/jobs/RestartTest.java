package io.creditplatform.jobs;

import static io.creditplatform.testing.TestDatabase.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.ingest.LoadReport;
import io.creditplatform.ingest.Progress;
import io.creditplatform.testing.Digests;
import io.creditplatform.testing.Program;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A load that is interrupted anywhere ends with exactly the content of an undisturbed one. */
class RestartTest {

    private static final int LEADS = 120_000;

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
        StopSignal stop = StopSignal.silent();
        importer(address, stop, (task, done, total) -> {
                    if (task.equals("leads")) {
                        stop.request();
                    }
                })
                .run(request(extract));
        assertThat(number(address, "SELECT count(*) FROM stage_1_leads")).isEqualTo(1_000);
        TestDatabase.execute(address, "DELETE FROM BATCH_STEP_EXECUTION_CONTEXT");

        var resumed = new CreditRunner(address).run("resume");

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.out()).contains("leads                         3,000 read: 2,997 inserted, 3 rejected");
    }

    /** From the very beginning: the schema is being made when the first kills come. */
    @ParameterizedTest
    @EnumSource
    void killedAgainAndAgain(Database database) throws InterruptedException {
        Path extract = SampleData.large(folder.resolve("extract"), 20_000);
        DatabaseAddress undisturbed = TestDatabase.fresh(database);
        assertThat(new CreditRunner(undisturbed).importFolder(extract).exitCode())
                .isZero();
        DatabaseAddress address = TestDatabase.fresh(database);
        for (int millis = 500; millis <= 2_000; millis += 150) {
            Path output = folder.resolve(millis + ".txt");
            Process process = Program.start(output, "import", extract.toString(), "--db", address.jdbcUrl());
            process.waitFor(millis, TimeUnit.MILLISECONDS);
            process.destroyForcibly();
            Program.await(process, output);
        }
        assertThat(new CreditRunner(address).importFolder(extract).exitCode()).isZero();
        assertSameContent(address, undisturbed);
    }

    /** A commit that fails, as on a full disk, leaves an execution that Spring Batch calls unknown and would not restart. */
    @ParameterizedTest
    @EnumSource
    void resumesAfterAFailedCommit(Database database) {
        Path extract = SampleData.large(folder.resolve("extract"), 3_000);
        DatabaseAddress address = TestDatabase.fresh(database);
        StopSignal stop = StopSignal.silent();
        importer(address, stop, (task, done, total) -> stop.request()).run(request(extract));
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
    void killedInStaging(Database database) {
        killAndResume(
                database, "SELECT count(*) FROM load_feeds WHERE feed = 'leads' AND \"read\" BETWEEN 1 AND 90000");
    }

    @ParameterizedTest
    @EnumSource
    void killedInPublish(Database database) {
        killAndResume(
                database,
                "SELECT count(*) FROM BATCH_STEP_EXECUTION WHERE STEP_NAME = 'publish' AND STATUS = 'STARTED'");
    }

    /** Kills the real process once a query counts something, and lets the same command finish the load. */
    private void killAndResume(Database database, String moment) {
        Path extract = SampleData.large(folder.resolve("extract"), LEADS);
        DatabaseAddress undisturbed = TestDatabase.fresh(database);
        assertThat(new CreditRunner(undisturbed).importFolder(extract).exitCode())
                .isZero();

        boolean hit = false;
        for (int attempt = 1; attempt <= 5 && !hit; attempt++) {
            DatabaseAddress address = TestDatabase.fresh(database);
            assertThat(new CreditRunner(address).run("db", "migrate").exitCode())
                    .isZero();
            Path output = folder.resolve("killed-" + attempt + ".txt");
            Process process = Program.start(output, "import", extract.toString(), "--db", address.jdbcUrl());
            Program.awaitWhileAlive(process, () -> number(address, moment) > 0);
            process.destroyForcibly();
            Program.await(process, output);
            hit = number(address, "SELECT count(*) FROM loads WHERE status = 'STARTED'") == 1
                    && number(address, moment) > 0;
            if (hit) {
                assertThat(number(address, "SELECT count(*) FROM leads")).isZero();
                var ended = new CreditRunner(address).importFolder(extract);
                assertThat(ended.exitCode()).as(ended.err()).isZero();
                assertSameContent(address, undisturbed);
                assertThat(number(address, "SELECT count(*) FROM loads")).isEqualTo(1);
            }
        }
        assertThat(hit).as("the process was killed at the right moment").isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void sigtermFinishesTheChunkAndResumeTheLoad(Database database) {
        Path extract = SampleData.large(folder.resolve("extract"), LEADS);
        DatabaseAddress undisturbed = TestDatabase.fresh(database);
        assertThat(new CreditRunner(undisturbed).importFolder(extract).exitCode())
                .isZero();
        DatabaseAddress address = TestDatabase.fresh(database);
        assertThat(new CreditRunner(address).run("db", "migrate").exitCode()).isZero();
        Path output = folder.resolve("stopped.txt");

        Process process = Program.start(output, "import", extract.toString(), "--db", address.jdbcUrl());
        Program.awaitWhileAlive(
                process,
                () -> number(
                                address,
                                "SELECT count(*) FROM load_feeds WHERE feed = 'leads'"
                                        + " AND \"read\" BETWEEN 1 AND 80000")
                        > 0);
        process.destroy();
        var ended = Program.await(process, output);

        assertThat(ended.exitCode()).isEqualTo(143);
        assertThat(ended.output()).contains("load 1 was stopped after ").contains("`credit resume`");
        assertThat(number(address, "SELECT \"read\" FROM load_feeds WHERE feed = 'leads'") % 10_000)
                .isZero();

        var resumed = new CreditRunner(address).run("resume");
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.out()).contains("leads                       120,000 read: 119,880 inserted, 120 rejected");
        assertSameContent(address, undisturbed);
        assertThat(new CreditRunner(address).run("resume").out().strip()).isEqualTo("nothing to resume");
    }

    private static void assertSameContent(DatabaseAddress address, DatabaseAddress undisturbed) {
        assertThat(Digests.ofFeeds(address)).isEqualTo(Digests.ofFeeds(undisturbed));
        assertThat(Digests.ofQuarantine(address, 1)).isEqualTo(Digests.ofQuarantine(undisturbed, 1));
        assertThat(counts(address)).isEqualTo(counts(undisturbed));
        assertThat(number(address, stageTables(address.database()))).isZero();
    }

    private static List<Map<String, Object>> counts(DatabaseAddress address) {
        return TestDatabase.query(address, jdbc -> jdbc.sql(
                        "SELECT feed, \"read\", inserted, updated, unchanged, duplicate, superseded, rejected, rounded"
                                + " FROM load_feeds ORDER BY feed")
                .query()
                .listOfRows());
    }

    static String stageTables(Database database) {
        return database == Database.SQLITE
                ? "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name LIKE 'stage_%'"
                : "SELECT count(*) FROM pg_tables WHERE tablename LIKE 'stage_%'";
    }

    private static Importer importer(DatabaseAddress address, StopSignal stop, Progress progress) {
        return new Importer(address, new Importer.Options(Clock.systemUTC(), progress, stop, 1));
    }

    private static ImportRequest request(Path extract) {
        return new ImportRequest(extract, Set.of(), new BigDecimal("0.05"), null, false, false);
    }
}
