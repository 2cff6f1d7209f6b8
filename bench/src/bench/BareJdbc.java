package bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.feed.Cell;
import io.creditplatform.feed.CellFormatException;
import io.creditplatform.feed.Column;
import io.creditplatform.feed.ColumnType;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.model.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What JDBC alone needs to bring an extract into keyed tables: read, convert, upsert, in one transaction. It knows no
 * constraint, parent, refused row, count, report or restart; dates, times and codes go through as they are.
 */
final class BareJdbc {

    private static final int BATCH = 1_000;

    private BareJdbc() {}

    /** Is called as {@code credit import DIR --db FILE} is; prints what the load alone took. */
    public static void main(String[] arguments) throws Exception {
        Path extract = Path.of(arguments[1]);
        DatabaseAddress database = DatabaseAddress.of(Path.of(arguments[3]));
        try (Connection connection = Database.open(database, Database.Access.WRITE)) {
            connection.setAutoCommit(false);
            long start = System.nanoTime();
            for (FeedDefinition feed : Feeds.all()) {
                Path file = extract.resolve(feed.fileName());
                if (Files.exists(file)) {
                    load(feed, file, connection);
                }
            }
            connection.commit();
            System.out.println((System.nanoTime() - start) / 1_000_000 + " ms");
        }
    }

    private static void load(FeedDefinition feed, Path file, Connection connection)
            throws IOException, SQLException, CellFormatException {
        try (CsvReader<String[]> reader =
                CsvReader.builder().detectBomHeader(true).build(StringArrayHandler.of(), file)) {
            var rows = reader.iterator();
            List<String> header = List.of(rows.next());
            load(
                    new FeedDefinition(feed.name(), feed.type(), feed.columnsIn(header), feed.key()),
                    header,
                    rows,
                    connection);
        }
    }

    private static void load(FeedDefinition feed, List<String> header, Iterator<String[]> rows, Connection connection)
            throws SQLException, CellFormatException {
        try (PreparedStatement upsert = connection.prepareStatement(upsert(feed))) {
            int[] places = feed.columns().stream()
                    .mapToInt(column -> header.indexOf(column.name()))
                    .toArray();
            ColumnType[] numbers = feed.columns().stream().map(BareJdbc::number).toArray(ColumnType[]::new);
            Cell cell = new Cell();
            int batched = 0;
            while (rows.hasNext()) {
                String[] row = rows.next();
                for (int i = 0; i < places.length; i++) {
                    String text = row[places[i]];
                    if (text.isEmpty()) {
                        upsert.setNull(i + 1, Types.NULL);
                    } else if (numbers[i] == null) {
                        upsert.setString(i + 1, text);
                    } else {
                        Object number = numbers[i].parse(cell.at(text.toCharArray(), 0, text.length()));
                        upsert.setLong(i + 1, number instanceof Money money ? money.minorUnits() : (Long) number);
                    }
                }
                upsert.addBatch();
                if (++batched % BATCH == 0) {
                    upsert.executeBatch();
                }
            }
            upsert.executeBatch();
        }
    }

    /** The type of a column that is kept as an integer; null for those kept as text. */
    private static ColumnType number(Column column) {
        return column.type().isMoney() || column.type().name().equals("int") ? column.type() : null;
    }

    private static String upsert(FeedDefinition feed) {
        String set = names(feed, column -> column.keyPlace() == 0, "%1$s = excluded.%1$s");
        return "INSERT INTO " + feed.name() + " (" + feed.tableColumns() + ") VALUES ("
                + String.join(", ", Collections.nCopies(feed.columns().size(), "?")) + ") ON CONFLICT ("
                + names(feed, column -> column.keyPlace() > 0, "%s") + ") DO "
                + (set.isEmpty() ? "NOTHING" : "UPDATE SET " + set);
    }

    private static String names(FeedDefinition feed, Predicate<Column> wanted, String form) {
        return feed.columns().stream()
                .filter(wanted)
                .map(column -> form.formatted(column.tableName()))
                .collect(Collectors.joining(", "));
    }
}
