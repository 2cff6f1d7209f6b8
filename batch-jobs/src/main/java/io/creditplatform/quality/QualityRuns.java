package io.creditplatform.quality;

import io.creditplatform.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The runs of the quality check in a database. */
public final class QualityRuns {

    /** Children first. */
    static final List<String> TABLES = List.of(
            "quality_credit_status",
            "quality_profiles",
            "quality_scores",
            "quality_issues",
            "quality_rules",
            "quality_runs");

    /** Without the runs themselves. */
    private static final List<String> FINDINGS = TABLES.subList(0, TABLES.size() - 1);

    private final Database database;
    private final JdbcClient jdbc;

    public QualityRuns(Database database, JdbcClient jdbc) {
        this.database = database;
        this.jdbc = jdbc;
    }

    /**
     * What can be checked.
     *
     * @param id the newest published load
     * @param day the day of its data
     */
    public record Checkable(long id, LocalDate day) {}

    /** The newest published load. */
    public Optional<Checkable> newestLoad() {
        return jdbc.sql("SELECT load_id, data_day FROM loads JOIN newest_load_v USING (load_id)")
                .query((row, index) ->
                        new Checkable(row.getLong("load_id"), LocalDate.parse(row.getString("data_day"))))
                .optional();
    }

    /** The run of this load and day that was interrupted or failed, or a new one; to be called in a transaction. */
    public QualityRun startOrResume(long loadId, LocalDate asOf, Instant now) {
        Optional<QualityRun> unfinished = jdbc.sql("""
                        SELECT * FROM quality_runs WHERE load_id = ? AND as_of = ? AND status <> 'COMPLETED'
                        ORDER BY run_id DESC LIMIT 1
                        """)
                .param(loadId)
                .param(database.sqlValue(asOf))
                .query((row, index) -> run(row))
                .optional();
        if (unfinished.isPresent()) {
            status(unfinished.get().id(), QualityRun.Status.STARTED);
            return unfinished.get();
        }
        // Only the holder of the load lock comes here.
        long runId = jdbc.sql("SELECT coalesce(max(run_id), 0) + 1 FROM quality_runs")
                .query(Long.class)
                .single();
        return start(runId, loadId, asOf, now);
    }

    private QualityRun start(long runId, long loadId, LocalDate asOf, Instant now) {
        jdbc.sql("INSERT INTO quality_runs (run_id, load_id, as_of, status, started_at) VALUES (?, ?, ?, 'STARTED', ?)")
                .param(runId)
                .param(loadId)
                .param(database.sqlValue(asOf))
                .param(database.sqlValue(now))
                .update();
        return get(runId);
    }

    /**
     * A run in the place of the one that there was of this load and day, with its number; with the next one if there was none. To
     * be called where nothing is kept.
     */
    public QualityRun again(long loadId, LocalDate asOf, Instant now) {
        long runId = jdbc.sql("""
                        SELECT coalesce((SELECT max(run_id) FROM quality_runs WHERE load_id = ? AND as_of = ?),
                            (SELECT coalesce(max(run_id), 0) + 1 FROM quality_runs))
                        """)
                .param(loadId)
                .param(database.sqlValue(asOf))
                .query(Long.class)
                .single();
        remove(runId);
        return start(runId, loadId, asOf, now);
    }

    /** Sees to it that what was found in a load that is taken back is not taken for the newest; part of that transaction. */
    public void undo(long undoneLoad) {
        jdbc.sql("UPDATE quality_runs SET status = ? WHERE load_id = ?")
                .params(QualityRun.Status.UNDONE.name(), undoneLoad)
                .update();
    }

    /** The run of that number. */
    public QualityRun get(long runId) {
        return jdbc.sql("SELECT * FROM quality_runs WHERE run_id = ?")
                .param(runId)
                .query((row, index) -> run(row))
                .single();
    }

    /** The newest run of a load that is through. */
    public Optional<QualityRun> newestOf(long loadId) {
        return jdbc.sql("SELECT * FROM quality_runs WHERE status = 'COMPLETED' AND load_id = ?"
                        + " ORDER BY run_id DESC LIMIT 1")
                .param(loadId)
                .query((row, index) -> run(row))
                .optional();
    }

