package io.creditplatform.past;

import io.creditplatform.database.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The state after an earlier load, put in the place of the present one: temporary views that bear the tables' names, which both
 * kinds of database look up first. So each query asks about the past as it is written, and none is written twice.
 */
public final class PastState {

    /** Tables that tell what was done by loads, and not what is true of sellers: of these a state has what was there by then. */
    private static final List<String> BY_LOAD =
            List.of("loads", "load_feeds", "load_rejections", "rejected_rows", "quality_runs");

    private PastState() {}

    /**
     * Has a connection for reading see the state after a load, if that can be told. Not to be taken back.
     *
     * @throws NoSuchStateException if it cannot
     */
    public static void enter(Connection connection, Database database, long loadId) throws SQLException {
        PastLoads.require(connection, database, loadId);
        database.connections().free(connection, true);
        standIn(connection, database, loadId);
        database.connections().free(connection, false);
    }

    /**
     * Has a connection see the state after a load. Not to be taken back: the connection stays with that state until it is closed.
     *
     * @param connection one that may write yet, since views are made on it
     * @param loadId a published load; that its state can still be told is the caller's to know
     */
    public static void standIn(Connection connection, Database database, long loadId) throws SQLException {
        List<String[]> views = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            // Asked before the tables' names stand for something else, which would show in the views' texts.
            try (ResultSet rows = statement.executeQuery(database.views())) {
                while (rows.next()) {
                    views.add(new String[] {rows.getString("home"), rows.getString("name"), rows.getString("query")});
                }
            }
            String home = views.get(0)[0];
            for (VersionedTable table : VersionedTable.all()) {
                view(
                        statement,
                        table.name(),
                        "SELECT " + table.columns() + " FROM " + home + "." + table.name() + " WHERE load_id <= "
                                + loadId
                                + " UNION ALL SELECT " + table.columns() + " FROM " + home + "." + table.history()
                                + " WHERE load_id <= " + loadId + " AND ended_by > " + loadId);
                view(
                        statement,
                        table.history(),
                        "SELECT " + table.columns() + ", ended_by, ended_as FROM " + home + "." + table.history()
                                + " WHERE ended_by <= " + loadId);
            }
            for (String table : BY_LOAD) {
                view(statement, table, "SELECT * FROM " + home + "." + table + " WHERE load_id <= " + loadId);
            }
            for (String[] view : views) {
                view(statement, view[1], view[2]);
            }
        }
    }

    private static void view(Statement statement, String name, String query) throws SQLException {
        statement.execute("CREATE TEMPORARY VIEW " + name + " AS " + query);
    }
}
