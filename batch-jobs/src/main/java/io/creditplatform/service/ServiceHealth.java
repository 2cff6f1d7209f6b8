package io.creditplatform.service;

import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The parts of the service's health. What is said of them names no address, path or password. */
final class ServiceHealth {

    /** Less room than this is as good as none: an extract, unpacked and copied, is larger. */
    static final long LEAST_ROOM = 100_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(ServiceHealth.class);
    private static final String REASON = "reason";

    private ServiceHealth() {}

    /** Whether the database can be asked; one that the first load will make is no fault. */
    static HealthIndicator ofDatabase(DatabaseAddress address) {
        return () -> {
            if (!address.database().connections().exists(address)) {
                return Health.up()
                        .withDetail(REASON, "It is not there yet; the first load makes it")
                        .build();
            }
            try (Connection connection = Database.open(address, Database.Access.READ)) {
                return (connection.isValid(1) ? Health.up() : Health.down()).build();
            } catch (DatabaseException | SQLException e) {
                LOG.debug("The database cannot be asked", e);
                return Health.down()
                        .withDetail(REASON, "It cannot be opened. The service's log says why")
                        .build();
            }
        };
    }

    /** Whether the database has the schema that this program needs. */
    static HealthIndicator ofSchema(DatabaseAddress address) {
        return () -> {
            if (!address.database().connections().exists(address)) {
                return Health.unknown().build();
            }
            try (Connection connection = Database.open(address, Database.Access.READ)) {
                Schema schema = Schema.of(address, connection);
                boolean usable = schema.state() == Schema.State.EMPTY
                        || schema.obstacle().isEmpty();
                return (usable ? Health.up() : Health.down())
                        .withDetail("schema_found", schema.newestApplied())
                        .withDetail("schema_needed", schema.newestKnown())
                        .build();
            } catch (DatabaseException | SQLException e) {
                LOG.debug("The schema cannot be told", e);
                return Health.unknown().build();
            }
        };
    }

    /** Whether extracts can be taken from the inbox, and how many wait there. */
    static HealthIndicator ofInbox(InboxState inbox, Clock clock) {
        return () -> {
            Health.Builder health = inbox.obstacle()
                    .map(reason -> Health.down().withDetail(REASON, reason))
                    .orElseGet(Health::up);
            inbox.waiting(clock.instant()).ifPresent(waiting -> health.withDetail("waiting", waiting));
            return health.build();
        };
    }

    /** Whether there is room where extracts are unpacked and put away. */
    static HealthIndicator ofRoom(InboxState inbox) {
        return () -> {
            Map<String, Long> room = inbox.room();
            boolean enough = room.values().stream().allMatch(bytes -> bytes >= LEAST_ROOM);
            return (enough ? Health.up() : Health.down())
                    .withDetail("free_bytes", room)
                    .withDetail("least_bytes", LEAST_ROOM)
                    .build();
        };
    }

    /** Whether a load is late. */
    static HealthIndicator ofDeadline(DeadlineWatch deadline) {
        return () -> deadline.state()
                .map(state -> {
                    Health.Builder health = state.lateSince() == null
                            ? Health.up()
                            : Health.outOfService()
                                    .withDetail("late_since", state.lateSince().toString());
                    return health.withDetail("next", state.next().toString()).build();
                })
                .orElseGet(() ->
                        Health.unknown().withDetail(REASON, "There is none").build());
    }

    /** What came of the newest job; one that failed does not make the service ill. */
    static HealthIndicator ofLastJob(JobTable jobs) {
        return () -> {
            try {
                return jobs.newest(1, Long.MAX_VALUE).stream()
                        .findFirst()
                        .map(job -> Health.up()
                                .withDetail("job_id", job.id())
                                .withDetail("kind", job.kind().name())
                                .withDetail("status", job.status().name())
                                .build())
                        .orElseGet(() -> Health.unknown().build());
            } catch (DatabaseException e) {
                LOG.debug("The newest job cannot be told", e);
                return Health.unknown().build();
            }
        };
    }
}
