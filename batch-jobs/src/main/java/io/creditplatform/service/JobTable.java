package io.creditplatform.service;

import io.creditplatform.audit.Actor;
import io.creditplatform.audit.AuditLog;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.Schema;
import io.creditplatform.jobs.WriteSession;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The table {@code service_jobs}, which outlives the service. Threads that answer ask it while another one works; each change is one
 * statement, so that none sees half of it.
 */
final class JobTable {

    /** How many jobs are kept; the oldest go first. */
    static final int KEPT = 10_000;

    private final DatabaseAddress address;
    private final Clock clock;

    JobTable(DatabaseAddress address, Clock clock) {
        this.address = address;
        this.clock = clock;
    }

    /**
     * Adds a job, unless it is there.
     *
     * @return it, as it is now
     * @throws DatabaseException if the database cannot be used
     */
    synchronized Job add(Job.Wanted wanted) {
        requireSchema();
        return ask(Database.Access.WRITE, jdbc -> {
            jdbc.sql("""
                            INSERT INTO service_jobs (job_id, job_key, kind, origin, requested_by, requested_from, request, status,
                                requested_at)
                            SELECT coalesce(max(job_id), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ? FROM service_jobs WHERE true
                            ON CONFLICT (job_key) DO NOTHING
                            """)
                    .params(
                            wanted.key(),
                            wanted.kind().name(),
                            wanted.origin().name(),
                            wanted.actor().name(),
                            wanted.actor().origin(),
                            wanted.request(),
                            Job.Status.QUEUED.name())
                    .param(now())
                    .update();
            jdbc.sql("DELETE FROM service_jobs WHERE status IN ('SUCCEEDED', 'FAILED')"
                            + " AND job_id <= (SELECT max(job_id) FROM service_jobs) - " + KEPT)
                    .update();
            return jobs(jdbc, "job_key = ?", wanted.key()).get(0);
        });
    }

    /** One of them. */
    Optional<Job> find(long id) {
        return read(jdbc -> jobs(jdbc, "job_id = ?", id).stream().findFirst()).orElse(Optional.empty());
    }

    /** That of this key. */
    Optional<Job> of(String key) {
        return read(jdbc -> jobs(jdbc, "job_key = ?", key).stream().findFirst()).orElse(Optional.empty());
    }

    /** The newest ones before another one, newest first. */
    List<Job> newest(int limit, long before) {
        return read(jdbc -> jobs(jdbc, "job_id < ? ORDER BY job_id DESC LIMIT ?", before, limit))
                .orElse(List.of());
    }

    /** The newest job of an origin and kind. */
    Optional<Job> newestOf(Job.Origin origin, Job.Kind kind) {
        return read(jdbc ->
                        jobs(jdbc, "origin = ? AND kind = ? ORDER BY job_id DESC LIMIT 1", origin.name(), kind.name())
                                .stream()
                                .findFirst())
                .orElse(Optional.empty());
    }

    /** What was done before an entry of the audit log, newest first. */
    List<AuditLog.Entry> audit(int limit, long before) {
        return read(jdbc -> new AuditLog(address.database(), jdbc).newest(limit, before))
                .orElse(List.of());
    }

    /** Those that are neither over nor stopped, oldest first. */
    List<Job> unfinished() {
        return read(jdbc -> jobs(jdbc, "status IN ('QUEUED', 'RUNNING') ORDER BY job_id"))
                .orElse(List.of());
    }

    /** The job of that kind and origin that ended last before another one: where these come from tells what belongs together. */
    Optional<Job> endedBefore(Job job) {
        return read(jdbc -> jobs(
                                jdbc,
                                "job_id < ? AND kind = ? AND origin = ? AND status IN ('SUCCEEDED', 'FAILED')"
                                        + " ORDER BY job_id DESC LIMIT 1",
                                job.id(),
                                job.kind().name(),
                                job.origin().name())
                        .stream()
                        .findFirst())
                .orElse(Optional.empty());
    }

    /**
     * Notes that it runs, whether for the first time or again.
     *
     * @return whether it waited or ran, so that it may
     */
    boolean start(Job job) {
        return write(
                        "UPDATE service_jobs SET status = 'RUNNING', started_at = coalesce(started_at, ?), ended_at = NULL,"
                                + " message = NULL WHERE job_id = ? AND status IN ('QUEUED', 'RUNNING')",
                        now(),
                        job.id())
                == 1;
    }

    /** Notes how it ended. */
    void end(Job job, Job.End end) {
        ask(Database.Access.WRITE, jdbc -> jdbc.sql("""
                        UPDATE service_jobs
                        SET status = ?, load_id = CAST(? AS BIGINT), message = ?, result = ?, ended_at = ?
                        WHERE job_id = ?
                        """)
                .param(end.status().name())
                .param(end.loadId())
                .param(end.message())
                .param(end.result())
                .param(now())
                .param(job.id())
                .update());
    }

    /**
     * Has it wait for its turn again, or wait no longer.
     *
     * @return whether it was in the first of these states
     */
    boolean change(Job job, Job.Status from, Job.Status to) {
        return write(
                        "UPDATE service_jobs SET status = ? WHERE job_id = ? AND status = ?",
                        to.name(),
                        job.id(),
                        from.name())
                == 1;
    }

    private int write(String sql, Object... values) {
        return ask(Database.Access.WRITE, jdbc -> jdbc.sql(sql).params(values).update());
    }

    private Object now() {
        return address.database().timestamp(clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private List<Job> jobs(JdbcClient jdbc, String condition, Object... values) {
        return jdbc.sql("SELECT * FROM service_jobs WHERE " + condition)
                .params(values)
                .query((row, index) -> job(row))
                .list();
    }

    private Job job(ResultSet row) throws SQLException {
        Database database = address.database();
        long load = row.getLong("load_id");
        Long loadOrNone = row.wasNull() ? null : load;
        return new Job(
                row.getLong("job_id"),
                row.getString("job_key"),
                Job.Kind.valueOf(row.getString("kind")),
                Job.Origin.valueOf(row.getString("origin")),
                new Actor(row.getString("requested_by"), row.getString("requested_from")),
                row.getString("request"),
                Job.Status.valueOf(row.getString("status")),
                Objects.requireNonNull(database.timestamp(row, "requested_at")),
                database.timestamp(row, "started_at"),
                database.timestamp(row, "ended_at"),
                loadOrNone,
                row.getString("message"),
                row.getString("result"));
    }

    /** A first start may be the first that there is of the database. */
    private void requireSchema() {
        if (isEmpty()) {
            try (WriteSession session = WriteSession.open(address, Actor.service("start"))) {
                session.requireSchema();
            }
        }
    }

    private boolean isEmpty() {
        if (!address.database().connections().exists(address)) {
            return true;
        }
        try (Connection connection = Database.open(address, Database.Access.READ)) {
            return Schema.of(address, connection).state() == Schema.State.EMPTY;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private <T> Optional<T> read(Function<JdbcClient, T> question) {
        return isEmpty() ? Optional.empty() : Optional.of(ask(Database.Access.READ, question));
    }

    private <T> T ask(Database.Access access, Function<JdbcClient, T> question) {
        try (Connection connection = Database.open(address, access)) {
            Schema.of(address, connection).requireCurrent(address);
            return question.apply(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private DatabaseException failure(SQLException e) {
        return new DatabaseException("Cannot use the database " + address + ": " + e.getMessage(), e);
    }
}
