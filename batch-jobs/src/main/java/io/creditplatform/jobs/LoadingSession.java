package io.creditplatform.jobs;

import io.creditplatform.audit.Act;
import io.creditplatform.audit.Actor;
import io.creditplatform.audit.AuditLog;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.Schema;
import io.creditplatform.ingest.Extract;
import io.creditplatform.ingest.ImportSteps;
import io.creditplatform.ingest.Loads;
import io.creditplatform.ingest.StagedLoad;
import io.creditplatform.load.Load;
import io.creditplatform.load.LoadReport;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The loads of a database while nobody else loads: what is done to their records and to what they have staged. */
final class LoadingSession implements AutoCloseable {

    /** Names a load in entries of the log. */
    private static final String LOAD = "load_id";

    private final DatabaseAddress address;
    private final WriteSession session;
    private final JdbcTemplate jdbc;
    private final Loads loads;
    private final TransactionTemplate transaction;

    private LoadingSession(DatabaseAddress address, WriteSession session) {
        this.address = address;
        this.session = session;
        this.jdbc = new JdbcTemplate(session.dataSource());
        this.loads = new Loads(address.database(), JdbcClient.create(jdbc));
        this.transaction = new TransactionTemplate(session.transactions());
    }

    /**
     * Opens one, on a database that has its schema thereafter.
     *
     * @param actor does whatever is done in it
     * @throws DatabaseBusyException if somebody else is loading
     */
    static LoadingSession open(DatabaseAddress address, Actor actor) {
        WriteSession session = WriteSession.open(address, actor);
        try {
            session.requireSchema();
            return new LoadingSession(address, session);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    DatabaseAddress address() {
        return address;
    }

    WriteSession session() {
        return session;
    }

    Loads loads() {
        return loads;
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    /** Notes what is done; to be called in the transaction that does it. */
    void audit(Act act, @Nullable Long loadId, String details) {
        new AuditLog(address.database(), JdbcClient.create(jdbc)).add(session.actor(), act, loadId, details);
    }

    /** Changes something, in a transaction. */
    void change(Runnable change) {
        transaction.executeWithoutResult(status -> change.run());
    }

    /** Changes something that gives a result, in a transaction. */
    <T> T change(Supplier<T> change) {
        return Objects.requireNonNull(transaction.execute(status -> change.get()));
    }

    /** The job of a load. With the schema, since the staging tables of another one are of no use: the load then begins anew. */
    JobParameters parameters(Load load) {
        return new JobParametersBuilder()
                .addString("content", load.contentSha256())
                .addString("maxRejectRate", load.maxRejectRate().toPlainString())
                .addLong("load", load.id())
                .addString("schema", Schema.newest(address.database()))
                .addString("directory", load.directory(), false)
                .toJobParameters();
    }

    /** Drops what a load has staged, so that it would have to begin anew; to be called in a transaction. */
    void discardStages(Load load) {
        new StagedLoad(load, address.database(), jdbc).discard();
        new BatchInfrastructure(session).forget(ImportSteps.JOB, parameters(load));
    }

    /**
     * Gives an unfinished load up for good; to be called in a transaction.
     *
     * @param reason a sentence that goes behind what was said of it before
     */
    void giveUp(Load load, String reason) {
        discardStages(load);
        String before = load.message() == null ? "It was interrupted." : load.message();
        loads.end(load, Load.Status.ABANDONED, before + " " + reason);
    }

    /** Gives those up for good that a new load takes the place of: of the same content, or of what lay in the same folder. */
    void giveUpReplacedBy(Load load, Extract extract) {
        for (Load other : loads.unfinished()) {
            boolean sameContent = other.contentSha256().equals(load.contentSha256());
            boolean sameFolder = other.directory().equals(extract.directory().toString())
                    && Set.copyOf(load.feeds()).containsAll(other.feeds());
            if (other.id() < load.id() && (sameContent || sameFolder)) {
                giveUp(
                        other,
                        "Load " + load.id() + " of the same "
                                + (sameContent ? "content, with other options," : "folder, with another content,")
                                + " has begun since, so this one cannot go on.");
            }
        }
    }

    /** Dry runs that were killed leave something behind. */
    void removeDryRuns() {
        loads.dryRuns().forEach(this::reportAndDiscardDryRun);
    }

    /** The report of a load; if it is a dry run, the last that is seen of it. */
    LoadReport reportAndDiscardDryRun(Load load) {
        LoadReport report = loads.report(load.id());
        if (load.dryRun()) {
            change(() -> {
                discardStages(load);
                loads.remove(load.id());
            });
        }
        return report;
    }

    /** To be called when a job is through, before the session is closed. */
    void tidyUp() {
        session.tidyUp();
    }

    /** Has each entry of the log say, until the session ends, which load it is about. */
    void isAbout(Load load) {
        MDC.put(LOAD, String.valueOf(load.id()));
    }

    @Override
    public void close() {
        MDC.remove(LOAD);
        session.close();
    }
}
