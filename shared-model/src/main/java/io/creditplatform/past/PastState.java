package io.creditplatform.past;

import io.creditplatform.database.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The state after an earlier load, put in the place of the present one: temporary views that bear the tables' names, which both
 * kinds of database look up first. So each query asks about the past as it is written, and none is written twice.
 */
public final class PastState {

    /** Tables that tell what was done by loads, and not what is true of sellers: of these a state has what was there by then. */
    private static final List<String> BY_LOAD =
            List.of("loads", "load_feeds", "load_rejections", "rejected_rows", "quality_runs");

    /** Begins the name of a column with what another one said until its load was given up, when {@code ended_after} was the newest. */
    private static final String FORMER = "former_";

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
        List<StandIn> all = standIns(connection, database, loadId);
        try (Statement statement = connection.createStatement()) {
            for (StandIn each : all) {
                statement.execute("CREATE TEMPORARY VIEW " + each.name() + " AS " + each.query());
            }
        }
    }

    /**
     * A name that means something else in a past state.
     *
     * @param query what it stands for there; it names tables of the schema in full, and else those that come before it in the list
     */
    record StandIn(String name, String query) {}

    /** All names, each behind those that it rests on. */
    static List<StandIn> standIns(Connection connection, Database database, long loadId) throws SQLException {
        List<StandIn> views = new ArrayList<>();
        List<StandIn> all = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            String home;
            // Asked before the tables' names stand for something else, which would show in the views' texts.
            try (ResultSet rows = statement.executeQuery(database.views())) {
                rows.next();
                home = rows.getString("home");
                do {
                    views.add(new StandIn(rows.getString("name"), rows.getString("query")));
                } while (rows.next());
            }
            for (VersionedTable table : VersionedTable.all()) {
                all.add(new StandIn(
                        table.name(),
                        "SELECT " + table.columns() + " FROM " + home + "." + table.name() + " WHERE load_id <= "
                                + loadId
                                + " UNION ALL SELECT " + table.columns() + " FROM " + home + "." + table.history()
                                + " WHERE load_id <= " + loadId + " AND ended_by > " + loadId));
                all.add(new StandIn(
                        table.history(),
                        "SELECT " + table.columns() + ", ended_by, ended_as FROM " + home + "." + table.history()
                                + " WHERE ended_by <= " + loadId));
            }
            for (String table : BY_LOAD) {
                all.add(new StandIn(
                        table,
                        "SELECT " + columns(statement, home, table, loadId) + " FROM " + home + "." + table
                                + " WHERE load_id <= " + loadId));
            }
        }
        all.addAll(views);
        return all;
    }

    /** All columns, in their order; what has a former value, as of loads that ended since, has that. */
    private static String columns(Statement statement, String home, String table, long loadId) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet none = statement.executeQuery("SELECT * FROM " + home + "." + table + " WHERE 1 = 0")) {
            for (int i = 1; i <= none.getMetaData().getColumnCount(); i++) {
                columns.add(none.getMetaData().getColumnName(i));
            }
        }
        return columns.stream()
                .map(column -> columns.contains(FORMER + column)
                        ? "CASE WHEN ended_after > " + loadId + " THEN " + FORMER + column + " ELSE " + column
                                + " END AS " + column
                        : '"' + column + '"')
                .collect(Collectors.joining(", "));
    }
}
