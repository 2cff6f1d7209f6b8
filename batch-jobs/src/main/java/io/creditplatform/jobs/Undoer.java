package io.creditplatform.jobs;

import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.derived.Derivation;
import io.creditplatform.ingest.Loads;
import io.creditplatform.load.Load;
import io.creditplatform.past.Undo;
import io.creditplatform.quality.QualityRuns;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes the newest published load back: all in one transaction, so that readers see the state with it or the one before, and a
 * process that is killed leaves one of the two.
 */
public final class Undoer {

    private static final Logger LOG = LoggerFactory.getLogger(Undoer.class);

    private final DatabaseAddress address;
    private final Clock clock;

    public Undoer(DatabaseAddress address, Clock clock) {
        this.address = address;
        this.clock = clock;
    }

    /**
     * Does it.
     *
     * @param dryRun whether only to tell what would be done
     * @throws DatabaseBusyException if another process is loading
     */
    public UndoOutcome run(boolean dryRun) {
        try (LoadingSession session = LoadingSession.open(address)) {
            JdbcTemplate jdbc = session.jdbc();
            Loads loads = session.loads();
            List<Load> published = loads.published(2);
            if (published.isEmpty()) {
                return new UndoOutcome.NothingPublished();
            }
            Load load = published.get(0);
            @Nullable Load before = published.size() == 1 ? null : published.get(1);
            String refusal = refusal(load, loads.before(load.id()));
            if (!refusal.isEmpty()) {
                return new UndoOutcome.Refused(refusal + " Import the extract of the state that you want instead.");
            }
            if (dryRun) {
                return new UndoOutcome.Undone(load, changes(jdbc, load, true), before);
            }
            List<Undo.Change> changes = session.change(() -> {
                List<Undo.Change> done = changes(jdbc, load, false);
                // What they staged was held against a state that is no more, or was dropped when this one was
                // published.
                loads.unpublishedSince(before == null ? 0 : before.id())
                        .forEach(other -> session.giveUp(
                                other,
                                "Load " + load.id()
                                        + " has been undone since, so this one cannot go on. Import its folder anew."));
                new QualityRuns(address.database(), JdbcClient.create(jdbc)).undo(load.id());
                loads.end(load, Load.Status.UNDONE, "It was taken back at " + now() + ".");
                Derivation.afterUndo(load.id(), address.database(), jdbc);
                return done;
            });
            LOG.info("Load {} is undone", load.id());
            session.tidyUp();
            return new UndoOutcome.Undone(load, changes, before);
        }
    }

    /** Why taking a load back would not be exact; empty if it is. */
    private static String refusal(Load load, Loads.Before before) {
        return switch (before) {
            case KEPT -> "";
            case NEVER_KEPT ->
                "What load " + load.id()
                        + " replaced is not kept: it was published before the database was migrated to this version.";
            case PRUNED -> "What load " + load.id() + " replaced is not kept any more: its history was pruned.";
            case OF_ANOTHER_SCHEMA ->
                "The database's schema was changed after load " + load.id()
                        + " had been published, by a migration or a rollback, so that the state before it may not be exactly what it was.";
        };
    }

    private static List<Undo.Change> changes(JdbcTemplate jdbc, Load load, boolean preview) {
        return Objects.requireNonNull(jdbc.execute((Connection connection) -> {
            Undo undo = new Undo(connection, load.id());
            return preview ? undo.preview() : undo.run();
        }));
    }

    private Instant now() {
        return Instant.now(clock).truncatedTo(ChronoUnit.SECONDS);
    }
}
