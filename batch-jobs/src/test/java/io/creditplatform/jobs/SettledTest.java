package io.creditplatform.jobs;

import static io.creditplatform.testing.TestDatabase.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.audit.Actor;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.console.Progress;
import io.creditplatform.console.StopSignal;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.Digests;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.batch.core.BatchStatus;

/** Whatever Spring Batch's tables say after a failure, the next command settles it. */
class SettledTest {

    @TempDir
    private Path folder;

    /** Has Spring Batch's tables say something of the newest job and of one of its steps. */
    private static void plant(DatabaseAddress address, BatchStatus job, BatchStatus step, String name) {
        assertThat(number(address, "SELECT count(*) FROM BATCH_STEP_EXECUTION WHERE STEP_NAME = '" + name + "'"))
                .isEqualTo(1);
        TestDatabase.execute(
                address,
                "UPDATE BATCH_JOB_EXECUTION SET STATUS = '" + job + "', EXIT_CODE = '" + job + "', END_TIME = NULL"
                        + " WHERE JOB_EXECUTION_ID = (SELECT max(JOB_EXECUTION_ID) FROM BATCH_JOB_EXECUTION)",
                "UPDATE BATCH_STEP_EXECUTION SET STATUS = '" + step + "', EXIT_CODE = '" + step
                        + "', END_TIME = NULL WHERE STEP_NAME = '" + name + "'");
    }

