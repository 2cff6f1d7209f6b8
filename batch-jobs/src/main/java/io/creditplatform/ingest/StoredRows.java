package io.creditplatform.ingest;

import io.creditplatform.database.Database;
import io.creditplatform.database.OneRow;
import io.creditplatform.database.TimestampText;
import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds rows of a file that are in the feed's table already, exactly as they are, so that they need not be staged. A row that it
 * overlooks is staged and found unchanged later, so it may look as far as it pays.
 */
final class StoredRows {

    /** Stand between the values of a row, and between rows. A text that holds one of them is not compared. */
    private static final char UNIT = '\u001f';

    private static final char RECORD = '\u001e';

    /** Keys that are asked for together; what is missing is filled up, so that there are two statements for all. */
    private static final int FEW_KEYS = 256;

    private static final int MANY_KEYS = BlockReader.BLOCK_ROWS;

    /** Rows that are fetched for each row of a block, at most: memory has to hold them all. */
    private static final int FETCHED = 4;

    /** Bytes of a text in such a row, at most. */
    private static final int LONGEST_TEXT = 1_000;

    /** Arguments that a function of PostgreSQL takes are 100 at most. */
    private static final int MOST_ARGUMENTS = 99;

    /** A block of which less than one row in so many is there was not worth the look, and neither are some that follow. */
    private static final int WORTH = 4;

    private static final int LONGEST_PAUSE = 64;

    private final Database database;
    private final List<Column> columns;
    private final Column key;
    private final String query;
    private final StringBuilder text = new StringBuilder();
    private int pause = 1;
    private int skipped;
    private boolean skips;

    /** @param delivered the columns that the load's file has; the others stay as they are */
    StoredRows(FeedDefinition feed, List<Column> delivered, Database database) {
        this.database = database;
        this.columns = delivered;
        this.key = feed.key().get(0);
        // One text for all rows: fetching each value by itself costs more than all else.
        this.query = "SELECT string_agg(line, '" + RECORD + "') AS lines, count(*) AS rows FROM (SELECT "
                + joined(delivered.stream().map(StoredRows::text).toList())
                + " AS line FROM " + feed.name() + " WHERE " + key.tableName() + " IN (%s)"
                + delivered.stream()
                        .filter(column -> column.type().isText())
                        .map(StoredRows::isShort)
                        .collect(Collectors.joining())
                + " LIMIT ?) stored";
    }

    /** SQL for these texts in one, none of which is null. Each {@code ||} would copy what is there so far. */
    static String joined(List<String> texts) {
        String together = texts.size() <= MOST_ARGUMENTS
                ? String.join(", ", texts)
                : joined(texts.subList(0, MOST_ARGUMENTS)) + ", " + joined(texts.subList(MOST_ARGUMENTS, texts.size()));
        return "concat_ws('" + UNIT + "', " + together + ")";
    }

    private static String text(Column column) {
        return column.required() ? column.tableName() : "coalesce('V' || " + column.tableName() + ", 'N')";
    }

    /** Told by bytes, which are known without a look at the text. */
    private static String isShort(Column column) {
        String bytes = "octet_length(" + column.tableName() + ")";
        return " AND " + (column.required() ? bytes : "coalesce(" + bytes + ", 0)") + " <= " + LONGEST_TEXT;
    }

    private static Set<String> texts(ResultSet result) throws SQLException {
        int count = result.getInt("rows");
        String lines = count == 0 ? "" : result.getString("lines");
        List<String> rows = Arrays.asList(lines.split(String.valueOf(RECORD), -1));
        // More texts than rows: one of them holds what stands between rows, so none can be trusted.
        return rows.size() == count ? new HashSet<>(rows) : Set.of();
    }

    /** Looks for the rows of a chunk, within its transaction; to be closed before that ends. */
    Look look(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(database.findByKeys());
        }
        return new Look(connection);
    }

    /** Keeps the statements that one transaction needs. */
    final class Look implements AutoCloseable {

        private final Connection connection;
        private @Nullable PreparedStatement few;
        private @Nullable PreparedStatement many;

        Look(Connection connection) {
            this.connection = connection;
        }

        /** Which of these rows, by their places, are in the table. */
        BitSet among(List<Row> rows) throws SQLException {
            BitSet known = new BitSet(rows.size());
            if (skips && ++skipped < pause) {
                return known;
            }
            Set<Object> keys = new LinkedHashSet<>();
            for (Row row : rows) {
                Object value = row instanceof Row.Accepted accepted ? accepted.values()[key.index()] : null;
                if (value instanceof String || value instanceof Long) {
                    keys.add(value);
                }
            }
            Set<String> stored = keys.isEmpty() ? Set.of() : stored(List.copyOf(keys), FETCHED * rows.size());
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

        private Set<String> stored(List<Object> keys, int most) throws SQLException {
            int room = keys.size() <= FEW_KEYS ? FEW_KEYS : MANY_KEYS;
            PreparedStatement statement = room == FEW_KEYS ? few() : many();
            for (int i = 0; i < room; i++) {
                statement.setObject(i + 1, keys.get(Math.min(i, keys.size() - 1)));
            }
            statement.setInt(room + 1, most);
            return OneRow.read(statement, StoredRows::texts);
        }

        private PreparedStatement few() throws SQLException {
            if (few == null) {
                few = statement(FEW_KEYS);
            }
            return few;
        }

        private PreparedStatement many() throws SQLException {
            if (many == null) {
                many = statement(MANY_KEYS);
            }
            return many;
        }

        private PreparedStatement statement(int keys) throws SQLException {
            return connection.prepareStatement(query.formatted("?" + ", ?".repeat(keys - 1)));
        }

        @Override
        public void close() throws SQLException {
            for (PreparedStatement statement : Arrays.asList(few, many)) {
                if (statement != null) {
                    statement.close();
                }
            }
        }
    }

    /** A row as the query gives it; nothing, which no row is, if it holds what stands between values or rows. */
    private String text(@Nullable Object[] values) {
        text.setLength(0);
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            Object value = values[column.index()];
            if (i > 0) {
                text.append(UNIT);
            }
            if (!column.required()) {
                text.append(value == null ? 'N' : 'V');
            }
            if (value instanceof String string) {
                if (column.type().isText() && (string.indexOf(UNIT) >= 0 || string.indexOf(RECORD) >= 0)) {
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
