package io.creditplatform.load;

import io.creditplatform.database.Database;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One load of an extract, as the table {@code loads} has it.
 *
 * @param directory the extract's folder
 * @param contentSha256 what was in it
 * @param feeds names of the feeds taken from it, in load order
 * @param maxRejectRate share of a feed's rows, from 0 to 1, above which the load fails
 * @param asOf the date that the user gave, or null
 * @param complete names of the feeds of which the extract is the whole truth
 * @param maxRemovedRate share of a complete feed's known rows, from 0 to 1, above whose removal the load fails
 * @param volumeGate whether it fails if a feed delivers much less or more than it usually does
 * @param dryRun whether nothing of it may stay
 * @param durationMillis from its start to its end, stops in between included; null while it is not over
 * @param message why it failed, or null
 */
public record Load(
        long id,
        Status status,
        String directory,
        String contentSha256,
        List<String> feeds,
        BigDecimal maxRejectRate,
        @Nullable LocalDate asOf,
        Set<String> complete,
        BigDecimal maxRemovedRate,
        boolean volumeGate,
        boolean dryRun,
        Instant startedAt,
        @Nullable Instant publishedAt,
        @Nullable Long durationMillis,
        @Nullable String message) {

    /** The load in a row of {@code loads}. */
    public static Load read(Database database, ResultSet row) throws SQLException {
        String asOf = row.getString("as_of");
        long duration = row.getLong("duration_ms");
        boolean over = !row.wasNull();
        return new Load(
                row.getLong("load_id"),
                Status.valueOf(row.getString("status")),
                row.getString("directory"),
                row.getString("content_sha256"),
                List.of(row.getString("feeds").split(",")),
                new BigDecimal(row.getString("max_reject_rate")),
                asOf == null ? null : LocalDate.parse(asOf),
                names(row.getString("complete")),
                new BigDecimal(row.getString("max_removed_rate")),
                row.getInt("volume_gate") == 1,
                row.getInt("dry_run") == 1,
                Objects.requireNonNull(database.timestamp(row, "started_at"), "loads.started_at is never null"),
                database.timestamp(row, "published_at"),
                over ? Long.valueOf(duration) : null,
                row.getString("message"));
    }

    private static Set<String> names(String joined) {
        return joined.isEmpty() ? Set.of() : new TreeSet<>(List.of(joined.split(",", -1)));
    }

    /** How far a load is. */
    public enum Status {
        /** Under way, or interrupted. */
        STARTED,
        /** Given up, with a message; nothing of it is visible. */
        FAILED,
        /** Published. */
        COMPLETED,
        /** Published once, then taken back; nothing of it is visible. */
        UNDONE,
        /** Given up for good, with a message; nothing of it is visible. */
        ABANDONED
    }
}
