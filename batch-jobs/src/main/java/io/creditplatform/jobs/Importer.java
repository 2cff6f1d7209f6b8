package io.creditplatform.jobs;

import io.creditplatform.console.Progress;
import io.creditplatform.console.StopSignal;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.Schema;
import io.creditplatform.ingest.Extract;
import io.creditplatform.ingest.ExtractException;
import io.creditplatform.ingest.GateException;
import io.creditplatform.ingest.ImportSteps;
import io.creditplatform.ingest.Loads;
import io.creditplatform.load.Load;
import io.creditplatform.load.LoadReport;
import io.creditplatform.text.Visible;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Loads extracts into a database. What makes a load is its content: the same content is loaded once, and a load that was
 * interrupted goes on where it stopped when its content comes again.
 */
public final class Importer {

    private static final Logger LOG = LoggerFactory.getLogger(Importer.class);

    private final DatabaseAddress address;
    private final Options options;

    public Importer(DatabaseAddress address, Options options) {
        this.address = address;
        this.options = options;
    }

    /**
     * How loads are run.
     *
     * @param blocksPerChunk blocks of 1,000 rows that are committed together
     */
    public record Options(Clock clock, Progress progress, StopSignal stop, int blocksPerChunk) {

        /** Rows that a chunk has by default: few enough to lose little, many enough for a commit not to show. */
        public static final int DEFAULT_BLOCKS_PER_CHUNK = 10;
    }

    /**
     * Loads an extract, or finishes loading it.
     *
     * @throws ExtractException if there is nothing that could be loaded
     * @throws DatabaseBusyException if another process is loading
     */
    public ImportOutcome run(ImportRequest request) {
        ImportSteps.warmUp();
        Extract extract = Extract.read(request.directory().toAbsolutePath().normalize(), request.feeds(), LOG::warn);
        request.complete().stream()
                .filter(feed -> extract.files().stream()
                        .noneMatch(file -> file.feed().name().equals(feed)))
                .findFirst()
                .ifPresent(feed -> {
                    throw ExtractException.missing(
                            "The feed " + feed + " is to be complete, but " + Visible.of(extract.directory())
                                    + " has no file of it, expected " + feed
                                    + ".csv. Have it delivered, or leave it out of --complete.");
                });
        try (WriteSession session = WriteSession.open(address)) {
            session.requireSchema();
            DataSource dataSource = session.dataSource();
            Loads loads = new Loads(address.database(), JdbcClient.create(dataSource));
            removeDryRuns(dataSource, loads);
            Optional<Load> unfinished = loads.unfinished().stream()
                    .filter(load -> isSame(load, request, extract))
                    .findFirst();
            if (unfinished.isPresent() && !request.dryRun()) {
                return resume(unfinished.get(), extract, dataSource, loads);
            }
            Optional<Load> published = loads.ofContent(extract.contentSha256()).stream()
                    .filter(load -> load.status() == Load.Status.COMPLETED)
                    .findFirst();
            if (published.isPresent() && !request.force()) {
                return new ImportOutcome.AlreadyLoaded(
                        published.get(), loads.report(published.get().id()));
            }
            Load load = Objects.requireNonNull(transaction(dataSource)
                    .execute(status -> loads.start(
                            extract,
                            request.maxRejectRate(),
                            request.complete(),
                            request.maxRemovedRate(),
                            request.asOf(),
                            request.dryRun(),
                            now())));
            LOG.info("Load {} of {} started", load.id(), load.directory());
            return run(load, extract, dataSource, loads);
        }
    }

    /**
     * Goes on with every load that is neither published nor older than one that is.
     *
     * @throws DatabaseBusyException if another process is loading
     */
    public List<ImportOutcome> resume() {
        ImportSteps.warmUp();
        try (WriteSession session = WriteSession.open(address)) {
            session.requireSchema();
            DataSource dataSource = session.dataSource();
            Loads loads = new Loads(address.database(), JdbcClient.create(dataSource));
            removeDryRuns(dataSource, loads);
            List<ImportOutcome> outcomes = new ArrayList<>();
            for (Load load : loads.unfinished()) {
                outcomes.add(resume(load, dataSource, loads)); // a request to stop ends each at its beginning
            }
            return outcomes;
        }
    }

    /**
     * Gives an unfinished load up for good: nothing of it becomes visible, its report and its quarantine stay.
     *
     * @return why that cannot be; empty if it is done
     * @throws DatabaseBusyException if another process is loading, perhaps this very load
     */
    public Optional<String> abandon(long loadId) {
        try (WriteSession session = WriteSession.open(address)) {
            session.requireSchema();
            DataSource dataSource = session.dataSource();
            Loads loads = new Loads(address.database(), JdbcClient.create(dataSource));
            Optional<Load> found = loads.find(loadId);
            if (found.isEmpty()) {
                return Optional.of("There is no load " + loadId + ", expected one that `credit loads` shows.");
            }
            Load load = found.get();
            switch (load.status()) {
                case COMPLETED -> {
                    return Optional.of(
                            "Load " + loadId + " is published, so there is nothing to give up. `credit undo` takes"
                                    + " the newest published load back.");
                }
                case UNDONE, ABANDONED -> {
                    return Optional.of("Load " + loadId + " is " + load.status() + " already.");
                }
                case STARTED, FAILED -> {}
            }
            transaction(dataSource).executeWithoutResult(status -> {
                ImportSteps.discardStages(load, address.database(), new JdbcTemplate(dataSource));
                loads.end(
                        load,
                        Load.Status.ABANDONED,
                        (load.message() == null ? "It was interrupted." : load.message()) + " It was given up at "
                                + now().truncatedTo(ChronoUnit.SECONDS) + ".");
            });
            new BatchInfrastructure(dataSource).forget(ImportSteps.JOB, parameters(load));
            return Optional.empty();
        }
    }

