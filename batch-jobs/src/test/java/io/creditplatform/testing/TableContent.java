package io.creditplatform.testing;

import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.past.PastState;
import io.creditplatform.past.VersionedTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All rows of all tables that have versions, feeds' and derived ones, and of some views on them, in an order of no meaning. */
public final class TableContent {

    private TableContent() {}

    /** As it is, with the versions that are kept. */
    public static Map<String, List<String>> now(DatabaseAddress address) {
        try (Connection connection = Database.open(address, Database.Access.READ)) {
            return of(connection, true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As it was after a load, without versions. */
    public static Map<String, List<String>> after(DatabaseAddress address, long load) {
        try (Connection connection = Database.open(address, Database.Access.WRITE)) {
            PastState.standIn(connection, address.database(), load);
            return of(connection, false);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A content without its versions. */
    public static Map<String, List<String>> withoutVersions(Map<String, List<String>> content) {
        Map<String, List<String>> without = new TreeMap<>(content);
        VersionedTable.all().forEach(table -> without.remove(table.history()));
        return without;
    }

    private static Map<String, List<String>> of(Connection connection, boolean withVersions) throws SQLException {
        Map<String, List<String>> content = new TreeMap<>();
        for (VersionedTable table : VersionedTable.all()) {
            content.put(table.name(), rows(connection, "SELECT " + table.columns() + " FROM " + table.name()));
            if (withVersions) {
                content.put(
                        table.history(),
                        rows(connection, "SELECT " + table.columns() + ", ended_by, ended_as FROM " + table.history()));
            }
        }
        content.put(
                "missing_rates_v",
                rows(connection, "SELECT seller_id, from_currency, to_currency, sellers FROM missing_rates_v"));
        content.put("credits_v", rows(connection, "SELECT credit_id, amount, currency FROM credits_v"));
        return content;
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                StringBuilder text = new StringBuilder();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    text.append(row.getString(i)).append('|');
                }
                rows.add(text.toString());
            }
            Collections.sort(rows);
            return rows;
        }
    }
}
