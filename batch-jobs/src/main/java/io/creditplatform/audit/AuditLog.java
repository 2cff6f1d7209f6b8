package io.creditplatform.audit;

import io.creditplatform.database.Database;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code audit_log}: who did what, from where and when. It is only ever added to; the database itself sees to that. */
public final class AuditLog {

    /** Name of the table. Migrations add to it themselves, so it is no part of what they must leave as it is. */
    public static final String TABLE = "audit_log";

    private final Database database;
    private final JdbcClient jdbc;

    public AuditLog(Database database, JdbcClient jdbc) {
        this.database = database;
        this.jdbc = jdbc;
    }

    /**
     * One entry.
     *
     * @param origin from where it was done
     * @param loadId the load that it was done to, or null
     * @param details with which options, and what it came to
     */
    public record Entry(
            long entryId,
            Instant happenedAt,
            String who,
            String origin,
            Act act,
            @Nullable Long loadId,
            String details) {}

    /** Adds an entry; to be called in the transaction of the act, by the holder of the load lock. */
    public void add(Actor actor, Act act, @Nullable Long loadId, String details) {
        jdbc.sql("""
                        INSERT INTO audit_log (entry_id, happened_at, who, origin, act, load_id, details)
                        SELECT coalesce(max(entry_id), 0) + 1, ?, ?, ?, ?, CAST(? AS BIGINT), ? FROM audit_log
                        """)
                .param(database.sqlValue(Instant.now(Clock.systemUTC()).truncatedTo(ChronoUnit.MILLIS)))
                .params(actor.name(), actor.origin(), act.name())
                .param(loadId)
                .param(details)
                .update();
    }

    /** The newest entries, newest first. */
    public List<Entry> newest(int limit) {
        return newest(limit, Long.MAX_VALUE);
    }

    /** The newest entries before another one, newest first. */
    public List<Entry> newest(int limit, long before) {
        return jdbc.sql("SELECT * FROM audit_log WHERE entry_id < ? ORDER BY entry_id DESC LIMIT ?")
                .params(before, limit)
                .query((row, index) -> {
                    long load = row.getLong("load_id");
                    Long loadOrNone = row.wasNull() ? null : load;
                    return new Entry(
                            row.getLong("entry_id"),
                            Objects.requireNonNull(database.timestamp(row, "happened_at")),
                            row.getString("who"),
                            row.getString("origin"),
                            Act.valueOf(row.getString("act")),
                            loadOrNone,
                            row.getString("details"));
                })
                .list();
    }
}
