package io.creditplatform.service;

import io.creditplatform.console.Json;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.Schema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The tables {@code service_events} and {@code notifications}: what happened, and who has still to be told. It is written beside a load,
 * in transactions of its own that hold nothing up, and not under the load's lock.
 */
final class Outbox {

    /** How many events are kept, of whatever inbox; the oldest go first, once nobody has to be told of them any more. */
    static final int KEPT = 10_000;

    private static final String GONE = " event_id <= (SELECT max(event_id) FROM service_events) - " + KEPT
            + " AND NOT EXISTS (SELECT 1 FROM notifications o WHERE o.event_id = %s.event_id AND o.ended_at IS NULL)";

    private final DatabaseAddress address;
    private final String inbox;

    /** @param inbox the folder that this service works with, since another one may have the same database */
    Outbox(DatabaseAddress address, Path inbox) {
        this.address = address;
        this.inbox = inbox.toString();
    }

    /**
     * Notes what became of parcels, adds events that are not known yet, and says what is still on its way.
     *
     * @param targets who is to be told of the events that are added
     * @return what is on its way to whomever, in the order of the events
     * @throws DatabaseException if there is no database, or it cannot be used now
     */
    List<Parcel> exchange(Collection<Parcel> changed, Collection<Event> added, Function<Event, List<String>> targets) {
        if (!address.database().connections().exists(address)) {
            throw new DatabaseException("There is no database " + address + " yet.");
        }
        try (Connection connection = Database.open(address, Database.Access.WRITE)) {
            Schema.of(address, connection).requireCurrent(address);
            SingleConnectionDataSource dataSource = new SingleConnectionDataSource(connection, true);
            JdbcClient jdbc = JdbcClient.create(dataSource);
            return Objects.requireNonNull(
                    new TransactionTemplate(new JdbcTransactionManager(dataSource)).execute(status -> {
                        added.forEach(event -> add(jdbc, event, targets.apply(event)));
                        changed.forEach(parcel -> note(jdbc, parcel));
                        if (!added.isEmpty()) {
                            for (String table : List.of("notifications", "service_events")) {
                                jdbc.sql("DELETE FROM " + table + " WHERE" + GONE.formatted(table))
                                        .update();
                            }
                        }
                        return open(jdbc);
                    }));
        } catch (SQLException | DataAccessException | TransactionException e) {
            throw new DatabaseException("Cannot write to the database " + address + ": " + e.getMessage(), e);
        }
    }

    /**
     * What was in the way of this service when it was last told of, and has not been told to be over.
     *
     * @throws DatabaseException if there is no database, or it cannot be used now
     */
    List<Event> troubles() {
        if (!address.database().connections().exists(address)) {
            return List.of();
        }
        try (Connection connection = Database.open(address, Database.Access.READ)) {
            Schema.of(address, connection).requireCurrent(address);
            return JdbcClient.create(new SingleConnectionDataSource(connection, true))
                    .sql("""
                            SELECT body FROM service_events e WHERE inbox = :inbox AND event_key LIKE :waiting || '%'
                                AND NOT EXISTS (SELECT 1 FROM service_events o WHERE o.inbox = e.inbox
                                    AND o.event_key = :over || substr(e.event_key, :behind))
                            ORDER BY event_id
                            """)
                    .param("inbox", inbox)
                    .param("waiting", Event.WAITING)
                    .param("over", Event.GOING_ON)
                    .param("behind", Event.WAITING.length() + 1)
                    .query((row, index) -> Json.MAPPER.readValue(row.getString("body"), Event.class))
                    .list();
        } catch (SQLException | DataAccessException e) {
            throw new DatabaseException("Cannot read the database " + address + ": " + e.getMessage(), e);
        }
    }

    private void add(JdbcClient jdbc, Event event, List<String> targets) {
        boolean known = jdbc.sql("SELECT count(*) FROM service_events WHERE inbox = ? AND event_key = ?")
                        .params(inbox, event.key())
                        .query(Long.class)
                        .single()
                > 0;
        if (known) {
            return;
        }
        long id = jdbc.sql("SELECT coalesce(max(event_id), 0) + 1 FROM service_events")
                .query(Long.class)
                .single();
        jdbc.sql("INSERT INTO service_events (event_id, inbox, event_key, kind, happened_at, load_id, body)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)")
                .params(id, inbox, event.key(), event.kind().name())
                .param(sqlValue(event.happenedAt()))
                .param(event.loadId())
                .param(Json.MAPPER.writeValueAsString(event))
                .update();
        for (String target : targets) {
            jdbc.sql("INSERT INTO notifications (event_id, target, attempts, next_at) VALUES (?, ?, 0, ?)")
                    .params(id, target)
                    .param(sqlValue(event.happenedAt()))
                    .update();
        }
    }

    private void note(JdbcClient jdbc, Parcel parcel) {
        jdbc.sql("""
                        UPDATE notifications SET attempts = ?, next_at = ?, ended_at = ?, problem = ?
                        WHERE target = ? AND event_id = (
                            SELECT e.event_id FROM service_events e WHERE e.inbox = ? AND e.event_key = ?)
                        """)
                .param(parcel.attempts())
                .param(sqlValue(parcel.nextAt()))
                .param(parcel.endedAt() == null ? null : sqlValue(parcel.endedAt()))
                .param(parcel.problem())
                .params(parcel.target(), inbox, parcel.event().key())
                .update();
    }

    private List<Parcel> open(JdbcClient jdbc) {
        return jdbc.sql("""
                        SELECT e.body, n.target, n.attempts, n.next_at, n.problem
                        FROM notifications n JOIN service_events e ON e.event_id = n.event_id
                        WHERE n.ended_at IS NULL AND e.inbox = ? ORDER BY e.event_id
                        """)
                .param(inbox)
                .query((row, index) -> new Parcel(
                        Json.MAPPER.readValue(row.getString("body"), Event.class),
                        row.getString("target"),
                        row.getLong("attempts"),
                        Objects.requireNonNull(address.database().timestamp(row, "next_at")),
                        null,
                        row.getString("problem")))
                .list();
    }

    private @Nullable Object sqlValue(Instant instant) {
        return address.database().sqlValue(instant);
    }
}
