package io.creditplatform.feed;

import io.creditplatform.database.Database;
import io.creditplatform.model.Coded;
import io.creditplatform.text.Visible;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One column of a feed.
 *
 * @param name header of the column and its name in the decimal view
 * @param component name of the record component that it came from
 * @param index place among the feed's columns, from 0
 * @param type how its cells are read
 * @param required whether a row must have a value in it
 * @param keyPlace place in the natural key, or 0
 * @param parent the record of the feed whose key it holds
 * @param whenAbsent what new rows get from a file that lacks the column as a whole, or null if no file may
 */
public record Column(
        String name,
        String component,
        int index,
        ColumnType type,
        boolean required,
        int keyPlace,
        @Nullable Class<? extends Record> parent,
        @Nullable String whenAbsent) {

    /** Whether a file may lack the column as a whole. */
    public boolean isOptional() {
        return whenAbsent != null;
    }

    /** The column's name in the table: money is kept in minor units and says so. */
    public String tableName() {
        return type.isMoney() ? name + "_minor" : name;
    }

    /** Reads the column's value back from a row of the table. */
    public @Nullable Object read(Database database, ResultSet row) throws SQLException {
        return type.read(database, row, tableName());
    }

    /** The column's value in a row of the table as a text that a file could have; null if there is none. */
    public @Nullable String text(Database database, ResultSet row) throws SQLException {
        Object value = read(database, row);
        if (value instanceof Coded coded) {
            return coded.code();
        } else if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return value == null ? null : value.toString();
    }

    /** {@code changedAt} → {@code changed_at}. */
    public static String snakeCase(String camelCase) {
        return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    /** A value as messages show it. */
    public static String shown(Object value) {
        if (value instanceof Coded coded) {
            return Visible.quoted(coded.code());
        }
        return Visible.quoted(value instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(value));
    }
}
