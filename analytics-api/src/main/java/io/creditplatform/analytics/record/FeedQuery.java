package io.creditplatform.analytics.record;

import io.creditplatform.analytics.web.Cursor;
import io.creditplatform.analytics.web.Page;
import io.creditplatform.analytics.web.PageRequest;
import io.creditplatform.database.Database;
import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the rows of a feed as its records. What there is to read, its definition says.
 *
 * @param <R> the feed's record
 */
final class FeedQuery<R extends Record> {

    private final Class<R> type;
    private final FeedDefinition feed;
    private final FeedDefinition.RowFactory factory;
    private final Database database;
    private final JdbcClient jdbc;

    FeedQuery(Class<R> type, Database database, JdbcClient jdbc) {
        this.type = type;
        this.feed = Feeds.all().stream()
                .filter(definition -> definition.type() == type)
                .findFirst()
                .orElseThrow();
        this.factory = feed.rowFactory();
        this.database = database;
        this.jdbc = jdbc;
    }

    /** All rows, of a feed that has few. */
    List<R> all() {
        return jdbc.sql(select()).query((row, index) -> record(row)).list();
    }

    /** The row with that key, which is of one column. */
    Optional<R> find(Object key) {
        return jdbc.sql(select() + " WHERE " + keyColumn().tableName() + " = ?")
                .param(key)
                .query((row, index) -> record(row))
                .optional();
    }

    /** The rows whose column holds that parent's key, in the order of their own keys. */
    List<R> below(String reference, Object parent) {
        return jdbc.sql(select() + " WHERE " + reference + " = ? ORDER BY " + names(feed.key()))
                .param(parent)
                .query((row, index) -> record(row))
                .list();
    }

    /** The rows whose column holds the key of any of these parents, by parent, in the order of their own keys. */
    <K> Map<K, List<R>> below(String reference, List<K> parents, Function<R, K> parent) {
        if (parents.isEmpty()) {
            return Map.of();
        }
        String places = String.join(", ", Collections.nCopies(parents.size(), "?"));
        return jdbc
                .sql(select() + " WHERE " + reference + " IN (" + places + ") ORDER BY " + names(feed.key()))
                .params(parents)
                .query((row, index) -> record(row))
                .list()
                .stream()
                .collect(Collectors.groupingBy(parent));
    }

    /** A page of the rows that pass the filter, in the order of their keys. */
    Page<R> page(Filter filter, PageRequest request) {
        List<String> conditions = new ArrayList<>(filter.conditions());
        List<Object> values =
                new ArrayList<>(filter.values().stream().map(database::sqlValue).toList());
        if (request.after() != null) {
            conditions.add(keyColumn().tableName() + " > ?");
            values.add(keyColumn().type().isText() ? request.text(0) : request.number(0));
        }
        values.add(request.rowsToRead());
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        List<R> rows = jdbc.sql(select() + where + " ORDER BY " + names(feed.key()) + " LIMIT ?")
                .params(values)
                .query((row, index) -> record(row))
                .list();
        return request.page(rows, row -> Cursor.behind(key(row)));
    }

    private Column keyColumn() {
        return feed.key().get(0);
    }

    private String select() {
        return "SELECT " + feed.tableColumns() + " FROM " + feed.name();
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(Column::tableName).collect(Collectors.joining(", "));
    }

    private Object key(R row) {
        try {
            return type.getRecordComponents()[keyColumn().index()].getAccessor().invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private R record(ResultSet row) throws SQLException {
        @Nullable Object[] values = new Object[feed.columns().size()];
        for (Column column : feed.columns()) {
            values[column.index()] = column.read(database, row);
        }
        return type.cast(factory.row(values));
    }
}
