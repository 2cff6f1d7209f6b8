package io.creditplatform.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.past.VersionedTable;
import io.creditplatform.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of each table that keeps ended versions: it follows from the table whose versions they are. */
class HistoryTableTest {

    /** Each column's type, and whether it may be empty. A key of one integer is INTEGER where that saves SQLite an index. */
    private static Map<String, String> columns(Connection connection, String table) throws SQLException {
        Map<String, String> columns = new TreeMap<>();
        try (ResultSet found = connection.getMetaData().getColumns(null, connection.getSchema(), table, null)) {
            while (found.next()) {
                columns.put(
                        found.getString("COLUMN_NAME"),
                        found.getString("TYPE_NAME").replace("INTEGER", "BIGINT")
                                + (found.getString("IS_NULLABLE").equals("YES") ? "?" : ""));
            }
        }
        return columns;
    }

    private static List<String> key(Connection connection, String table) throws SQLException {
        Map<Integer, String> key = new TreeMap<>();
        try (ResultSet columns = connection.getMetaData().getPrimaryKeys(null, connection.getSchema(), table)) {
            while (columns.next()) {
                key.put(columns.getInt("KEY_SEQ"), columns.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(key.values());
    }

    private static List<String> firstColumnsOfIndexes(Connection connection, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet indexes =
                connection.getMetaData().getIndexInfo(null, connection.getSchema(), table, false, true)) {
            while (indexes.next()) {
                if (indexes.getInt("ORDINAL_POSITION") <= 1 && indexes.getString("COLUMN_NAME") != null) {
                    columns.add(indexes.getString("COLUMN_NAME"));
                }
            }
        }
        return columns;
    }

    @ParameterizedTest
    @EnumSource
    void isTheTableWithHowVersionsEnded(Database database) throws SQLException {
        DatabaseAddress address = TestDatabase.fresh(database);
        assertThat(new CreditRunner(address).run("db", "migrate").exitCode()).isZero();
        List<String> feeds = Feeds.all().stream().map(FeedDefinition::name).toList();
        assertThat(VersionedTable.all()).extracting(VersionedTable::name).containsAll(feeds);
        try (Connection connection = Database.open(address, Database.Access.READ)) {
            for (VersionedTable table : VersionedTable.all()) {
                Map<String, String> ofTable = columns(connection, table.name());
                Map<String, String> ofHistory = columns(connection, table.history());
                assertThat(ofTable).as(table.name()).isNotEmpty().containsKey("load_id");
                assertThat(ofHistory.remove("ended_by")).as(table.name()).isEqualTo(ofTable.get("load_id"));
                assertThat(ofHistory.remove("ended_as")).as(table.name()).isEqualToIgnoringCase("TEXT");
                assertThat(ofHistory).as(table.name()).isEqualTo(ofTable);
                assertThat(ofTable.containsKey("line"))
                        .as("a line in the file of " + table.name())
                        .isEqualTo(feeds.contains(table.name()));

                List<String> key = new ArrayList<>(key(connection, table.name()));
                assertThat(key).as(table.name()).isEqualTo(table.key());
                key.add("ended_by");
                assertThat(key(connection, table.history())).as(table.name()).isEqualTo(key);
                assertThat(firstColumnsOfIndexes(connection, table.history()))
                        .as("a load's versions are found: " + table.name())
                        .contains("ended_by");
            }
        }
    }
}
