package io.creditplatform.jobs;

import io.creditplatform.ingest.Ahead;
import io.creditplatform.ingest.Extract;
import io.creditplatform.ingest.ImportSteps;
import io.creditplatform.ingest.LoadParts;
import io.creditplatform.ingest.OrderBrokenException;
import io.creditplatform.ingest.PartWorkers;
import io.creditplatform.ingest.PartsException;
import io.creditplatform.ingest.StagedLoad;
import io.creditplatform.jobs.broker.BrokerAddress;
import io.creditplatform.load.Load;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One run of the job that a load is: from its beginning, or from where the one before ended. */
final class LoadRun {

    private static final Logger LOG = LoggerFactory.getLogger(LoadRun.class);

    private final Load load;
    private final LoadingSession session;
    private final Importer.Options options;

    LoadRun(Load load, LoadingSession session, Importer.Options options) {
        this.load = load;
        this.session = session;
        this.options = options;
    }

    /**
     * Runs it. What was begun in parts goes on in these parts, and what was not, without any, however it is to be staged now.
     *
     * @param goesOn whether the load was begun before
     * @throws PartsException if its parts cannot all be staged
     */
    JobExecution run(Extract extract, boolean goesOn) {
        Ahead.ofJob();
        StagedLoad staged = new StagedLoad(load, session.address().database(), session.jdbc());
        if (goesOn) {
            staged.endWriters(); // who still works for a process that is gone
        }
        boolean whole = goesOn && staged.isWhole();
        if (goesOn && !whole) {
            LOG.info("Load {} begins anew, since not all that it had staged is there", load.id());
        }
        LoadParts parts = new LoadParts(session.address().database(), JdbcClient.create(session.jdbc()), load.id());
        List<LoadParts.Progress> begun = whole ? parts.all() : List.of();
        boolean inParts = whole ? !begun.isEmpty() : options.workers().areWanted();
        if (!begun.isEmpty()) {
            session.change(parts::release);
        }
        try (PartWorkers workers = inParts ? workers() : null) {
            Extract files = begun.isEmpty() ? extract : extract.cut(begun);
            JobExecution execution = run(files, goesOn && !whole, true, workers);
            Optional<OrderBrokenException> broken = orderBroken(execution);
            if (broken.isEmpty()) {
                return execution;
            }
            LOG.info("Load {} begins anew: {}", load.id(), broken.get().getMessage());
            return run(files, true, false, workers);
        }
    }

    private static Optional<OrderBrokenException> orderBroken(JobExecution execution) {
        return execution.getAllFailureExceptions().stream()
                .flatMap(failure -> Stream.iterate(failure, Objects::nonNull, Throwable::getCause))
                .filter(OrderBrokenException.class::isInstance)
                .map(OrderBrokenException.class::cast)
                .findFirst();
    }

    private PartWorkers workers() {
        BrokerAddress broker = options.workers().broker();
        return broker == null
                ? new LocalWorkers(
                        session.address(),
                        session.session().transactions().holder(),
                        options.workers().count())
                : new RemoteWorkers(session, load, broker, options.stop()::isRequested);
    }

    private JobExecution run(Extract extract, boolean anew, boolean leavesOutKnown, @Nullable PartWorkers workers) {
        BatchInfrastructure batch = new BatchInfrastructure(session.session(), options.observations());
        try (ImportSteps steps = new ImportSteps(
                batch.jobRepository(),
                batch.transactions(),
                session.session().dataSource(),
                load,
                extract,
                new ImportSteps.Options(
                        session.address().database(),
                        options.blocksPerChunk(),
                        options.clock(),
                        options.progress(),
                        options.stop()::isRequested,
                        leavesOutKnown,
                        workers))) {
            if (anew) {
                batch.forget(ImportSteps.JOB, session.parameters(load));
            }
            return batch.run(steps.job(), session.parameters(load));
        }
    }
}
