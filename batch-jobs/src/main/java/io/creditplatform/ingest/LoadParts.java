package io.creditplatform.ingest;

import io.creditplatform.database.Database;
import io.creditplatform.load.LoadPart;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The parts in which the files of a load are staged, and how far each is; a load that is staged file by file has none. */
public final class LoadParts {

    private static final String PART = " WHERE load_id = ? AND feed = ? AND part = ?";

    private final Database database;
    private final JdbcClient jdbc;
    private final long loadId;

    public LoadParts(Database database, JdbcClient jdbc, long loadId) {
        this.database = database;
        this.jdbc = jdbc;
        this.loadId = loadId;
    }

    /**
     * A part that is being staged.
     *
     * @param read how many of its records have been staged or refused so far
     * @param rejected how many of these were refused
     * @param done whether it is through
     * @param sent which offer of it holds
     * @param tries how often somebody has begun with it, or gone on
     * @param worker whose it is, in words; null as long as it is nobody's
     * @param message why the last try failed; null if none has
     */
    public record Progress(
            String feed,
            FilePart part,
            long read,
            long rejected,
            boolean done,
            int sent,
            int tries,
            @Nullable String worker,
            @Nullable Instant changedAt,
            @Nullable String message) {}

    /** Somebody else has taken the part over, so whoever is told this has to let go of it. */
    public static final class TakenOverException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TakenOverException(String part) {
            super("Somebody else has taken over " + part);
        }
    }

    /** Records the parts of a load that has none; to be called in the transaction that makes their staging tables. */
    void begin(List<ExtractFile> files) {
        for (ExtractFile file : files) {
            for (FilePart part : file.parts()) {
                jdbc.sql("INSERT INTO load_parts (load_id, feed, part, is_last, from_byte, bytes, line, sha256, crc32c)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                        .params(
                                loadId,
                                file.feed().name(),
                                part.number(),
                                part.last() ? 1 : 0,
                                part.offset(),
                                part.bytes(),
                                part.line(),
                                part.sha256(),
                                part.crc32c())
                        .update();
            }
        }
    }

    /** Forgets all of them. */
    void forget() {
        jdbc.sql("DELETE FROM load_parts WHERE load_id = ?").param(loadId).update();
    }

    /** All of them, by feed and number. */
    public List<Progress> all() {
        return jdbc.sql("SELECT * FROM load_parts WHERE load_id = ? ORDER BY feed, part")
                .param(loadId)
                .query((row, index) -> progress(row))
                .list();
    }

    /** Those of a feed, by number. */
    List<Progress> of(String feed) {
        return all().stream().filter(part -> part.feed().equals(feed)).toList();
    }

    /** One of them; nothing if the load has begun anew with others, or is over. */
    public Optional<Progress> find(String feed, int part) {
        return jdbc.sql("SELECT * FROM load_parts" + PART)
                .params(loadId, feed, part)
                .query((row, index) -> progress(row))
                .optional();
    }

    private Progress progress(ResultSet row) throws SQLException {
        return new Progress(
                row.getString("feed"),
                new FilePart(
                        row.getInt("part"),
                        row.getInt("is_last") == 1,
                        row.getLong("from_byte"),
                        row.getLong("bytes"),
                        row.getLong("line"),
                        row.getString("sha256"),
                        row.getLong("crc32c")),
                row.getLong("read"),
                row.getLong("rejected"),
                row.getInt("is_done") == 1,
                row.getInt("sent"),
                row.getInt("tries"),
                row.getString("worker"),
                database.timestamp(row, "changed_at"),
                row.getString("message"));
    }

    /**
     * Takes a part over from whoever had it, who can write nothing of it any more.
     *
     * @return whether there was something left to do
     */
    public boolean claim(String feed, int part, String claim, String worker, Instant now) {
        return jdbc.sql("UPDATE load_parts SET claim = ?, worker = ?, changed_at = ?, tries = tries + 1" + PART
                                + " AND is_done = 0")
                        .param(claim)
                        .param(worker)
                        .param(database.sqlValue(now))
                        .param(loadId)
                        .param(feed)
                        .param(part)
                        .update()
                == 1;
    }

    /**
     * Takes a part that was offered.
     *
     * @param sent which offer it was
     * @param again whether somebody had taken this offer before, who is gone
     * @return whether the offer still held
     */
    public boolean claim(String feed, int part, int sent, boolean again, String claim, String worker, Instant now) {
        return jdbc.sql("UPDATE load_parts SET claim = ?, worker = ?, changed_at = ?, tries = tries + 1" + PART
                                + " AND is_done = 0 AND sent = ?" + (again ? "" : " AND claim IS NULL"))
                        .param(claim)
                        .param(worker)
                        .param(database.sqlValue(now))
                        .param(loadId)
                        .param(feed)
                        .param(part)
                        .param(sent)
                        .update()
                == 1;
    }

    /**
     * Gives a part back, which is nobody's then.
     *
     * @param failure why; null if nothing failed
     * @param tried whether this counts as one of the tries that it has
     * @param over whether the offer by which it came is over, so that it has to be offered anew
     */
    public void giveBack(String feed, int part, String claim, @Nullable String failure, boolean tried, boolean over) {
        jdbc.sql("UPDATE load_parts SET claim = NULL, worker = NULL, tries = tries - ?, sent = sent + ?,"
                        + " message = coalesce(?, message)" + PART + " AND claim = ?")
                .param(tried ? 0 : 1)
                .param(over ? 1 : 0)
                .param(failure)
                .param(loadId)
                .param(feed)
                .param(part)
                .param(claim)
                .update();
    }

    /** Takes a part away from whoever has it. */
    public void revoke(String feed, int part) {
        jdbc.sql("UPDATE load_parts SET claim = NULL, worker = NULL, sent = sent + 1" + PART)
                .params(loadId, feed, part)
                .update();
    }

    /** Takes every part away from whoever has it, and forgets how often they were tried: all offers are over. */
    public void release() {
        jdbc.sql("UPDATE load_parts SET claim = NULL, worker = NULL, tries = 0, sent = sent + 1, message = NULL"
                        + " WHERE load_id = ?")
                .param(loadId)
                .update();
    }

    /**
     * Records how far a part is; in the chunk's transaction.
     *
     * @throws TakenOverException if it is no longer the claimant's
     */
    void staged(String feed, int part, String claim, StageWriter.Progress progress, Instant now) {
        KeyOrder.Seen keys = progress.keys();
        Long before = jdbc.sql("SELECT \"read\" FROM load_parts" + PART + " AND claim = ?")
                .params(loadId, feed, part, claim)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new TakenOverException(name(feed, part)));
        int changed = jdbc.sql("""
                        UPDATE load_parts
                        SET "read" = ?, changed_at = ?, rejected = rejected + ?, rounded = rounded + ?, keys_ascending = ?,
                            first_key = coalesce(first_key, ?), last_key = coalesce(?, last_key)
                        """ + PART + " AND claim = ?")
                .param(progress.read())
                .param(database.sqlValue(now))
                .param(progress.rejected())
                .param(progress.rounded())
                .param(keys.ascending() ? 1 : 0)
                .param(keys.first())
                .param(keys.last())
                .param(loadId)
                .param(feed)
                .param(part)
                .param(claim)
                .update();
        requireChanged(changed, feed, part);
        jdbc.sql("UPDATE load_feeds SET \"read\" = \"read\" + ?, rejected = rejected + ?, rounded = rounded + ?"
                        + " WHERE load_id = ? AND feed = ?")
                .params(progress.read() - before, progress.rejected(), progress.rounded(), loadId, feed)
                .update();
    }

    /**
     * Records that a part is through; in a transaction.
     *
     * @throws TakenOverException if it is no longer the claimant's
     */
    void done(String feed, int part, String claim, Leftovers leftovers, Instant now) {
        int changed = jdbc.sql("UPDATE load_parts SET is_done = 1, message = NULL, changed_at = ?,"
                        + " blank_lines = ?, first_blank = ?, ctrl_z = ?" + PART + " AND claim = ?")
                .param(database.sqlValue(now))
                .param(leftovers.lines())
                .param(leftovers.firstLine())
                .param(leftovers.closedByCtrlZ() ? 1 : 0)
                .param(loadId)
                .param(feed)
                .param(part)
                .param(claim)
                .update();
        requireChanged(changed, feed, part);
    }

    private static void requireChanged(int changed, String feed, int part) {
        if (changed != 1) {
            throw new TakenOverException(name(feed, part));
        }
    }

    /** Such as {@code part 3 of leads}. */
    public static String name(String feed, int part) {
        return LoadPart.name(feed, part);
    }
}
