package io.creditplatform.jobs;

import io.creditplatform.audit.Act;
import io.creditplatform.audit.Actor;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.Schema;
import io.creditplatform.derived.Derivation;
import io.creditplatform.ingest.Loads;
import io.creditplatform.load.Load;
import io.creditplatform.past.Undo;
import io.creditplatform.quality.QualityRuns;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Takes the newest published load back: all in one transaction, so that readers see the state with it or the one before, and a
 * process that is killed leaves one of the two.
 */
public final class Undoer {

    private static final Logger LOG = LoggerFactory.getLogger(Undoer.class);

    /** Without the first option what was loaded before is not loaded again; without the second one, what came since stays. */
    private static final String INSTEAD =
            " Instead, import the whole extract of the state that you want with --force, and with --complete and"
                    + " --max-removed-rate 100% for the feeds whose newer rows have to go.";

    private final DatabaseAddress address;
    private final Clock clock;
    private final Actor actor;

    /** @param actor takes loads back, as the audit log will say */
    public Undoer(DatabaseAddress address, Clock clock, Actor actor) {
        this.address = address;
        this.clock = clock;
        this.actor = actor;
    }

    /**
     * Does it.
     *
     * @param dryRun whether only to tell what would be done
     * @throws DatabaseBusyException if another process is loading; or was until now, and the newest load is not the one any more
     *     that was meant when this began
     */
    public UndoOutcome run(boolean dryRun) {
        return run(dryRun, null, newest());
    }

    /** The newest load before anybody is waited for, 0 if there is none; null where the database says later what keeps it from telling. */
    private @Nullable Long newest() {
        if (!address.database().connections().exists(address)) {
            return null;
        }
        try (Connection connection = Database.open(address, Database.Access.READ)) {
            JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            return Schema.of(address, connection).state() == Schema.State.CURRENT
                    ? newest(new Loads(address.database(), jdbc).published(1))
                    : null;
        } catch (SQLException e) {
            throw new DatabaseException("Cannot close a connection to " + address + ": " + e.getMessage(), e);
        }
    }

    private static Long newest(List<Load> published) {
        return published.isEmpty() ? 0L : published.get(0).id();
    }

    /**
     * Takes that load back, if it still is the newest published one.
     *
     * @throws DatabaseBusyException if another process is loading
     */
    public UndoOutcome run(long loadId) {
        return run(false, loadId, null);
    }

    /**
     * Does it.
     *
     * @param only the load that is meant; null for the newest
     * @param newest the newest one before anybody was waited for, 0 for none; null if that is of no account
     */
    private UndoOutcome run(boolean dryRun, @Nullable Long only, @Nullable Long newest) {
        try (LoadingSession session = LoadingSession.open(address, actor)) {
            JdbcTemplate jdbc = session.jdbc();
            Loads loads = session.loads();
            List<Load> published = loads.published(2);
            if (newest != null && !newest.equals(newest(published))) {
                throw DatabaseBusyException.published(address);
            }
            if (published.isEmpty()) {
                return new UndoOutcome.NothingPublished();
            }
            Load load = published.get(0);
            if (only != null && load.id() != only) {
                return new UndoOutcome.Refused("Load " + only + " is not the newest published one, that is load "
                        + load.id() + ". Take back what is newer first.");
            }
            @Nullable Load before = published.size() == 1 ? null : published.get(1);
            String refusal = StateBefore.of(load.id(), JdbcClient.create(jdbc)).refusal(load.id());
            if (!refusal.isEmpty()) {
                return new UndoOutcome.Refused(refusal + INSTEAD);
            }
            // What they staged was held against a state that is no more, or was dropped when this one was published.
            List<Load> givenUp = loads.unpublishedSince(before == null ? 0 : before.id());
            if (dryRun) {
                return new UndoOutcome.Undone(load, changes(jdbc, load, true), before, givenUp);
            }
            List<Undo.Change> changes = session.change(() -> {
                List<Undo.Change> done = changes(jdbc, load, false);
                givenUp.forEach(other -> session.giveUp(
                        other,
                        "Load " + load.id()
                                + " has been undone since, so this one cannot go on. Import its folder anew."));
                new QualityRuns(address.database(), JdbcClient.create(jdbc)).undo(load.id());
                loads.end(load, Load.Status.UNDONE, "It was taken back at " + now() + ".");
                Derivation.afterUndo(load.id(), address.database(), jdbc);
                session.audit(Act.UNDO, load.id(), told(done));
                return done;
            });
            LOG.info("Load {} is undone", load.id());
            session.tidyUp();
            return new UndoOutcome.Undone(load, changes, before, givenUp);
        }
    }

    private static String told(List<Undo.Change> changes) {
        return changes.stream()
                .filter(change -> !change.isNothing())
                .map(change -> change.table() + ": " + change.takenOut() + " taken out, " + change.restored()
                        + " restored, " + change.broughtBack() + " brought back")
                .collect(Collectors.joining("; "));
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
