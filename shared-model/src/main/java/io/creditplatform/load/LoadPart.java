package io.creditplatform.load;

import io.creditplatform.database.Database;
import io.creditplatform.model.Key;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file that one of several workers stages, as long as its load is not published.
 *
 * @param part number of the part within the feed's file
 * @param worker who is at it, or was when it was through; null if it is nobody's
 * @param read records of it that were staged or refused so far
 * @param tries how often somebody has begun with it, or gone on
 * @param changedAt when it last got on, or was taken; null if it never was
 * @param message why it was given back the last time; null if it was not
 */
public record LoadPart(
        @Key(1) String feed,
        @Key(2) int part,
        State state,
        @Nullable String worker,
        long read,
        int tries,
        @Nullable Instant changedAt,
        @Nullable String message) {

    /** How far a part is. */
    public enum State {
        /** Nobody is at it. */
        WAITING,
        RUNNING,
        DONE
    }

    /** Selects the rows for {@link #read}; the parameter is the load. */
    public static final String ALL = "SELECT * FROM load_parts WHERE load_id = ? ORDER BY feed, part";

    /** The part in a row of {@code load_parts}. */
    public static LoadPart read(Database database, ResultSet row) throws SQLException {
        String worker = row.getString("worker");
        State running = worker == null ? State.WAITING : State.RUNNING;
        return new LoadPart(
                row.getString("feed"),
                row.getInt("part"),
                row.getInt("is_done") == 1 ? State.DONE : running,
                worker,
                row.getLong("read"),
                row.getInt("tries"),
                database.timestamp(row, "changed_at"),
                row.getString("message"));
    }

    /** Such as {@code part 3 of leads}. */
    public String name() {
        return name(feed, part);
    }

    /** As {@link #name()}, of any part. */
    public static String name(String feed, int part) {
        return "part " + part + " of " + feed;
    }
}
