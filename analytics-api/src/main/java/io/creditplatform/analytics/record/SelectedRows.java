package io.creditplatform.analytics.record;

import io.creditplatform.analytics.web.Cursor;
import io.creditplatform.analytics.web.Page;
import io.creditplatform.analytics.web.PageRequest;
import io.creditplatform.database.Database;
import io.creditplatform.feed.Cell;
import io.creditplatform.feed.CellFormatException;
import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of several feeds as one collection: a selection after the other, each in the order of its feed's key. */
final class SelectedRows {

    private final Database database;
    private final JdbcClient jdbc;

    SelectedRows(Database database, JdbcClient jdbc) {
        this.database = database;
        this.jdbc = jdbc;
    }

    /**
     * Some rows of a feed.
     *
     * @param name what no other selection of the collection is called
     * @param select SQL that selects them, the feed's columns among what it gives, and ends with its WHERE clause; their table is t
     * @param values of the places in it
     */
    record Selection(String name, FeedDefinition feed, String select, List<Object> values) {}

    /** Makes a row of the collection of a row that was selected. */
    @FunctionalInterface
    interface Reader<T> {
        T read(FeedDefinition feed, String key, ResultSet row) throws SQLException;
    }

    private record Placed<T>(T row, Cursor place) {}

    /** A page of them. */
    <T> Page<T> page(List<Selection> selections, PageRequest request, Reader<T> reader) {
        List<Placed<T>> rows = new ArrayList<>();
        int first = request.after() == null ? 0 : place(selections, request.text(0));
        for (int i = first; i < selections.size() && rows.size() < request.rowsToRead(); i++) {
            boolean isGoneOn = i == first && request.after() != null;
            rows.addAll(read(selections.get(i), isGoneOn, request, request.rowsToRead() - rows.size(), reader));
        }
        Page<Placed<T>> page = request.page(rows, Placed::place);
        return new Page<>(page.rows().stream().map(Placed::row).toList(), page.next());
    }

    private static int place(List<Selection> selections, String name) {
        for (int i = 0; i < selections.size(); i++) {
            if (selections.get(i).name().equals(name)) {
                return i;
            }
        }
        throw PageRequest.strange();
    }

    private <T> List<Placed<T>> read(
            Selection selection, boolean isGoneOn, PageRequest request, int rows, Reader<T> reader) {
        List<Column> key = selection.feed().key();
        String names = key.stream().map(column -> "t." + column.tableName()).collect(Collectors.joining(", "));
        List<Object> values = new ArrayList<>(selection.values());
        String behind = "";
        if (isGoneOn) {
            behind = " AND (" + names + ") > (" + String.join(", ", Collections.nCopies(key.size(), "?")) + ")";
            for (int i = 0; i < key.size(); i++) {
                values.add(value(key.get(i), request.text(i + 1)));
            }
        }
        values.add(rows);
        return jdbc.sql(selection.select() + behind + " ORDER BY " + names + " LIMIT ?")
                .params(values)
                .query((row, index) -> placed(selection, row, reader))
                .list();
    }

    private <T> Placed<T> placed(Selection selection, ResultSet row, Reader<T> reader) throws SQLException {
        List<String> key = new ArrayList<>();
        for (Column column : selection.feed().key()) {
            key.add(Objects.requireNonNull(column.text(database, row)));
        }
        List<String> place = new ArrayList<>(List.of(selection.name()));
        place.addAll(key);
        return new Placed<>(reader.read(selection.feed(), String.join("/", key), row), new Cursor(List.copyOf(place)));
    }

    private Object value(Column column, String text) {
        try {
            return Objects.requireNonNull(database.sqlValue(column.type().parse(Cell.of(text))));
        } catch (CellFormatException e) {
            throw PageRequest.strange();
        }
    }
}
