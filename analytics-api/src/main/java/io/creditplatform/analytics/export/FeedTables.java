package io.creditplatform.analytics.export;

import io.creditplatform.analytics.web.RecordColumn;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.ManyRows;
import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The feeds' tables as their views show them. They are read from the tables themselves, since money is exact there: SQLite's
 * views know no decimals but floats.
 */
final class FeedTables {

    /** The column that every table of a feed has besides the feed's own. */
    private record Origin(long loadId) {}

    private static final RecordColumn LOAD_ID = RecordColumn.of(Origin.class).get(0);

    private final Database database;
    private final Connection connection;

    FeedTables(Database database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    /** One for each feed, a parent before its children. */
    List<Table> all() {
        return Feeds.all().stream().map(this::table).toList();
    }

    private Table table(FeedDefinition feed) {
        List<Field> fields = new ArrayList<>();
        RecordColumn.of(feed.type()).forEach(column -> fields.add(field(column)));
        fields.add(field(LOAD_ID));
        return new Table(
                feed.name(),
                feed.name(),
                feed.name().replace('_', ' '),
                "The feed " + feed.name() + " as the view " + feed.viewName()
                        + " shows it. load_id is the load that last changed the row.",
                null,
                fields,
                feed.references().stream()
                        .map(column -> reference(column.name(), Feeds.parentOf(column)))
                        .toList(),
                row -> read(feed, row));
    }

    private static Field field(RecordColumn column) {
        return Field.of(column.name(), column.required(), column.component());
    }

    /** The foreign key that a field is which holds the key of a feed's row. */
    static Table.ForeignKey reference(String field, FeedDefinition parent) {
        return Table.ForeignKey.to(
                parent.name(), parent.key().stream().map(Column::name).toList(), List.of(field));
    }

    private void read(FeedDefinition feed, Table.Row row) throws IOException {
        String key = feed.key().stream().map(Column::tableName).collect(Collectors.joining(", "));
        String sql =
                "SELECT " + feed.tableColumns() + ", " + LOAD_ID.name() + " FROM " + feed.name() + " ORDER BY " + key;
        @Nullable Object[] values = new Object[feed.columns().size() + 1];
        try {
            ManyRows.<IOException>read(connection, sql, List.of(), line -> {
                for (Column column : feed.columns()) {
                    values[column.index()] = column.read(database, line);
                }
                values[values.length - 1] = line.getLong(LOAD_ID.name());
                row.take(values);
            });
        } catch (SQLException e) {
            throw new DatabaseException("Cannot read the table " + feed.name() + ": " + e.getMessage(), e);
        }
    }
}
