package io.creditplatform.retention;

import io.creditplatform.database.Database;
import io.creditplatform.past.VersionedTable;
import io.creditplatform.quality.QualityRuns;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds what is not kept any longer and removes it: load by load, the oldest first, each in a transaction of its own, so that
 * what is left is whole whenever it is interrupted, and nobody waits for long. For the holder of the load lock.
 */
public final class Pruning {

    /** Children first. */
    private static final List<String> JOB_TABLES = List.of(
            "BATCH_STEP_EXECUTION_CONTEXT WHERE STEP_EXECUTION_ID IN"
                    + " (SELECT STEP_EXECUTION_ID FROM BATCH_STEP_EXECUTION WHERE JOB_EXECUTION_ID = ?)",
            "BATCH_STEP_EXECUTION WHERE JOB_EXECUTION_ID = ?",
            "BATCH_JOB_EXECUTION_CONTEXT WHERE JOB_EXECUTION_ID = ?",
            "BATCH_JOB_EXECUTION_PARAMS WHERE JOB_EXECUTION_ID = ?",
            "BATCH_JOB_EXECUTION WHERE JOB_EXECUTION_ID = ?");

    /** Children first; of these, nothing is left but what tells of the load itself. */
    private static final List<String> LOAD_TABLES = List.of("quality_runs", "load_rejections", "load_feeds", "loads");

    private final Database database;
    private final JdbcClient jdbc;
    private final Consumer<Runnable> transaction;
    private final List<Keep.Published> published;
    private final Map<Kept, Long> newestGone = new EnumMap<>(Kept.class);

    /** @param transaction runs something in a transaction */
    public Pruning(Database database, JdbcClient jdbc, Retention retention, Consumer<Runnable> transaction) {
        this.database = database;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.published = jdbc.sql("SELECT load_id, published_at FROM published_loads_v ORDER BY load_id DESC")
                .query((row, index) -> new Keep.Published(
                        row.getLong("load_id"), Objects.requireNonNull(database.timestamp(row, "published_at"))))
                .list();
        for (Kept kept : Kept.values()) {
            newestGone.put(kept, retention.of(kept).newestGone(published));
        }
    }

    /**
     * What is removed of something.
     *
     * @param upTo the newest load whose part is removed, 0 if no load's is
     * @param rows in how many of its units
     */
    public record Pruned(Kept kept, long upTo, long rows) {}

    private long newestGone(Kept kept) {
        return Objects.requireNonNull(newestGone.get(kept));
    }

    /** Counts what there is to remove. */
    public List<Pruned> plan() {
        List<Pruned> plan = new ArrayList<>();
        for (Kept kept : Kept.values()) {
            long upTo = newestGone(kept);
            plan.add(new Pruned(kept, upTo, upTo == 0 ? 0 : count(kept, upTo)));
        }
        return plan;
    }

    private long count(Kept kept, long upTo) {
        return switch (kept) {
            case HISTORY ->
                VersionedTable.all().stream()
                        .mapToLong(table ->
                                number("SELECT count(*) FROM " + table.history() + " WHERE ended_by <= " + upTo))
                        .sum();
            case QUARANTINE -> number("SELECT count(*) FROM rejected_rows WHERE load_id <= " + upTo);
            case CHECKS -> checks().rowsOf(checks().upTo(upTo));
            case JOBS -> jobs(upTo).size();
            case LOADS -> loads(upTo).size();
        };
    }

