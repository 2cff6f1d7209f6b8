package io.creditplatform.jobs;

import io.creditplatform.audit.Actor;
import io.creditplatform.console.Progress;
import io.creditplatform.console.StopSignal;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.quality.CheckSteps;
import io.creditplatform.quality.CheckWork;
import io.creditplatform.quality.Findings;
import io.creditplatform.quality.QualityRun;
import io.creditplatform.quality.QualityRuns;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks the quality of what is loaded. No load may run meanwhile. A check that was interrupted goes on where it stopped
 * when the same load is checked by the same day again.
 */
public final class Checker {

    private static final Logger LOG = LoggerFactory.getLogger(Checker.class);

    private final DatabaseAddress address;
    private final Options options;

    public Checker(DatabaseAddress address, Options options) {
        this.address = address;
        this.options = options;
    }

    /**
     * How checks are run.
     *
     * @param actor has the checks run
     * @param keptLoads of how many loads the newest run is kept
     * @param observations are told of jobs and steps
     */
    public record Options(
            Actor actor,
            Clock clock,
            Progress progress,
            StopSignal stop,
            int keptLoads,
            ObservationRegistry observations) {

        /** Nobody observes. */
        public Options(Actor actor, Clock clock, Progress progress, StopSignal stop, int keptLoads) {
            this(actor, clock, progress, stop, keptLoads, ObservationRegistry.NOOP);
        }

        CheckWork.Options ofWork(Database database) {
            return new CheckWork.Options(database, keptLoads, clock, progress);
        }
    }

    /**
     * Checks the newest published load, or goes on checking it.
     *
     * @param asOf the day that rows are judged by, or null for the day of the data
     * @param whenChecked is told what was found before another load or check can begin
     * @throws DatabaseBusyException if another process is loading or checking
     */
    public CheckOutcome run(@Nullable LocalDate asOf, Consumer<Findings> whenChecked) {
        try (WriteSession session = WriteSession.open(address, options.actor())) {
            session.requireSchema();
            DataSource dataSource = session.dataSource();
            BatchInfrastructure batch = new BatchInfrastructure(session, options.observations());
            QualityRuns runs = new QualityRuns(address.database(), JdbcClient.create(dataSource));
            Optional<QualityRuns.Checkable> load = runs.newestLoad();
            if (load.isEmpty()) {
                return new CheckOutcome.NothingPublished();
            }
            QualityRun run = Objects.requireNonNull(new TransactionTemplate(batch.transactions())
                    .execute(status -> runs.startOrResume(
                            load.get().id(),
                            asOf == null ? load.get().day() : asOf,
                            Instant.now(options.clock()).truncatedTo(ChronoUnit.MILLIS))));
            LOG.info("Check {} of load {} as of {} runs", run.id(), run.loadId(), run.asOf());
            CheckWork work = new CheckWork(dataSource, run, options.ofWork(address.database()));
            CheckSteps steps = new CheckSteps(batch.jobRepository(), batch.transactions(), options.stop()::isRequested);
            JobExecution execution = batch.run(steps.job(work), parameters(run));
            if (execution.getStatus() == BatchStatus.STOPPED) {
                return new CheckOutcome.Stopped();
            } else if (execution.getStatus() != BatchStatus.COMPLETED) {
                return fail(run, runs, execution, batch);
            }
            WriteSession.tidyUp(address, dataSource);
            whenChecked.accept(new Findings(address.database(), JdbcClient.create(dataSource), runs.get(run.id())));
            return new CheckOutcome.Checked();
        }
    }

    /**
     * Tells what the newest check of a load found, if it was checked and still is published.
     *
     * @return whether it was
     */
    public boolean tellOf(long loadId, Consumer<Findings> listener) {
        try (WriteSession session = WriteSession.open(address, options.actor())) {
            session.requireSchema();
            JdbcClient jdbc = JdbcClient.create(session.dataSource());
            Optional<QualityRun> run = new QualityRuns(address.database(), jdbc).newestOf(loadId);
            run.ifPresent(found -> listener.accept(new Findings(address.database(), jdbc, found)));
            return run.isPresent();
        }
    }

    private static JobParameters parameters(QualityRun run) {
        return new JobParametersBuilder()
                .addLong("run", run.id())
                .addLong("load", run.loadId())
                .addString("asOf", run.asOf().toString())
                .addString("startedAt", run.startedAt().toString())
                .toJobParameters();
    }

    private CheckOutcome fail(QualityRun run, QualityRuns runs, JobExecution execution, BatchInfrastructure batch) {
        Throwable failure = execution.getAllFailureExceptions().stream()
                .findFirst()
                .orElseGet(() -> new IllegalStateException("Spring Batch gave no reason"));
        LOG.error("Check {} failed", run.id(), failure);
        try {
            new TransactionTemplate(batch.transactions()).executeWithoutResult(status -> runs.fail(run));
        } catch (DataAccessException | TransactionException e) {
            // Without a database it cannot be recorded; why the check failed says more than that.
            throw new IllegalStateException("The failure of check " + run.id() + " could not be recorded", failure);
        }
        String message = DatabaseFailure.explain(address, failure, "go on with the same `credit check`")
                .orElseGet(() -> "Unexpected failure: " + DatabaseFailure.reason(failure)
                        + ". The same `credit check` tries again, --log-format json shows the details.");
        return new CheckOutcome.Failed(message);
    }
}