    /** The newest run, older than this one, of an earlier load: what this run is compared with. */
    public Optional<QualityRun> before(QualityRun run) {
        return jdbc.sql("""
                        SELECT * FROM quality_runs WHERE status = 'COMPLETED' AND run_id < ? AND load_id < ?
                        ORDER BY run_id DESC LIMIT 1
                        """)
                .params(run.id(), run.loadId())
                .query((row, index) -> run(row))
                .optional();
    }

    /** Records that a run failed. */
    public void fail(QualityRun run) {
        status(run.id(), QualityRun.Status.FAILED);
    }

    /** Records that a run is through, which makes it the newest that readers see; to be called in a transaction. */
    void complete(QualityRun run, Instant now) {
        jdbc.sql("UPDATE quality_runs SET status = 'COMPLETED', finished_at = ?, duration_ms = ? WHERE run_id = ?")
                .param(database.sqlValue(now))
                .param(now.toEpochMilli() - run.startedAt().toEpochMilli())
                .param(run.id())
                .update();
    }

    /**
     * Removes all runs but the newest completed one of each load, and what these found but for the newest checked loads.
     *
     * @param keptLoads of so many loads; the run just completed is always kept
     */
    void prune(QualityRun completed, int keptLoads) {
        List<Long> newest = runs("SELECT max(run_id) FROM quality_runs WHERE status IN ('COMPLETED', 'PRUNED')"
                + " GROUP BY load_id ORDER BY load_id DESC");
        for (long run : runs("SELECT run_id FROM quality_runs ORDER BY run_id")) {
            int place = newest.indexOf(run);
            if (run != completed.id() && (place < 0 || place >= keptLoads)) {
                if (place < 0) {
                    remove(run);
                } else {
                    retire(run);
                }
            }
        }
    }

    /** The runs that show something, of loads up to that one; without the newest of all, which is what is true now. */
    public List<Long> upTo(long loadId) {
        return runs("SELECT run_id FROM quality_runs WHERE load_id <= " + loadId
                + " AND status <> 'PRUNED' AND run_id < (SELECT max(run_id) FROM quality_runs WHERE status = 'COMPLETED')"
                + " ORDER BY run_id");
    }

    /** How many rows runs found, or took down. */
    public long rowsOf(List<Long> runs) {
        return runs.stream()
                .flatMap(run ->
                        FINDINGS.stream().map(table -> "SELECT count(*) FROM " + table + " WHERE run_id = " + run))
                .mapToLong(sql -> jdbc.sql(sql).query(Long.class).single())
                .sum();
    }

    /** Removes what a run found, but not that there was one, if it was shown once; to be called in a transaction. */
    public void retire(long runId) {
        FINDINGS.forEach(table -> remove(table, runId));
        jdbc.sql("DELETE FROM quality_runs WHERE run_id = ? AND status NOT IN ('COMPLETED', 'PRUNED')")
                .param(runId)
                .update();
        status(runId, QualityRun.Status.PRUNED);
    }

    private void remove(long runId) {
        TABLES.forEach(table -> remove(table, runId));
    }

    private void remove(String table, long runId) {
        jdbc.sql("DELETE FROM " + table + " WHERE run_id = ?").param(runId).update();
    }

    private List<Long> runs(String sql) {
        return jdbc.sql(sql).query(Long.class).list();
    }

    private void status(long runId, QualityRun.Status status) {
        jdbc.sql("UPDATE quality_runs SET status = ? WHERE run_id = ?")
                .params(status.name(), runId)
                .update();
    }

    private QualityRun run(ResultSet row) throws SQLException {
        long duration = row.getLong("duration_ms");
        boolean over = !row.wasNull();
        return new QualityRun(
                row.getLong("run_id"),
                row.getLong("load_id"),
                LocalDate.parse(row.getString("as_of")),
                QualityRun.Status.valueOf(row.getString("status")),
                Objects.requireNonNull(database.timestamp(row, "started_at")),
                database.timestamp(row, "finished_at"),
                over ? Long.valueOf(duration) : null);
    }
}
