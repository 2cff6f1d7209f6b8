package io.creditplatform.past;

import io.creditplatform.database.Database;
import io.creditplatform.load.Load;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Tells which loads' states can be asked for. */
public final class PastLoads {

    private PastLoads() {}

    /**
     * Makes sure that the state after a load can be told.
     *
     * @param connection one that sees the present, or a past state
     * @return whether it is a past one, as against that of now: later loads count even where nothing of them is visible
     * @throws NoSuchStateException if there is no such published load, it was taken back, or what later loads replaced is not kept
     */
    public static boolean require(Connection connection, Database database, long loadId) throws SQLException {
        boolean past = requireKept(connection, database, loadId);
        if (past && database.upkeep().standby(connection).isPresent()) {
            throw NoSuchStateException.never("The state after load " + loadId
                    + " cannot be told by a standby, which lets nobody make the views that it takes. Ask its primary.");
        }
        return past;
    }

    /**
     * Makes sure that all is kept that the state after a load is told from.
     *
     * @return as {@link #require}
     * @throws NoSuchStateException as {@link #require}, but for standbys
     */
    static boolean requireKept(Connection connection, Database database, long loadId) throws SQLException {
        // A past state has no later loads under the tables' names, and what is later than it cannot be asked for in it.
        String home = home(connection, database);
        String asked = """
                SELECT l.status,
                    (SELECT max(n.load_id) FROM home.loads n WHERE n.dry_run = 0) AS newest,
                    (SELECT max(n.load_id) FROM home.loads n JOIN home.published_loads_v p ON p.load_id = n.load_id
                        WHERE n.history_kept = 0 AND n.load_id > l.load_id) AS not_kept
                FROM loads l WHERE l.load_id = ? AND l.dry_run = 0
                """.replace("home.", home + ".");
        try (PreparedStatement statement = connection.prepareStatement(asked)) {
            statement.setLong(1, loadId);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw unknown(connection, home, loadId);
                }
                Load.Status status = Load.Status.valueOf(row.getString("status"));
                if (status == Load.Status.UNDONE) {
                    throw NoSuchStateException.notAnyMore(
                            "Load " + loadId + " was undone, so there is no state after it.");
                } else if (status != Load.Status.COMPLETED) {
                    throw NoSuchStateException.never(
                            "There is no state after load " + loadId + ", which is " + status + " and not published.");
                }
                long notKept = row.getLong("not_kept");
                if (!row.wasNull()) {
                    throw NoSuchStateException.notAnyMore("The state after load " + loadId
                            + " cannot be told any more: what load " + notKept + " replaced is not kept.");
                }
                return row.getLong("newest") != loadId;
            }
        }
    }

    /** Loads are numbered without gaps, so one that is missing below others was there once; a dry run is none, and neither is a later one. */
    private static NoSuchStateException unknown(Connection connection, String home, long loadId) throws SQLException {
        String asked = "SELECT coalesce(max(CASE WHEN dry_run = 0 THEN load_id END), 0) AS newest,"
                + " count(CASE WHEN load_id = ? THEN 1 END) AS same FROM " + home + ".loads";
        try (PreparedStatement statement = connection.prepareStatement(asked)) {
            statement.setLong(1, loadId);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return loadId > 0 && loadId < row.getLong("newest") && row.getLong("same") == 0
                        ? NoSuchStateException.notAnyMore("The state after load " + loadId
                                + " cannot be told any more: the load was removed by `credit prune`.")
                        : NoSuchStateException.never("There is no load " + loadId + ", expected a published one.");
            }
        }
    }

    /**
     * Makes sure that what checks had found by the time of a load is kept.
     *
     * @throws NoSuchStateException if the newest check by then was removed
     */
    public static void requireChecks(Connection connection, long loadId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT status FROM quality_runs WHERE status IN ('COMPLETED', 'PRUNED') AND load_id <= ?"
                        + " ORDER BY run_id DESC LIMIT 1")) {
            statement.setLong(1, loadId);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next() && row.getString("status").equals("PRUNED")) {
                    throw NoSuchStateException.notAnyMore("What was found by checks up to load " + loadId
                            + " is not kept any more: it was removed by `credit prune`, or by later checks.");
                }
            }
        }
    }

    /**
     * Makes sure that the rows are kept that a load refused for want of a parent, which checks count among what they find.
     *
     * @throws NoSuchStateException if they were removed
     */
    public static void requireRefusedRows(Connection connection, long loadId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT count(*) FROM load_rejections r WHERE r.load_id = ? AND r.code = 'unknown-parent'
                    AND NOT EXISTS (SELECT 1 FROM rejected_rows q WHERE q.load_id = r.load_id)
                """)) {
            statement.setLong(1, loadId);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                if (row.getLong(1) > 0) {
                    throw NoSuchStateException.notAnyMore(
                            "What a check after load " + loadId
                                    + " found cannot be told any more: the rows that the load refused were removed by `credit prune`.");
                }
            }
        }
    }

    /**
     * Whether versions of before a load, of rows that it changed, may be missing: they were removed, or nothing kept them then.
     * Before the very first load there was nothing.
     *
     * @throws NoSuchStateException if they may and the connection sees a past state, which is told whole or not at all
     */
    static boolean mayLackVersionsBefore(Connection connection, Database database, long loadId) throws SQLException {
        String asked = """
                SELECT (SELECT count(*) FROM home.loads n JOIN home.published_loads_v p ON p.load_id = n.load_id
                        WHERE n.history_kept = 0 AND n.load_id > 1 AND n.load_id <= ?) AS not_kept,
                    (SELECT max(load_id) FROM loads WHERE dry_run = 0) AS seen,
                    (SELECT max(load_id) FROM home.loads WHERE dry_run = 0) AS newest
                """.replace("home.", home(connection, database) + ".");
        try (PreparedStatement statement = connection.prepareStatement(asked)) {
            statement.setLong(1, loadId);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                boolean lacking = row.getLong("not_kept") > 0;
                if (lacking && row.getLong("seen") < row.getLong("newest")) {
                    throw NoSuchStateException.notAnyMore("What the row was as of load " + row.getLong("seen")
                            + " cannot be told any more: what load " + loadId + " replaced is not kept.");
                }
                return lacking;
            }
        }
    }

    private static String home(Connection connection, Database database) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + database.home())) {
            row.next();
            return row.getString(1);
        }
    }
}
