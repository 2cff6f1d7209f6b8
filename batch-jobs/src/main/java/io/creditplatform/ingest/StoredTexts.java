package io.creditplatform.ingest;

import io.creditplatform.database.Database;
import io.creditplatform.database.OneRow;
import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Rows of a feed's table, each as one text: fetching each value by itself costs more than all else. Two threads work on it: the
 * step's wants to know, and another one asks the database meanwhile.
 */
final class StoredTexts {

    /** Stand between the values of a row, and between rows. A text that holds one of them is not compared. */
    static final char UNIT = '\u001f';

    private static final char RECORD = '\u001e';

    /** Begin the text of a column that need not have a value: one that has, and one that has not. */
    static final char VALUE = 'V';

    static final char NONE = 'N';

    /** Keys that are asked for one by one; what is missing is filled up, so that there are two statements for all. */
    private static final int FEW_KEYS = 256;

    private static final int MANY_KEYS = BlockReader.BLOCK_ROWS;

    /** Rows that are fetched for each row of a block, at most: memory has to hold them all. */
    private static final int FETCHED = 4;

    /** Of those between the lowest and the highest key; where there are more, looking for each key by itself is faster. */
    private static final int FETCHED_BETWEEN = 2;

    /** Blocks that are asked about before their turn: a thread that is woken for each takes as long for that as for its question. */
    private static final int AHEAD = 3;

    /** Blocks whose keys are looked for one by one, once that was so. */
    private static final int ONE_BY_ONE = 16;

    /** Bytes of a text in such a row, at most. */
    private static final int LONGEST_TEXT = 1_000;

    /** Arguments that a function of PostgreSQL takes are 100 at most. */
    private static final int MOST_ARGUMENTS = 99;

    private final Database database;
    private final Column key;
    private final String query;
    private final Aside aside;

    /** How many of the next blocks' keys are to be looked for one by one. */
    private int oneByOne;

    /** @param delivered the columns that a text is made of */
    StoredTexts(FeedDefinition feed, List<Column> delivered, Database database) {
        this.database = database;
        this.key = feed.key().get(0);
        this.aside = new Aside("look-" + feed.name());
        this.query = "SELECT string_agg(line, '" + RECORD + "') AS lines, count(*) AS rows FROM (SELECT "
                + joined(delivered.stream().map(StoredTexts::text).toList())
                + " AS line FROM " + feed.name() + " WHERE " + key.tableName() + "%s"
                + delivered.stream()
                        .filter(column -> column.type().isText())
                        .map(StoredTexts::isShort)
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
        return column.required()
                ? column.tableName()
                : "coalesce('" + VALUE + "' || " + column.tableName() + ", '" + NONE + "')";
    }

    /** Told by bytes, which are known without a look at the text. */
    private static String isShort(Column column) {
        String bytes = "octet_length(" + column.tableName() + ")";
        return " AND " + (column.required() ? bytes : "coalesce(" + bytes + ", 0)") + " <= " + LONGEST_TEXT;
    }

    /** Whether a value holds what stands between values or rows. */
    static boolean isAmbiguous(String value) {
        return value.indexOf(UNIT) >= 0 || value.indexOf(RECORD) >= 0;
    }

    /** Looks for the rows of a chunk, within its transaction; to be closed before that ends. */
    Look look(Connection connection, List<List<Row>> blocks) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(database.findByKeys());
        }
        return new Look(connection, blocks);
    }

    /** The keys of a block's rows; some may be there twice. */
    private List<Object> keys(List<Row> block) {
        List<Object> keys = new ArrayList<>();
        Object last = "";
        for (Row row : block) {
            Object value = row instanceof Row.Accepted accepted ? accepted.values()[key.index()] : null;
            if ((value instanceof String || value instanceof Long) && !value.equals(last)) {
                keys.add(value);
                last = value;
            }
        }
        return keys;
    }

    /** The lowest and the highest; other texts may lie between them than in a file, where shorter ones come first. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // all are of one type
    private static List<Object> ends(List<Object> keys) {
        List<? extends Comparable> comparable = (List<? extends Comparable>) (List<?>) keys;
        return List.of(Collections.min(comparable), Collections.max(comparable));
    }

    /**
     * What a query has found.
     *
     * @param lines the texts of all rows in one
     */
    private record Found(long rows, String lines) {

        static final Found NOTHING = new Found(0, "");

        static Found of(ResultSet result) throws SQLException {
            long rows = result.getLong("rows");
            return rows == 0 ? NOTHING : new Found(rows, result.getString("lines"));
        }

        Set<String> texts() {
            List<String> texts = rows == 0 ? List.of() : Arrays.asList(lines.split(String.valueOf(RECORD), -1));
            // More texts than rows: one of them holds what stands between rows, so none can be trusted.
            return texts.size() == rows ? new HashSet<>(texts) : Set.of();
        }
    }

    /** Asks, on a thread of its own, for the rows of one block after the other. */
    final class Look implements AutoCloseable {

        private final Connection connection;
        private final List<List<Row>> blocks;
        private final Map<String, PreparedStatement> statements = new HashMap<>();
        private final Deque<Future<Found>> asked = new ArrayDeque<>();
        private int first;
        private volatile boolean closed;

        private Look(Connection connection, List<List<Row>> blocks) {
            this.connection = connection;
            this.blocks = blocks;
        }

        /**
         * The texts of rows that have a key of the block.
         *
         * @param goesOn whether to ask about the next blocks already, which will probably be looked at as well
         */
        Set<String> stored(int block, boolean goesOn) throws SQLException {
            for (; first < block && !asked.isEmpty(); first++) {
                asked.remove();
            }
            first = block + 1;
            Future<Found> wanted = asked.isEmpty() ? ask(block) : asked.remove();
            for (int next = first + asked.size(); goesOn && next < Math.min(first + AHEAD, blocks.size()); next++) {
                asked.add(ask(next));
            }
            return Aside.result(wanted).texts();
        }

        private Future<Found> ask(int block) {
            return aside.begin(() -> closed ? Found.NOTHING : find(blocks.get(block)));
        }

        /** A file mostly has what the table has, so that all between two keys are wanted, which are found at once. */
        private Found find(List<Row> block) throws SQLException {
            List<Object> keys = keys(block);
            if (keys.isEmpty()) {
                return Found.NOTHING;
            }
            if (oneByOne == 0) {
                int most = FETCHED_BETWEEN * block.size();
                Found found = find(" BETWEEN ? AND ?", ends(keys), most);
                if (found.rows() < most) {
                    return found;
                }
                oneByOne = ONE_BY_ONE;
            }
            oneByOne--;
            int room = keys.size() <= FEW_KEYS ? FEW_KEYS : MANY_KEYS;
            List<Object> filled = new ArrayList<>(keys);
            filled.addAll(Collections.nCopies(room - keys.size(), keys.get(0)));
            return find(" IN (?" + ", ?".repeat(room - 1) + ")", filled, FETCHED * block.size());
        }

        private Found find(String condition, List<Object> values, int most) throws SQLException {
            PreparedStatement statement = statements.get(condition);
            if (statement == null) {
                statement = connection.prepareStatement(query.formatted(condition));
                statements.put(condition, statement);
            }
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            statement.setInt(values.size() + 1, most);
            return OneRow.read(statement, Found::of);
        }

        /** Waits until nothing is asked any more, whatever comes of it, so that the connection is free. */
        @Override
        public void close() throws SQLException {
            closed = true;
            Aside.await(asked);
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
        }
    }
}
