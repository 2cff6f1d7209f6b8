package io.creditplatform.ingest;

import io.creditplatform.database.Database;
import io.creditplatform.database.TimestampText;
import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds rows of a file that are in the feed's table already, exactly as they are, so that they need not be staged. A row that it
 * overlooks is staged and found unchanged later, so it may look as far as it pays.
 */
final class StoredRows {

    /** A block of which less than one row in so many is there was not worth the look, and neither are some that follow. */
    private static final int WORTH = 4;

    private static final int LONGEST_PAUSE = 64;

    private final List<Column> columns;
    private final StoredTexts texts;
    private final StringBuilder text = new StringBuilder();
    private int pause = 1;
    private int skipped;
    private boolean skips;

    /** @param delivered the columns that the load's file has; the others stay as they are */
    StoredRows(FeedDefinition feed, List<Column> delivered, Database database) {
        this.columns = delivered;
        this.texts = new StoredTexts(feed, delivered, database);
    }

    /**
     * Which rows of each block, by their places, are in the table. While those of one block are compared, the database is asked
     * about the next ones.
     *
     * @param blocks of one chunk
     * @param connection that of the chunk's transaction, which nothing else is done on meanwhile
     */
    List<BitSet> among(List<List<Row>> blocks, Connection connection) throws SQLException {
        List<BitSet> among = new ArrayList<>();
        try (StoredTexts.Look look = texts.look(connection, blocks)) {
            for (int i = 0; i < blocks.size(); i++) {
                among.add(skips && ++skipped < pause ? new BitSet() : among(blocks.get(i), look.stored(i, !skips)));
            }
        }
        return among;
    }

    private BitSet among(List<Row> rows, Set<String> stored) {
        BitSet known = new BitSet(rows.size());
        for (int i = 0; i < rows.size() && !stored.isEmpty(); i++) {
            if (rows.get(i) instanceof Row.Accepted accepted && stored.contains(text(accepted.values()))) {
                known.set(i);
            }
        }
        skips = known.cardinality() < rows.size() / WORTH;
        skipped = 0;
        pause = skips ? Math.min(LONGEST_PAUSE, 2 * pause) : 1;
        return known;
    }

    /** A row as {@link StoredTexts} has it; nothing, which no row is, if it holds what stands between values or rows. */
    private String text(@Nullable Object[] values) {
        text.setLength(0);
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            Object value = values[column.index()];
            if (i > 0) {
                text.append(StoredTexts.UNIT);
            }
            if (!column.required()) {
                text.append(value == null ? StoredTexts.NONE : StoredTexts.VALUE);
            }
            if (value instanceof String string) {
                if (column.type().isText() && StoredTexts.isAmbiguous(string)) {
                    return "";
                }
                text.append(string);
            } else if (value instanceof LocalDateTime timestamp) {
                appendShortest(TimestampText.of(timestamp.toInstant(ZoneOffset.UTC)));
            } else if (value instanceof BigDecimal decimal) {
                text.append(decimal.toPlainString());
            } else if (value != null) {
                text.append(value);
            }
        }
        return text.toString();
    }

    /** A timestamp without the zeros that end its fraction, as a server writes it that has a type for timestamps. */
    private void appendShortest(String timestamp) {
        int end = timestamp.length();
        while (timestamp.charAt(end - 1) == '0') {
            end--;
        }
        text.append(timestamp, 0, timestamp.charAt(end - 1) == '.' ? end - 1 : end);
    }
}
