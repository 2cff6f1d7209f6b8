package io.creditplatform.jobs;

import static io.creditplatform.testing.TestDatabase.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.creditplatform.audit.Actor;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.console.Progress;
import io.creditplatform.console.StopSignal;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.ingest.Extract;
import io.creditplatform.ingest.ImportSteps;
import io.creditplatform.ingest.SlowFiles;
import io.creditplatform.ingest.StoppedException;
import io.creditplatform.load.Load;
import io.creditplatform.testing.Digests;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.batch.core.BatchStatus;

/** What never answers, a file or a lock in the database, keeps no request to stop waiting, and the load goes on later. */
class SlowFilesTest {

    @TempDir
    private Path folder;

    private final StopSignal stop = StopSignal.silent();

    private Path extract() {
        return SampleData.large(folder.resolve("extract"), 2_500); // of which two rows have no parent
    }

    @Test
    void takingOfDigestsIsStopped() {
        Path extract = extract();
        try (SlowFiles files = new SlowFiles("leads.csv", 1, 10, stop::request)) {
            assertThatExceptionOfType(StoppedException.class)
                    .isThrownBy(() -> files.extract(extract, stop::isRequested));
        }
    }

    /** The file is opened to take its digest, to look at its header, to stage it, and for the text of a row without parent. */
    @ParameterizedTest
    @CsvSource({"2, 0", "3, 0", "3, 80000", "4, 0"})
    void stepsAreStopped(int opening, long bytes) {
        Path folder = extract();
        CreditRunner undisturbed = new CreditRunner(TestDatabase.fresh(Database.SQLITE));
        assertThat(undisturbed.importFolder(folder).exitCode()).isZero();
        Map<String, String> expected = Digests.ofFeeds(undisturbed.address());
        DatabaseAddress address = TestDatabase.fresh(Database.SQLITE);
        try (SlowFiles files = new SlowFiles("leads.csv", opening, bytes, stop::request);
                LoadingSession session = LoadingSession.open(address, Actor.atCommandLine())) {
            Extract slow = files.extract(folder, stop::isRequested);
            Load load = session.change(() -> session.loads()
                    .start(
                            slow,
                            new BigDecimal("0.05"),
                            Set.of(),
                            new BigDecimal("0.05"),
                            false,
                            null,
                            false,
                            Instant.EPOCH));
            BatchInfrastructure batch = new BatchInfrastructure(session.session());
            ImportSteps steps = new ImportSteps(
                    batch.jobRepository(),
                    batch.transactions(),
                    session.session().dataSource(),
                    load,
                    slow,
                    new ImportSteps.Options(
                            Database.SQLITE, 1, Clock.systemUTC(), Progress.NONE, stop::isRequested, true, null));
            assertThat(batch.run(steps.job(), session.parameters(load)).getStatus())
                    .isEqualTo(BatchStatus.STOPPED);
            assertThat(files.openings()).isEqualTo(opening);
        }
        if (opening == 3) {
            assertThat(number(address, "SELECT \"read\" FROM load_feeds WHERE feed = 'leads'"))
                    .isEqualTo(bytes == 0 ? 0 : 1_000);
        }

        CreditRunner.Result resumed = new CreditRunner(address).run("resume");

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(Digests.ofFeeds(address)).isEqualTo(expected);
        assertThat(Digests.ofQuarantine(address, 1)).isEqualTo(Digests.ofQuarantine(undisturbed.address(), 1));
    }

    /** On SQLite the file's lock is waited for as long. */
    @Test
    void lockOnATableIsNotWaitedForForEver() throws SQLException {
        Path folder = extract();
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(Database.POSTGRESQL));
        assertThat(credit.run("db", "migrate").exitCode()).isZero();
        try (Connection other = Database.open(credit.address(), Database.Access.WRITE);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE leads");
            System.setProperty("credit.busy-timeout", "300");
            CreditRunner.Result failed = credit.importFolder(folder);
            assertThat(failed.exitCode()).as(failed.err()).isEqualTo(1);
            assertThat(failed.err())
                    .contains("Another program holds a lock on " + credit.address())
                    .contains("End it, then go on with `credit resume`.");
        } finally {
            System.clearProperty("credit.busy-timeout");
        }
        assertThat(credit.run("resume").err()).contains("Load 1 is published");
    }
}
