package io.creditplatform.ingest;

import io.creditplatform.database.Database;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.load.Load;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
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

    /**
     * Which rows of each block, by their places, need not be staged; all blocks are of one chunk.
     *
     * @param connection that of the chunk's transaction, which nothing else is done on meanwhile
     * @throws OrderBrokenException if keys may repeat that rows had which were left out before
     */
    List<BitSet> among(List<RowBlock> blocks, Connection connection) throws SQLException {
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
        List<RowBlock> ordered =
                blocks.stream().takeWhile(block -> block.keys().ascending()).toList();
        List<BitSet> among = new ArrayList<>();
        if (stored != null) {
            among.addAll(stored.among(ordered.stream().map(RowBlock::rows).toList(), connection));
            known += among.stream().mapToLong(BitSet::cardinality).sum();
        }
        if (source != null && ordered.size() < blocks.size() && known > 0) {
            throw new OrderBrokenException(
                    source.feed().fileName() + " is not in the order of its keys any more by record "
                            + blocks.get(ordered.size()).records() + ", and keys may repeat that were passed over");
        }
        while (among.size() < blocks.size()) {
            among.add(new BitSet());
        }
        return among;
    }
}
