package io.creditplatform.ingest;

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

    private final @Nullable FeedDefinition feed;
    private final @Nullable LoadedFeed loaded;
    private final boolean wanted;
    private boolean begun;
    private @Nullable StoredRows stored;
    private long known;

    private KnownRows() {
        this.feed = null;
        this.loaded = null;
        this.wanted = false;
    }

    /** @param wanted whether any may be left out; those that were left out before stay so */
    KnownRows(FeedDefinition feed, Load load, LoadedFeed loaded, boolean wanted) {
        this.feed = feed;
        this.loaded = loaded;
        this.wanted = wanted && !load.complete().contains(feed.name());
    }

    /** Looks for the rows of a chunk, within its transaction; to be closed before that ends. */
    Look look(Connection connection) {
        if (!begun && feed != null && loaded != null) {
            known = loaded.counts().unchanged();
            stored = wanted && loaded.keysAscendedBefore()
                    ? new StoredRows(feed, feed.columnsIn(loaded.header()))
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
            if (feed != null && !block.keys().ascending() && known > 0) {
                throw new OrderBrokenException(feed.fileName() + " is not in the order of its keys any more by record "
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