    private ImportOutcome resume(Load load, DataSource dataSource, Loads loads) {
        try {
            Extract extract = Extract.read(Path.of(load.directory()), Set.copyOf(load.feeds()), LOG::warn);
            if (!extract.contentSha256().equals(load.contentSha256())) {
                return fail(
                        load,
                        loads,
                        Visible.of(load.directory()) + " no longer holds what load " + load.id()
                                + " began with. Import the folder anew.",
                        false);
            }
            return resume(load, extract, dataSource, loads);
        } catch (ExtractException e) {
            return fail(
                    load, loads, e.getMessage() + " If the extract lies elsewhere now, import it from there.", false);
        }
    }

    private ImportOutcome resume(Load load, Extract extract, DataSource dataSource, Loads loads) {
        LOG.info("Load {} of {} goes on", load.id(), load.directory());
        loads.resume(load.id(), extract.directory());
        return run(load, extract, dataSource, loads);
    }

    private static boolean isSame(Load load, ImportRequest request, Extract extract) {
        return load.contentSha256().equals(extract.contentSha256())
                && load.maxRejectRate().compareTo(request.maxRejectRate()) == 0
                && load.complete().equals(request.complete())
                && load.maxRemovedRate().compareTo(request.maxRemovedRate()) == 0
                && Objects.equals(load.asOf(), request.asOf());
    }

    private ImportOutcome run(Load load, Extract extract, DataSource dataSource, Loads loads) {
        BatchInfrastructure batch = new BatchInfrastructure(dataSource);
        ImportSteps steps = new ImportSteps(
                batch.jobRepository(),
                batch.transactions(),
                dataSource,
                load,
                extract,
                new ImportSteps.Options(
                        address.database(),
                        options.blocksPerChunk(),
                        options.clock(),
                        options.progress(),
                        options.stop()::isRequested));
        JobExecution execution = batch.run(steps.job(), parameters(load));
        if (execution.getStatus() == BatchStatus.STOPPED) {
            return new ImportOutcome.Stopped(reportAndDiscardDryRun(load, dataSource, loads), load.dryRun());
        } else if (execution.getStatus() != BatchStatus.COMPLETED) {
            return fail(load, loads, dataSource, execution);
        }
        LoadReport report = reportAndDiscardDryRun(load, dataSource, loads);
        LOG.info("Load {} is {}", load.id(), load.dryRun() ? "tried" : "published");
        WriteSession.tidyUp(address, dataSource);
        return new ImportOutcome.Published(report, load.dryRun());
    }

    /** With the schema, since the staging tables of another one are of no use: the load then begins anew. */
    private JobParameters parameters(Load load) {
        return new JobParametersBuilder()
                .addString("content", load.contentSha256())
                .addString("maxRejectRate", load.maxRejectRate().toPlainString())
                .addLong("load", load.id())
                .addString("schema", Schema.newest(address.database()))
                .addString("directory", load.directory(), false)
                .toJobParameters();
    }

    /** Dry runs that were killed leave something behind. */
    private void removeDryRuns(DataSource dataSource, Loads loads) {
        loads.dryRuns().forEach(dryRun -> reportAndDiscardDryRun(dryRun, dataSource, loads));
    }

    /** The report of a load; if it is a dry run, the last that is seen of it. */
    private LoadReport reportAndDiscardDryRun(Load load, DataSource dataSource, Loads loads) {
        LoadReport report = loads.report(load.id());
        if (load.dryRun()) {
            ImportSteps.discardStages(load, address.database(), new JdbcTemplate(dataSource));
            new BatchInfrastructure(dataSource).forget(ImportSteps.JOB, parameters(load));
            transaction(dataSource).executeWithoutResult(status -> loads.remove(load.id()));
        }
        return report;
    }

    private ImportOutcome fail(Load load, Loads loads, DataSource dataSource, JobExecution execution) {
        Throwable failure = execution.getAllFailureExceptions().stream()
                .findFirst()
                .orElseGet(() -> new IllegalStateException("Spring Batch gave no reason"));
        Throwable cause = failure;
        while (!(cause instanceof GateException || cause instanceof ExtractException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        boolean expected = cause instanceof GateException || cause instanceof ExtractException;
        if (!expected) {
            LOG.error("Load {} failed", load.id(), failure);
        }
        String message = expected ? String.valueOf(cause.getMessage()) : explain(failure);
        boolean gate = cause instanceof GateException;
        if (gate && !load.dryRun()) {
            // The same content meets the same gate again, so there is no use in keeping what was staged.
            ImportSteps.discardStages(load, address.database(), new JdbcTemplate(dataSource));
            new BatchInfrastructure(dataSource).forget(ImportSteps.JOB, parameters(load));
        }
        ImportOutcome outcome = fail(load, loads, message, gate);
        reportAndDiscardDryRun(load, dataSource, loads);
        return outcome;
    }

    private String explain(Throwable failure) {
        return DatabaseFailure.explain(address, failure, "go on with `credit resume`")
                .orElseGet(() -> "Unexpected failure: " + DatabaseFailure.reason(failure)
                        + ". Nothing was published; `credit resume` tries again, --log-format json shows the details.");
    }

    private ImportOutcome fail(Load load, Loads loads, String message, boolean gate) {
        loads.fail(load, message, now());
        return new ImportOutcome.Failed(loads.report(load.id()), message, gate, load.dryRun());
    }

    private static TransactionTemplate transaction(DataSource dataSource) {
        return new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    private Instant now() {
        return Instant.now(options.clock()).truncatedTo(ChronoUnit.MILLIS);
    }
}
