package io.creditplatform.past;

import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A database with each table that has versions, and the tables that tell of loads: columns only, as change sets are elsewhere. */
final class VersionedTables implements AutoCloseable {

    final Connection connection;

    VersionedTables(Path folder) throws SQLException {
        connection = Database.open(DatabaseAddress.of(folder.resolve("credit.db")), Database.Access.WRITE);
        for (VersionedTable table : VersionedTable.all()) {
            String key = String.join(", ", table.key());
            run("CREATE TABLE %s (%s, PRIMARY KEY (%s))".formatted(table.name(), table.columns(), key));
            run("CREATE TABLE %s (%s, ended_by, ended_as)".formatted(table.history(), table.columns()));
        }
        run("CREATE TABLE loads (load_id, directory, published_at, dry_run DEFAULT 0, history_kept DEFAULT 1)");
        run("CREATE VIEW published_loads_v AS SELECT load_id FROM loads");
        run("CREATE TABLE load_feeds (load_id, feed, file, sha256)");
        for (String table : List.of("load_rejections", "rejected_rows", "quality_runs")) {
            run("CREATE TABLE " + table + " (load_id)");
        }
    }

    VersionedTables run(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return this;
    }

    /** The rows, each as its values with bars between them. */
    List<String> rows(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    values.add(String.valueOf(row.getString(i)));
                }
                rows.add(values.stream().collect(Collectors.joining("|")));
            }
            return rows;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
