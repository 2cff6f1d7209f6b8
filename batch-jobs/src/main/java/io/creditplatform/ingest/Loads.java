package io.creditplatform.ingest;

import io.creditplatform.database.Database;
import io.creditplatform.load.DataStates;
import io.creditplatform.load.Load;
import io.creditplatform.load.LoadPart;
import io.creditplatform.load.LoadReport;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The loads in a database: their records, their counts, their reports. */
public final class Loads {

    private static final List<String> QUARANTINE = List.of("rejected_rows", "load_rejections");

    /** The state of what is published. */
    private static final String ROWS = DataStates.state(DataStates.Part.ROWS);

    private final Database database;
    private final JdbcClient jdbc;

    public Loads(Database database, JdbcClient jdbc) {
        this.database = database;
        this.jdbc = jdbc;
    }

    /** Records the start of a load of an extract; to be called in a transaction. */
    public Load start(
            Extract extract,
            BigDecimal maxRejectRate,
            Set<String> complete,
            BigDecimal maxRemovedRate,
            boolean volumeGate,
            @Nullable LocalDate asOf,
            boolean dryRun,
            Instant now) {
        // Not left to the database: only the holder of the load lock comes here, and rolled back loads leave no gap.
        long loadId = jdbc.sql("SELECT coalesce(max(load_id), 0) + 1 FROM loads")
                .query(Long.class)
                .single();
        jdbc.sql("""
                        INSERT INTO loads
                            (load_id, status, directory, content_sha256, feeds, max_reject_rate, complete,
                             max_removed_rate, volume_gate, as_of, dry_run, started_at)
                        VALUES (?, 'STARTED', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(loadId)
                .param(extract.directory().toString())
                .param(extract.contentSha256())
                .param(String.join(",", feedNames(extract)))
                .param(maxRejectRate.toPlainString())
                .param(String.join(",", new TreeSet<>(complete)))
                .param(maxRemovedRate.toPlainString())
                .param(volumeGate ? 1 : 0)
                .param(database.sqlValue(asOf))
                .param(dryRun ? 1 : 0)
                .param(database.sqlValue(now))
                .update();
        for (ExtractFile file : extract.files()) {
            jdbc.sql("INSERT INTO load_feeds (load_id, feed, file, sha256, bytes) VALUES (?, ?, ?, ?, ?)")
                    .params(loadId, file.feed().name(), file.name(), file.sha256(), file.bytes())
                    .update();
        }
        return get(loadId);
    }

    private static List<String> feedNames(Extract extract) {
        return extract.files().stream().map(file -> file.feed().name()).toList();
    }

    /** The load of that number. */
    public Optional<Load> find(long loadId) {
        return jdbc.sql("SELECT * FROM loads WHERE load_id = ? AND dry_run = 0")
                .param(loadId)
                .query((row, index) -> load(row))
                .optional();
    }

    Load get(long loadId) {
        return jdbc.sql("SELECT * FROM loads WHERE load_id = ?")
                .param(loadId)
                .query((row, index) -> load(row))
                .single();
    }

    /** The newest loads, newest first. */
    public List<Load> newest(int limit) {
        return jdbc.sql("SELECT * FROM loads WHERE dry_run = 0 ORDER BY load_id DESC LIMIT ?")
                .param(limit)
                .query((row, index) -> load(row))
                .list();
    }

    /** The loads of an extract with this content, newest first, whatever became of them. */
    public List<Load> ofContent(String contentSha256) {
        return jdbc.sql("SELECT * FROM loads WHERE content_sha256 = ? AND dry_run = 0 ORDER BY load_id DESC")
                .param(contentSha256)
                .query((row, index) -> load(row))
                .list();
    }

    /** The loads that are neither published nor older than one that is, oldest first: those that can still go on. */
    public List<Load> unfinished() {
        return jdbc.sql("""
                        SELECT * FROM loads
                        WHERE status IN ('STARTED', 'FAILED') AND dry_run = 0
                            AND load_id > coalesce((SELECT load_id FROM newest_load_v), 0)
                        ORDER BY load_id
                        """).query((row, index) -> load(row)).list();
    }

    /** The loads newer than that one of which nothing is visible, oldest first, unless they are over for good. */
    public List<Load> unpublishedSince(long loadId) {
        return jdbc.sql("SELECT * FROM loads WHERE status IN ('STARTED', 'FAILED') AND dry_run = 0 AND load_id > ?"
                        + " ORDER BY load_id")
                .param(loadId)
                .query((row, index) -> load(row))
                .list();
    }

    /** A load that can still go on, as far as the schemas of all versions know it. */
    public record Unfinished(long id, String directory) {}

    /** As {@link #unfinished}, of a schema of any version: of one before a migration, which lacks views and columns of later ones. */
    public List<Unfinished> unfinishedInAnyVersion() {
        return jdbc.sql("""
                        SELECT load_id, directory FROM loads
                        WHERE status IN ('STARTED', 'FAILED') AND dry_run = 0 AND load_id > coalesce(
                            (SELECT max(load_id) FROM loads WHERE status = 'COMPLETED' AND dry_run = 0), 0)
                        ORDER BY load_id
                        """)
                .query((row, index) -> new Unfinished(row.getLong("load_id"), row.getString("directory")))
                .list();
    }

    /** Dry runs that were interrupted before they could clean up. */
    public List<Load> dryRuns() {
        return jdbc.sql("SELECT * FROM loads WHERE dry_run = 1 ORDER BY load_id")
                .query((row, index) -> load(row))
                .list();
    }

    /** Records that a load goes on after all, with its extract perhaps in another folder. */
    public void resume(long loadId, Path directory) {
        jdbc.sql("UPDATE loads SET status = 'STARTED', message = NULL, duration_ms = NULL, directory = ?"
                        + " WHERE load_id = ?")
                .params(directory.toString(), loadId)
                .update();
    }

    /**
     * Forgets what became of a load's rows so far; to be called in the transaction that makes its staging tables.
     *
     * @param leavesOutKnown whether rows that are published already need not be staged
     */
    void startAnew(long loadId, boolean leavesOutKnown) {
        new LoadParts(database, jdbc, loadId).forget();
        for (String table : QUARANTINE) {
            jdbc.sql("DELETE FROM " + table + " WHERE load_id = ?")
                    .param(loadId)
                    .update();
        }
        jdbc.sql("UPDATE load_feeds SET \"read\" = 0, known = 0, rejected = 0, rounded = 0, keys_ascending = 0"
                        + " WHERE load_id = ?")
                .param(loadId)
                .update();
        jdbc.sql("UPDATE loads SET compared_with = " + (leavesOutKnown ? "(" + ROWS + ")" : "NULL")
                        + " WHERE load_id = ?")
                .param(loadId)
                .update();
    }

    /** Records that a load failed. */
    public void fail(Load load, String message, Instant now) {
        jdbc.sql("UPDATE loads SET status = 'FAILED', message = ?, duration_ms = ? WHERE load_id = ?")
                .params(message, now.toEpochMilli() - load.startedAt().toEpochMilli(), load.id())
                .update();
    }

    /** Records that a load's rows, which speak of a day, are visible; part of the transaction that makes them so. */
    void publish(Load load, LocalDate day, Instant now) {
        jdbc.sql(
                        "UPDATE loads SET status = 'COMPLETED', message = NULL, compared_with = NULL, history_kept = 1, data_day = ?, published_at = ?,"
                                + " duration_ms = ?, schema_state = (" + DataStates.state(DataStates.Part.SCHEMA)
                                + ") WHERE load_id = ?")
                .param(database.sqlValue(day))
                .param(database.sqlValue(now))
                .param(now.toEpochMilli() - load.startedAt().toEpochMilli())
                .param(load.id())
                .update();
    }

    /** The newest published loads, newest first. */
    public List<Load> published(int limit) {
        return jdbc.sql("SELECT * FROM loads WHERE load_id IN (SELECT load_id FROM published_loads_v)"
                        + " ORDER BY load_id DESC LIMIT ?")
                .param(limit)
                .query((row, index) -> load(row))
                .list();
    }

    /** Records that nothing of a load is visible any more, or ever will be; part of the transaction that sees to it. */
    public void end(Load load, Load.Status status, String message) {
        jdbc.sql("UPDATE loads SET former_status = status, former_message = message,"
                        + " ended_after = (SELECT n.load_id FROM newest_load_v n),"
                        + " status = ?, message = ?, data_day = NULL WHERE load_id = ?")
                .params(status.name(), message, load.id())
                .update();
    }

    /** Removes every trace of a load, for dry runs; to be called in a transaction. */
    public void remove(long loadId) {
        for (String table : Stream.concat(QUARANTINE.stream(), Stream.of("load_feeds", "loads"))
                .toList()) {
            jdbc.sql("DELETE FROM " + table + " WHERE load_id = ?")
                    .param(loadId)
                    .update();
        }
    }

    /** Whether a load leaves out rows that are published already. */
    boolean leavesOutKnown(long loadId) {
        return jdbc.sql("SELECT 1 FROM loads WHERE load_id = ? AND compared_with IS NOT NULL")
                .param(loadId)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Whether the published rows are those that a load's rows were compared with when they were staged. */
    boolean isComparedWithWhatIsPublished(long loadId) {
        return jdbc.sql("SELECT 1 FROM loads WHERE load_id = ? AND compared_with = (" + ROWS + ")")
                .param(loadId)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** What is known of one feed in one load. */
    LoadedFeed feed(long loadId, String feed) {
        return new LoadedFeed(jdbc, loadId, feed);
    }

    /** The report of a load, whatever its status. */
    public LoadReport report(long loadId) {
        LoadReport.Draft draft = new LoadReport.Draft(get(loadId));
        jdbc.sql(LoadReport.Draft.FEEDS).param(loadId).query(draft::addFeed);
        jdbc.sql(LoadReport.Draft.REJECTIONS).param(loadId).query(draft::addRejections);
        jdbc.sql(LoadPart.ALL).param(loadId).query((ResultSet row) -> draft.addPart(LoadPart.read(database, row)));
        return draft.report();
    }

    private Load load(ResultSet row) throws SQLException {
        return Load.read(database, row);
    }
}