    /** Removes it. */
    public void run() {
        for (long load : numbers("SELECT load_id FROM loads WHERE history_kept = 1 AND load_id <= "
                + newestGone(Kept.HISTORY) + " ORDER BY load_id")) {
            transaction.accept(() -> removeHistory(load));
        }
        for (long load : numbers("SELECT DISTINCT load_id FROM rejected_rows WHERE load_id <= "
                + newestGone(Kept.QUARANTINE) + " ORDER BY load_id")) {
            transaction.accept(() -> remove("rejected_rows WHERE load_id = ?", load));
        }
        for (long run : checks().upTo(newestGone(Kept.CHECKS))) {
            transaction.accept(() -> checks().retire(run));
        }
        for (long execution : jobs(newestGone(Kept.JOBS))) {
            transaction.accept(() -> JOB_TABLES.forEach(rows -> remove(rows, execution)));
        }
        transaction.accept(() -> jdbc.sql("DELETE FROM BATCH_JOB_INSTANCE WHERE NOT EXISTS (SELECT 1 FROM"
                        + " BATCH_JOB_EXECUTION e WHERE e.JOB_INSTANCE_ID = BATCH_JOB_INSTANCE.JOB_INSTANCE_ID)")
                .update());
        for (long load : loads(newestGone(Kept.LOADS))) {
            transaction.accept(() -> LOAD_TABLES.forEach(table -> remove(table + " WHERE load_id = ?", load)));
        }
    }

    /** Together with the note that it is gone, so that nobody takes a state for whole that is not. */
    private void removeHistory(long load) {
        VersionedTable.all().forEach(table -> remove(table.history() + " WHERE ended_by = ?", load));
        jdbc.sql("UPDATE loads SET history_kept = 0 WHERE load_id = ?")
                .param(load)
                .update();
    }

    private QualityRuns checks() {
        return new QualityRuns(database, jdbc);
    }

    /** A job of a load that is older than a published one does not go on. */
    private List<Long> jobs(long upTo) {
        return numbers("SELECT DISTINCT JOB_EXECUTION_ID FROM BATCH_JOB_EXECUTION_PARAMS WHERE CASE PARAMETER_NAME"
                + " WHEN 'load' THEN CAST(PARAMETER_VALUE AS BIGINT) END <= " + upTo + " ORDER BY JOB_EXECUTION_ID");
    }

    /**
     * The loads that nothing rests on when all else is removed: no row nor version of one, no quarantine or check that is kept; and no
     * answer, now or as of any load whose state can still be told then, which say when each feed was last delivered.
     */
    private List<Long> loads(long upTo) {
        long oldestTold = oldestTold();
        List<Long> candidates = new ArrayList<>(numbers("SELECT load_id FROM loads WHERE load_id <= " + upTo
                + " AND load_id < " + oldestTold + " AND dry_run = 0 ORDER BY load_id"));
        if (!candidates.isEmpty()) {
            candidates.removeAll(restedOn(oldestTold));
        }
        return candidates;
    }

    /** The oldest load the state after which can be told then. */
    private long oldestTold() {
        return Math.max(
                newestGone(Kept.HISTORY),
                number(
                        "SELECT coalesce((SELECT max(l.load_id) FROM loads l JOIN published_loads_v p ON p.load_id = l.load_id"
                                + " WHERE l.history_kept = 0), (SELECT min(load_id) FROM published_loads_v), 0)"));
    }

    private Set<Long> restedOn(long oldestTold) {
        Set<Long> loads = new HashSet<>();
        for (VersionedTable table : VersionedTable.all()) {
            loads.addAll(numbers("SELECT DISTINCT load_id FROM " + table.name()));
            loads.addAll(numbers("SELECT DISTINCT load_id FROM " + table.history() + " WHERE ended_by > "
                    + newestGone(Kept.HISTORY)));
        }
        loads.addAll(
                numbers("SELECT DISTINCT load_id FROM rejected_rows WHERE load_id > " + newestGone(Kept.QUARANTINE)));
        loads.addAll(numbers("SELECT load_id FROM quality_runs WHERE status = 'COMPLETED'"
                + " AND (load_id > " + newestGone(Kept.CHECKS)
                + " OR run_id = (SELECT max(run_id) FROM quality_runs WHERE status = 'COMPLETED'))"));
        loads.addAll(numbers("SELECT max(f.load_id) FROM load_feeds f JOIN published_loads_v p ON p.load_id = f.load_id"
                + " WHERE f.load_id <= " + oldestTold + " GROUP BY f.feed"));
        return loads;
    }

    private void remove(String rows, long number) {
        jdbc.sql("DELETE FROM " + rows).param(number).update();
    }

    private long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private List<Long> numbers(String sql) {
        return jdbc.sql(sql).query(Long.class).list();
    }
}
