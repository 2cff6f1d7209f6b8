package io.creditplatform.ingest;

import io.creditplatform.feed.FeedDefinition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows that were refused, each with its raw text and every reason. */
public final class Quarantine {

    private final JdbcClient jdbc;

    public Quarantine(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One refused row.
     *
     * @param line line of the file on which it begins
     * @param raw its text as the file has it
     */
    public record RejectedRow(String feed, String file, long line, String raw, List<Reason> reasons) {}

    /** Hands over the refused rows of a load, in the order of feeds' names and lines. */
    public void forEach(long loadId, @Nullable String feed, Consumer<RejectedRow> consumer) {
        jdbc.sql("""
                        SELECT feed, file, line, raw, reasons FROM rejected_rows
                        WHERE load_id = ? AND (? = '' OR feed = ?) ORDER BY feed, line
                        """)
                .params(loadId, feed == null ? "" : feed, feed == null ? "" : feed)
                .query(row -> {
                    consumer.accept(new RejectedRow(
                            row.getString("feed"),
                            row.getString("file"),
                            row.getLong("line"),
                            row.getString("raw"),
                            Reasons.parse(row.getString("reasons"))));
                });
    }

    /** Hands over the refused rows of one feed, in the order of lines, each with its natural key as its file has it. */
    public void forEachWithKey(long loadId, FeedDefinition feed, BiConsumer<RejectedRow, String> consumer) {
        Optional<String> header = jdbc.sql("SELECT header FROM load_feeds WHERE load_id = ? AND feed = ?")
                .params(loadId, feed.name())
                .query(String.class)
                .optional();
        if (header.isPresent()) {
            List<String> names = CsvText.cells(header.get());
            forEach(loadId, feed.name(), row -> {
                List<String> cells = CsvText.cells(row.raw());
                String key = feed.key().stream()
                        .map(column -> names.indexOf(column.name()))
                        .map(place -> place < cells.size() ? cells.get(place).strip() : "")
                        .collect(Collectors.joining("/"));
                consumer.accept(row, key);
            });
        }
    }

    /** Reasons as JSON. Apart, so that a load without refused rows, which is most of them, need not load a JSON library. */
    private static final class Reasons {

        private static final JsonMapper JSON = JsonMapper.builder().build();
        private static final TypeReference<List<Reason>> LIST = new TypeReference<>() {};

        static List<Reason> parse(String text) {
            return JSON.readValue(text, LIST);
        }

        static String text(List<Reason> reasons) {
            return JSON.writeValueAsString(reasons);
        }
    }

    /** Writes refused rows of one file, in batches, within the transaction of its connection. */
    static final class Writer implements AutoCloseable {

        private static final int BATCH = 500;

        private final PreparedStatement insert;
        private final long loadId;
        private final ExtractFile file;
        private long written;

        Writer(Connection connection, long loadId, ExtractFile file) throws SQLException {
            this.loadId = loadId;
            this.file = file;
            insert = connection.prepareStatement(
                    "INSERT INTO rejected_rows (load_id, feed, file, line, raw, reasons) VALUES (?, ?, ?, ?, ?, ?)");
        }

        void add(Row.Rejected row) throws SQLException {
            insert.setLong(1, loadId);
            insert.setString(2, file.feed().name());
            insert.setString(3, file.name());
            insert.setLong(4, row.line());
            insert.setString(5, row.raw());
            insert.setString(6, Reasons.text(row.reasons()));
            insert.addBatch();
            written++;
            if (written % BATCH == 0) {
                insert.executeBatch();
            }
        }

        /** Writes what is left and tells how many rows there were. */
        long finish() throws SQLException {
            insert.executeBatch();
            return written;
        }

        @Override
        public void close() throws SQLException {
            insert.close();
        }
    }
}
