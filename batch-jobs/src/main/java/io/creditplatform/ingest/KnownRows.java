package io.creditplatform.ingest;

import io.creditplatform.database.Database;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.load.Load;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides which rows of a feed need not be staged, since they are published already, exactly as they are: what would be staged,
 * looked up and found unchanged by publishing. That holds as long as no key repeats in the file, which ascending keys prove.
 * Feeds that are complete are staged whole, since what is not in the stage is gone at the source.
 */
final class KnownRows {

    /** Of a feed whose rows are all staged. */
    static final KnownRows NONE = new KnownRows();

    /** Who may have rows that are known: a feed in a load. */
    private record Source(FeedDefinition feed, Load load, Loads loads, Database database) {

        LoadedFeed loaded() {
            return loads.feed(load.id(), feed.name());
        }

        boolean leavesOut() {
            return !load.complete().contains(feed.name())
                    && loads.leavesOutKnown(load.id())
                    && loaded().keysAscendedBefore();
        }
    }

    private final @Nullable Source source;
    private boolean begun;
    private @Nullable StoredRows stored;
    private long known;

    private KnownRows() {
        this.source = null;
    }

    KnownRows(FeedDefinition feed, Load load, Loads loads, Database database) {
        this.source = new Source(feed, load, loads, database);
    }

    /** Looks for the rows of a chunk, within its transaction; to be closed before that ends. */
    Look look(Connection connection) throws SQLException {
        if (!begun && source != null) {
            known = source.loaded().known();
            stored = source.leavesOut()
                    ? new StoredRows(
                            source.feed(),
                            source.feed().columnsIn(source.loaded().header()),
                            source.database())
                    : null;
        }
        begun = true;
        return new Look(stored == null ? null : stored.look(connection));
    }

    /** Looks for the rows of one chunk. */
    final class Look implements AutoCloseable {

        private final StoredRows.@Nullable Look rows;

        Look(StoredRows.@Nullable Look rows) {
            this.rows = rows;
        }

        /**
         * Which rows of a block, by their places, need not be staged.
         *
         * @throws OrderBrokenException if keys may repeat that rows had which were left out before
         */
        BitSet among(RowBlock block) throws SQLException {
            if (source != null && !block.keys().ascending() && known > 0) {
                throw new OrderBrokenException(
                        source.feed().fileName() + " is not in the order of its keys any more by record "
                                + block.records() + ", and keys may repeat that were passed over");
            }
            BitSet among = rows == null || !block.keys().ascending() ? new BitSet() : rows.among(block.rows());
            known += among.cardinality();
            return among;
        }

        @Override
        public void close() throws SQLException {
            if (rows != null) {
                rows.close();
            }
        }
    }
}
