package io.creditplatform.jobs;

import static io.creditplatform.testing.TestDatabase.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.console.StopSignal;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.Digests;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.batch.core.BatchStatus;

/** Whatever Spring Batch's tables say after a failure, the next command settles it. */
class SettledTest {

    @TempDir
    private Path folder;

    private static void plant(DatabaseAddress address, BatchStatus job, BatchStatus step) {
        TestDatabase.execute(
                address,
                "UPDATE BATCH_JOB_EXECUTION SET STATUS = '" + job + "', EXIT_CODE = '" + job + "', END_TIME = NULL",
                "UPDATE BATCH_STEP_EXECUTION SET STATUS = '" + step
                        + "', END_TIME = NULL WHERE STEP_NAME = 'stage-leads'");
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
            boolean resumes = job == BatchStatus.STARTED || job == BatchStatus.UNKNOWN || job == BatchStatus.FAILED;
            for (BatchStatus step : BatchStatus.values()) {
                // A step that counts as done, though it is not, would lose rows; Spring Batch says so only with its
                // rows.
                if (step != BatchStatus.COMPLETED || job == BatchStatus.COMPLETED) {
                    DatabaseAddress address = TestDatabase.copy(interrupted);
                    plant(address, job, step);
                    CreditRunner credit = new CreditRunner(address);
                    var result = resumes ? credit.run("resume") : credit.importFolder(extract);
                    assertThat(result.exitCode())
                            .as(job + " " + step + " " + result.err())
                            .isZero();
                    assertThat(Digests.ofFeeds(address)).as(job + " " + step).isEqualTo(expected);
                    TestDatabase.remove(address);
                }
            }
        }
    }
}
