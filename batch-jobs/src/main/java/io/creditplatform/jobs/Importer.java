package io.creditplatform.jobs;

import io.creditplatform.audit.Act;
import io.creditplatform.audit.Actor;
import io.creditplatform.console.Progress;
import io.creditplatform.console.StopSignal;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.ingest.Ahead;
import io.creditplatform.ingest.Extract;
import io.creditplatform.ingest.ExtractException;
import io.creditplatform.ingest.GateException;
import io.creditplatform.ingest.Loads;
import io.creditplatform.ingest.PartsException;
import io.creditplatform.ingest.StoppedException;
import io.creditplatform.load.Load;
import io.creditplatform.load.LoadReport;
import io.creditplatform.text.Visible;
import io.micrometer.observation.ObservationRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

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
     * @param actor has the loads run, as the audit log will say
     * @param blocksPerChunk blocks of 1,000 rows that are committed together
     * @param workers how the files of loads that begin are staged
     * @param observations are told of jobs and steps
     */
    public record Options(
            Actor actor,
            Clock clock,
            Progress progress,
            StopSignal stop,
            int blocksPerChunk,
            Workers workers,
            ObservationRegistry observations) {

        /** Files are staged one after the other, and nobody observes. */
        public Options(Actor actor, Clock clock, Progress progress, StopSignal stop, int blocksPerChunk) {
            this(actor, clock, progress, stop, blocksPerChunk, Workers.NONE, ObservationRegistry.NOOP);
        }

        /** Rows that a chunk has by default: few enough to lose little, many enough for a commit not to show. */
        public static final int DEFAULT_BLOCKS_PER_CHUNK = 10;
    }

    /**
     * Loads an extract, or finishes loading it.
     *
     * @throws ExtractException if there is nothing that could be loaded
     * @throws DatabaseBusyException if another process is loading
     */
    public ImportOutcome run(ImportRequest wanted) {
        Ahead.ofRows();
        Extract extract = Extract.read(
                wanted.directory().toAbsolutePath().normalize(),
                wanted.feeds(),
                LOG::warn,
                options.workers().partBytes(),
                options.stop()::isRequested);
        ImportRequest request = wanted.toldBy(extract);
        request.requireComplete(extract);
        try (LoadingSession session = LoadingSession.open(address, options.actor())) {
            Loads loads = session.loads();
            session.removeDryRuns();
            Optional<Load> unfinished = loads.unfinished().stream()
                    .filter(load -> request.isOf(load, extract))
                    .findFirst();
            if (unfinished.isPresent() && !request.dryRun()) {
                return resume(unfinished.get(), extract, session);
            }
            Optional<Load> published = loads.ofContent(extract.contentSha256()).stream()
                    .filter(load -> load.status() == Load.Status.COMPLETED)
                    .filter(load -> load.complete().containsAll(request.complete())) // else there may be rows to remove
                    .findFirst();
            if (published.isPresent() && !request.force()) {
                return new ImportOutcome.AlreadyLoaded(
                        published.get(), loads.report(published.get().id()));
            }
            Load load = session.change(() -> start(request, extract, session));
            session.isAbout(load);
            LOG.info("Load {} of {} started", load.id(), load.directory());
            return run(load, extract, session, false);
        }
    }

    private Load start(ImportRequest request, Extract extract, LoadingSession session) {
        Load load = session.loads()
                .start(
                        extract,
                        request.maxRejectRate(),
                        request.complete(),
                        request.maxRemovedRate(),
                        request.volumeGate(),
                        request.asOf(),
                        request.dryRun(),
                        now());
        // A dry run leaves no load, and its number will be the next one's.
        session.audit(Act.IMPORT, load.dryRun() ? null : load.id(), request.options());
        if (!load.dryRun()) {
            session.giveUpReplacedBy(load, extract);
        }
        return load;
    }

    /**
     * Goes on with every load that is neither published nor older than one that is.
     *
     * @throws DatabaseBusyException if another process is loading
     */
    public List<ImportOutcome> resume() {
        Ahead.ofRows();
        try (LoadingSession session = LoadingSession.open(address, options.actor())) {
            session.removeDryRuns();
            List<ImportOutcome> outcomes = new ArrayList<>();
            for (Load load : session.loads().unfinished()) {
                outcomes.add(resume(load, session)); // a request to stop ends each at its beginning
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
        try (LoadingSession session = LoadingSession.open(address, options.actor())) {
            Optional<Load> found = session.loads().find(loadId);
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
            session.change(() -> {
                session.giveUp(
                        load,
                        "It was given up by " + options.actor().name() + " at " + now().truncatedTo(ChronoUnit.SECONDS)
                                + ".");
                session.audit(Act.ABANDON, loadId, "directory=" + load.directory());
            });
            return Optional.empty();
        }
    }

    private ImportOutcome resume(Load load, LoadingSession session) {
        try {
            Extract extract = Extract.read(
                    Path.of(load.directory()), Set.copyOf(load.feeds()), LOG::warn, options.stop()::isRequested);
            if (!extract.contentSha256().equals(load.contentSha256())) {
                return fail(
                        load,
                        session,
                        Visible.of(load.directory()) + " no longer holds what load " + load.id()
                                + " began with. Import the folder anew, or give the load up with `credit loads --abandon "
                                + load.id() + "`.",
                        null);
            }
            return resume(load, extract, session);
        } catch (StoppedException e) {
            return new ImportOutcome.Stopped(session.loads().report(load.id()), false);
        } catch (ExtractException e) {
            return fail(
                    load,
                    session,
                    e.getMessage()
                            + " If the extract lies elsewhere now, import it from there; `credit loads --abandon "
                            + load.id() + "` gives the load up.",
                    e);
        }
    }

    private ImportOutcome resume(Load load, Extract extract, LoadingSession session) {
        session.isAbout(load);
        LOG.info("Load {} of {} goes on", load.id(), load.directory());
        session.change(() -> {
            session.loads().resume(load.id(), extract.directory());
            session.audit(Act.RESUME, load.id(), "directory=" + extract.directory());
        });
        return run(load, extract, session, true);
    }

    private ImportOutcome run(Load load, Extract extract, LoadingSession session, boolean goesOn) {
        JobExecution execution;
        try {
            execution = new LoadRun(load, session, options).run(extract, goesOn);
        } catch (PartsException e) {
            return fail(load, session, String.valueOf(e.getMessage()), e);
        }
        if (execution.getStatus() == BatchStatus.STOPPED) {
            return new ImportOutcome.Stopped(session.reportAndDiscardDryRun(load), load.dryRun());
        } else if (execution.getStatus() != BatchStatus.COMPLETED) {
            return fail(load, session, execution);
        }
        LoadReport report = session.reportAndDiscardDryRun(load);
        LOG.info("Load {} is {}", load.id(), load.dryRun() ? "tried" : "published");
        session.tidyUp();
        return new ImportOutcome.Published(report, load.dryRun());
    }

    private ImportOutcome fail(Load load, LoadingSession session, JobExecution execution) {
        Throwable failure = execution.getAllFailureExceptions().stream()
                // That of a step which waits for others only says that one of them failed.
                .min(Comparator.comparing(known -> known instanceof JobExecutionException))
                .orElseGet(() -> new IllegalStateException("Spring Batch gave no reason"));
        Throwable cause = failure;
        while (!isExpected(cause) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        boolean expected = isExpected(cause);
        if (!expected) {
            LOG.error("Load {} failed", load.id(), failure);
        }
        String message = expected ? String.valueOf(cause.getMessage()) : explain(failure);
        try {
            ImportOutcome outcome = fail(load, session, message, expected ? cause : failure);
            session.reportAndDiscardDryRun(load);
            return outcome;
        } catch (DataAccessException | TransactionException e) {
            // Without a database it cannot be recorded; why the load failed says more than that.
            throw new IllegalStateException("The failure of load " + load.id() + " could not be recorded", failure);
        }
    }

    private static boolean isExpected(Throwable e) {
        return e instanceof GateException || e instanceof ExtractException || e instanceof PartsException;
    }

    private String explain(Throwable failure) {
        return DatabaseFailure.explain(address, failure, "go on with `credit resume`")
                .orElseGet(() -> "Unexpected failure: " + DatabaseFailure.reason(failure)
                        + ". Nothing was published; `credit resume` tries again, --log-format json shows the details.");
    }

    private ImportOutcome fail(Load load, LoadingSession session, String message, @Nullable Throwable cause) {
        boolean gate = cause instanceof GateException;
        session.change(() -> {
            if (gate) {
                // The same content meets the same gate again, so there is no use in keeping what was staged.
                session.discardStages(load);
            }
            session.loads().fail(load, message, now());
        });
        boolean passing = cause instanceof PartsException
                || (cause != null && !isExpected(cause) && DatabaseFailure.mayPass(address, cause));
        return new ImportOutcome.Failed(session.loads().report(load.id()), message, gate, passing, load.dryRun());
    }

    private Instant now() {
        return Instant.now(options.clock()).truncatedTo(ChronoUnit.MILLIS);
    }
}
