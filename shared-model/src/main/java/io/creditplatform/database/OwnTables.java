package io.creditplatform.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the one schema that a connection works in, whatever others the database has. Drivers take a name for a pattern, in
 * which {@code _} stands for any character, so that {@code a_b} would have the tables of {@code axb} as well; here names are names.
 */
public final class OwnTables {

    private OwnTables() {}

    /** The names of all tables, written as the database has them; views are none. */
    public static List<String> names(Connection connection) throws SQLException {
        // What drivers ask about tables costs a server as much as all else of a short command.
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet tables =
                        statement.executeQuery(Database.of(connection).tables())) {
            while (tables.next()) {
                names.add(tables.getString(1));
            }
        }
        return names;
    }

    /** Whether there is a table of that name, which must be written in small letters. */
    public static boolean contains(Connection connection, String table) throws SQLException {
        return names(connection).stream().anyMatch(table::equalsIgnoreCase);
    }

    /** The names of a table's columns, in their order. */
    public static List<String> columns(Connection connection, String table) throws SQLException {
        String schema = connection.getSchema();
        List<String> names = new ArrayList<>();
        try (ResultSet columns = connection
                .getMetaData()
                .getColumns(null, schemaPattern(connection, schema), pattern(connection, table), null)) {
            while (columns.next()) {
                if (isOwn(columns, schema) && table.equalsIgnoreCase(columns.getString("TABLE_NAME"))) {
                    names.add(columns.getString("COLUMN_NAME"));
                }
            }
        }
        return names;
    }

    private static boolean isOwn(ResultSet row, @Nullable String schema) throws SQLException {
        return schema == null || schema.equals(row.getString("TABLE_SCHEM"));
    }

    private static @Nullable String schemaPattern(Connection connection, @Nullable String schema) throws SQLException {
        return schema == null ? null : pattern(connection, schema);
    }

    /** The pattern that stands for a name alone. */
    private static String pattern(Connection connection, String name) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        return name.replaceAll("[_%\\\\]", Matcher.quoteReplacement(metaData.getSearchStringEscape()) + "$0");
    }
}
