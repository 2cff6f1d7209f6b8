package io.creditplatform.migration;

import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.ManyRows;
import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.file.OwnedFiles;
import io.creditplatform.ingest.CsvText;
import io.creditplatform.model.Coded;
import io.creditplatform.text.Visible;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the rows that a rollback would take something from as an extract, which brings it back when it is imported. */
public final class LossExport {

    private LossExport() {}

    /**
     * Writes a file for each feed that would lose something.
     *
     * @param directory an empty folder
     * @throws DatabaseException if something else than a feed would lose something, which no extract can bring back
     * @throws UncheckedIOException if a file cannot be written
     */
    public static void write(List<Loss> losses, Path directory, DatabaseAddress address, Connection connection) {
        String others = losses.stream()
                .filter(loss -> Feeds.named(loss.table()).isEmpty())
                .map(Loss::toString)
                .collect(Collectors.joining("; "));
        if (!others.isEmpty()) {
            throw new DatabaseException("No extract can bring back what is no feed's: " + others
                    + ". Nothing was changed. Save it by other means, then empty it.");
        }
        for (Loss loss : losses) {
            FeedDefinition feed = Feeds.named(loss.table()).orElseThrow();
            Path file = directory.resolve(file(loss));
            try (Writer writer = OwnedFiles.writer(file)) {
                write(feed, loss, writer, address, connection);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot write " + Visible.of(file) + ", so nothing was changed", e);
            } catch (SQLException e) {
                throw new DatabaseException("Cannot read " + feed.name() + ": " + e.getMessage(), e);
            }
        }
    }

    /** The name of the file for what a feed would lose. */
    public static String file(Loss loss) {
        return Feeds.named(loss.table()).orElseThrow().fileName();
    }

    /** The day of its data that was said of the newest published load; rows do not tell it. */
    public static Optional<String> saidDay(Connection connection) {
        return Tables.ask(
                        connection,
                        "SELECT as_of FROM loads WHERE as_of IS NOT NULL"
                                + " AND load_id = (SELECT max(load_id) FROM loads WHERE status = 'COMPLETED')")
                .stream()
                .findFirst();
    }

    private static void write(
            FeedDefinition feed, Loss loss, Writer writer, DatabaseAddress address, Connection connection)
            throws IOException, SQLException {
        String key = feed.key().stream().map(Column::tableName).collect(Collectors.joining(", "));
        writer.write(CsvText.line(feed.columns().stream().map(Column::name).toList()) + "\n");
        String sql = "SELECT " + feed.tableColumns() + " FROM " + feed.name() + " WHERE " + loss.condition()
                + " ORDER BY " + key;
        ManyRows.<IOException>read(connection, sql, List.of(), row -> {
            List<String> cells = new ArrayList<>();
            for (Column column : feed.columns()) {
                cells.add(cell(column.read(address.database(), row)));
            }
            writer.write(CsvText.line(cells) + "\n");
        });
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        } else if (value instanceof Coded coded) {
            return coded.code();
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }
}