    /** Has them say that steps are through which never began. */
    private static void plantAsDone(DatabaseAddress address, String... names) {
        for (String name : names) {
            TestDatabase.execute(
                    address,
                    "INSERT INTO BATCH_STEP_EXECUTION (STEP_EXECUTION_ID, VERSION, STEP_NAME, JOB_EXECUTION_ID,"
                            + " CREATE_TIME, START_TIME, END_TIME, STATUS, COMMIT_COUNT, READ_COUNT, FILTER_COUNT,"
                            + " WRITE_COUNT, READ_SKIP_COUNT, WRITE_SKIP_COUNT, PROCESS_SKIP_COUNT, ROLLBACK_COUNT,"
                            + " EXIT_CODE, EXIT_MESSAGE, LAST_UPDATED)"
                            + " SELECT STEP_EXECUTION_ID + 1000, 1, '" + name + "', JOB_EXECUTION_ID, CREATE_TIME,"
                            + " START_TIME, LAST_UPDATED, 'COMPLETED', 1, 0, 0, 0, 0, 0, 0, 0, 'COMPLETED', '',"
                            + " LAST_UPDATED FROM BATCH_STEP_EXECUTION ORDER BY STEP_EXECUTION_ID DESC LIMIT 1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void loadsGoThroughFromEveryPairOfStatuses(Database database) {
        Path extract = SampleData.large(folder.resolve("extract"), 2_500);
        CreditRunner undisturbed = new CreditRunner(TestDatabase.fresh(database));
        assertThat(undisturbed.importFolder(extract).exitCode()).isZero();
        Map<String, String> expected = Digests.ofFeeds(undisturbed.address());
        DatabaseAddress interrupted = TestDatabase.fresh(database);
        StopSignal stop = StopSignal.silent();
        new Importer(
                        interrupted,
                        new Importer.Options(
                                Actor.atCommandLine(),
                                Clock.systemUTC(),
                                (task, done, total) -> {
                                    if (task.equals("leads")) {
                                        stop.request();
                                    }
                                },
                                stop,
                                1))
                .run(new ImportRequest(extract, Set.of(), new BigDecimal("0.05"), null, false, false));
        assertThat(number(interrupted, "SELECT count(*) FROM stage_1_leads")).isEqualTo(1_000);
        for (BatchStatus job : BatchStatus.values()) {
            for (BatchStatus step : BatchStatus.values()) {
                if (isTried(database, job, step)) {
                    DatabaseAddress address = TestDatabase.copy(interrupted);
                    plant(address, job, step, "stage-leads");
                    goesThrough(address, extract, command(job, step), job + " " + step, expected);
                }
            }
        }
        DatabaseAddress allDone = TestDatabase.copy(interrupted);
        plant(allDone, BatchStatus.FAILED, BatchStatus.COMPLETED, "stage-leads");
        plantAsDone(allDone, "references", "publish");
        goesThrough(allDone, extract, "resume", "every step COMPLETED", expected);
        DatabaseAddress noStage = TestDatabase.copy(interrupted);
        TestDatabase.execute(noStage, "DROP TABLE stage_1_sellers");
        goesThrough(noStage, extract, "import --force", "inspect COMPLETED, but nothing of it there", expected);
    }

    /** What is done about a pair does not depend on the database: of a server's, which take long to copy, some do. */
    private static boolean isTried(Database database, BatchStatus job, BatchStatus step) {
        return database == Database.SQLITE
                || step == job
                || (step == BatchStatus.COMPLETED && job == BatchStatus.UNKNOWN);
    }

    private static final List<BatchStatus> TURNS = List.of(BatchStatus.values());

    /** Each of the commands that go on with a load has its turn. */
    private static String command(BatchStatus job, BatchStatus step) {
        boolean resumes = job == BatchStatus.STARTED || job == BatchStatus.UNKNOWN || job == BatchStatus.FAILED;
        return resumes ? "resume" : TURNS.indexOf(step) % 2 == 0 ? "import" : "import --force";
    }

    private static void goesThrough(
            DatabaseAddress address, Path extract, String command, String what, Map<String, String> expected) {
        CreditRunner credit = new CreditRunner(address);
        CreditRunner.Result result =
                switch (command) {
                    case "resume" -> credit.run("resume");
                    case "import" -> credit.importFolder(extract);
                    default -> credit.importFolder(extract, "--force");
                };
        assertThat(result.exitCode()).as(what + " " + result.err()).isZero();
        assertThat(Digests.ofFeeds(address)).as(what).isEqualTo(expected);
        assertThat(number(address, "SELECT count(*) FROM loads")).as(what).isEqualTo(1);
        TestDatabase.remove(address);
    }

    /** A check is settled alike; a step that counts as done, though it is not, must not leave rules out. */
    @Test
    void checksGoThroughFromPairsOfStatuses() {
        Database database = Database.SQLITE; // nothing of it is the database's
        CreditRunner undisturbed = new CreditRunner(TestDatabase.baseline(database));
        DatabaseAddress interrupted = TestDatabase.copy(undisturbed.address());
        StopSignal stop = StopSignal.silent();
        Progress stopping = (task, done, total) -> {
            if (task.equals("due_before_issue")) {
                stop.request();
            }
        };
        assertThat(new Checker(
                                interrupted,
                                new Checker.Options(Actor.atCommandLine(), Clock.systemUTC(), stopping, stop, 30))
                        .run(null, findings -> {}))
                .isInstanceOf(CheckOutcome.Stopped.class);
        assertThat(undisturbed.run("check").exitCode()).isZero();
        List<String> expected = found(undisturbed.address());
        for (BatchStatus job : BatchStatus.values()) {
            for (BatchStatus step : BatchStatus.values()) {
                if (step == job || step == BatchStatus.COMPLETED) {
                    DatabaseAddress address = TestDatabase.copy(interrupted);
                    plant(address, job, step, "check-credits");
                    checkGoesThrough(address, job + " " + step, expected);
                }
            }
        }
        DatabaseAddress allDone = TestDatabase.copy(interrupted);
        plant(allDone, BatchStatus.FAILED, BatchStatus.COMPLETED, "check-credits");
        plantAsDone(allDone, "check-invoices", "score");
        checkGoesThrough(allDone, "every step COMPLETED", expected);
    }

    private static void checkGoesThrough(DatabaseAddress address, String what, List<String> expected) {
        CreditRunner.Result result = new CreditRunner(address).run("check");
        assertThat(result.exitCode()).as(what + " " + result.err()).isZero();
        assertThat(found(address)).as(what).isEqualTo(expected);
        TestDatabase.remove(address);
    }

    private static List<String> found(DatabaseAddress address) {
        return TestDatabase.query(
                address, jdbc -> jdbc.sql("""
                        SELECT 'rule ' || rule || ' ' || issues FROM quality_rules
                        UNION ALL SELECT 'issue ' || rule || ' ' || entity_key || ' ' || reason FROM quality_issues
                        UNION ALL SELECT 'score ' || entity || ' ' || scope || ' ' || clean || '/' || total FROM quality_scores
                        UNION ALL SELECT 'run ' || run_id || ' ' || status FROM quality_runs
                        ORDER BY 1
                        """).query(String.class).list());
    }
}
