package io.creditplatform.load;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What became of the rows of one feed in one load.
 *
 * @param read records of the file, the header not counted
 * @param inserted rows whose key was new
 * @param updated rows whose key was known with other values
 * @param unchanged rows whose key was known with the same values
 * @param duplicate rows whose key stands again later in the file with the same values
 * @param superseded rows whose key stands again later in the file with other values
 * @param rejected rows in quarantine
 * @param rounded amounts of money that had more than two decimals
 * @param removed known rows that were gone at the source
 * @param stillReferenced known rows that were gone at the source, but stay since others refer to them
 */
public record FeedCounts(
        long read,
        long inserted,
        long updated,
        long unchanged,
        long duplicate,
        long superseded,
        long rejected,
        long rounded,
        long removed,
        long stillReferenced) {

    /** Of a feed from which nothing was removed. */
    public FeedCounts(
            long read,
            long inserted,
            long updated,
            long unchanged,
            long duplicate,
            long superseded,
            long rejected,
            long rounded) {
        this(read, inserted, updated, unchanged, duplicate, superseded, rejected, rounded, 0, 0);
    }

    /** The same with what became of rows that were gone at the source. */
    public FeedCounts withRemoved(long rows, long staying) {
        return new FeedCounts(
                read, inserted, updated, unchanged, duplicate, superseded, rejected, rounded, rows, staying);
    }

    /** Of no rows at all. */
    public static final FeedCounts NONE = new FeedCounts(0, 0, 0, 0, 0, 0, 0, 0);

    /** The counts in a row of {@code load_feeds}. */
    public static FeedCounts read(ResultSet row) throws SQLException {
        return new FeedCounts(
                row.getLong("read"),
                row.getLong("inserted"),
                row.getLong("updated"),
                row.getLong("unchanged"),
                row.getLong("duplicate"),
                row.getLong("superseded"),
                row.getLong("rejected"),
                row.getLong("rounded"),
                row.getLong("removed"),
                row.getLong("still_referenced"));
    }

    /** Both together. */
    public FeedCounts plus(FeedCounts other) {
        return new FeedCounts(
                read + other.read,
                inserted + other.inserted,
                updated + other.updated,
                unchanged + other.unchanged,
                duplicate + other.duplicate,
                superseded + other.superseded,
                rejected + other.rejected,
                rounded + other.rounded,
                removed + other.removed,
                stillReferenced + other.stillReferenced);
    }

    /** Rows that are no row of the quarantine: before the load is published, those that are staged. */
    public long accepted() {
        return read - rejected;
    }

    /** Whether every row that was read has come to exactly one end. */
    public boolean addUp() {
        return unchanged >= 0 && read == inserted + updated + unchanged + duplicate + superseded + rejected;
    }
}
