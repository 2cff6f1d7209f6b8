package io.creditplatform.service;

import io.creditplatform.audit.Actor;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * What the service lets others know of itself, in the table {@code service_state}. It does not say when it was alive, but until when it
 * will have said so again: so a row changes once a minute, not once a second, and whoever reads it needs to know no more than the time.
 * For the one thread that looks at the clock, and for the one that ends the service, after that.
 */
final class Presence implements AutoCloseable {

    /** How long it may be silent; a large load that is published into SQLite lets nobody else write. */
    static final Duration PROMISED = Duration.ofMinutes(3);

    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

    /** How long a promise stands before it is renewed, if nothing else has changed. */
    private static final Duration RENEWED = Duration.ofMinutes(1);

    /** How often the inbox is looked at for it. */
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final InboxState inbox;
    private final String folder;
    private final DatabaseAddress address;
    private final DeadlineWatch deadline;
    private final Clock clock;
    private final Instant startedAt;
    private @Nullable Instant lookedAt;
    private @Nullable Instant saidAt;
    private @Nullable State said;

    /** What others may know, but for the time. */
    private record State(
            @Nullable Integer complete,
            @Nullable Integer arriving,
            @Nullable String obstacle,
            @Nullable Instant deadline,
            @Nullable Instant lateSince) {}

    Presence(ServiceSettings.Inbox settings, DatabaseAddress address, DeadlineWatch deadline, Clock clock) {
        this.inbox = new InboxState(settings);
        this.folder = settings.folder().toAbsolutePath().normalize().toString();
        this.address = address;
        this.deadline = deadline;
        this.clock = clock;
        this.startedAt = now();
    }

    /**
     * Says how it is, if that is not what was said last, or was said a while ago. A database that is not there yet is not made for it.
     *
     * @throws DatabaseException if the database cannot be used now
     */
    void look() {
        Instant now = now();
        if (isWithin(EVERY, lookedAt, now)) {
            return;
        }
        lookedAt = now;
        State state = state(now);
        if (!(state.equals(said) && isWithin(RENEWED, saidAt, now)) && write(state, now, null)) {
            said = state;
            saidAt = now;
        }
    }

    /** A clock that was set back tells nothing of how long something is ago. */
    private static boolean isWithin(Duration time, @Nullable Instant since, Instant now) {
        return since != null && !now.isBefore(since) && now.isBefore(since.plus(time));
    }

    private State state(Instant now) {
        Optional<String> obstacle = inbox.obstacle();
        Optional<Inbox.Found> found = obstacle.isEmpty() ? inbox.found(now) : Optional.empty();
        Optional<DeadlineWatch.State> due = deadline.state();
        return new State(
                found.map(all -> all.complete().size()).orElse(null),
                found.map(Inbox.Found::arriving).orElse(null),
                obstacle.orElse(null),
                due.map(DeadlineWatch.State::next).orElse(null),
                due.map(DeadlineWatch.State::lateSince).orElse(null));
    }

    /** Returns whether there was a database to write to. */
    private boolean write(State state, Instant now, @Nullable Instant stoppedAt) {
        Database database = address.database();
        if (!database.connections().exists(address)) {
            return false;
        }
        try (Connection connection = Database.open(address, Database.Access.WRITE)) {
            Schema schema = Schema.of(address, connection);
            if (schema.state() == Schema.State.EMPTY) {
                return false;
            }
            schema.requireCurrent(address);
            JdbcClient.create(new SingleConnectionDataSource(connection, true))
                    .sql("""
                            INSERT INTO service_state (inbox, host, started_at, alive_until, stopped_at, complete, arriving, obstacle,
                                deadline, late_since)
                            VALUES (:inbox, :host, :started, :alive, :stopped, CAST(:complete AS BIGINT), CAST(:arriving AS BIGINT),
                                :obstacle, :deadline, :late)
                            ON CONFLICT (inbox) DO UPDATE SET host = excluded.host, started_at = excluded.started_at,
                                alive_until = excluded.alive_until, stopped_at = excluded.stopped_at, complete = excluded.complete,
                                arriving = excluded.arriving, obstacle = excluded.obstacle, deadline = excluded.deadline,
                                late_since = excluded.late_since
                            """)
                    .param("inbox", folder)
                    .param("host", Actor.host())
                    .param("started", database.timestamp(startedAt))
                    .param("alive", database.timestamp(now.plus(PROMISED)))
                    .param("stopped", stoppedAt == null ? null : database.timestamp(stoppedAt))
                    .param("complete", state.complete())
                    .param("arriving", state.arriving())
                    .param("obstacle", state.obstacle())
                    .param("deadline", state.deadline() == null ? null : database.timestamp(state.deadline()))
                    .param("late", state.lateSince() == null ? null : database.timestamp(state.lateSince()))
                    .update();
            return true;
        } catch (SQLException e) {
            throw new DatabaseException("Cannot write to the database " + address + ": " + e.getMessage(), e);
        }
    }

    /** Says that the service was stopped; where that cannot be said, its promise passes. */
    @Override
    public void close() {
        Instant now = now();
        try {
            write(state(now), now, now);
        } catch (DatabaseException | DataAccessException e) {
            LOG.debug("That the service is stopped cannot be noted", e);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
