package io.creditplatform.past;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Takes back what the newest load did to the tables, set by set, in the transaction of its connection. */
public final class Undo {

    private final Connection connection;
    private final long loadId;

    /** @param loadId the newest load, whose every change is in the history */
    public Undo(Connection connection, long loadId) {
        this.connection = connection;
        this.loadId = loadId;
    }

    /**
     * What taking a load back does to a table.
     *
     * @param takenOut rows that the load brought and that go
     * @param restored rows that get back what they held before
     * @param broughtBack rows that the load had removed
     */
    public record Change(String table, long takenOut, long restored, long broughtBack) {

        /** Whether nothing happens. */
        public boolean isNothing() {
            return takenOut + restored + broughtBack == 0;
        }
    }

    /** Counts what {@link #run} would do, a table after the other. */
    public List<Change> preview() throws SQLException {
        List<Change> changes = new ArrayList<>();
        for (VersionedTable table : VersionedTable.all()) {
            long restored = ended(table, VersionedTable.REPLACED);
            long brought = count("SELECT count(*) FROM " + table.name() + " WHERE load_id = ?");
            changes.add(new Change(table.name(), brought - restored, restored, ended(table, VersionedTable.REMOVED)));
        }
        return changes;
    }

    /**
     * Does it. Rows come back parents first, and go children first, so that each reference leads somewhere at any time.
     *
     * @return what was done
     */
    public List<Change> run() throws SQLException {
        List<VersionedTable> tables = VersionedTable.all();
        List<Change> changes = new ArrayList<>();
        for (VersionedTable table : tables) {
            long broughtBack = update("INSERT INTO " + table.name() + " (" + table.columns() + ") SELECT "
                    + table.columns() + " FROM " + table.history() + " WHERE ended_by = ? AND ended_as = '"
                    + VersionedTable.REMOVED + "'");
            changes.add(new Change(table.name(), 0, 0, broughtBack));
        }
        for (int i = 0; i < tables.size(); i++) {
            VersionedTable table = tables.get(i);
            long restored = update("UPDATE " + table.name() + " SET " + table.assigned("h") + " FROM " + table.history()
                    + " h WHERE h.ended_by = ? AND h.ended_as = '" + VersionedTable.REPLACED + "' AND "
                    + table.sameKey(table.name(), "h"));
            changes.set(i, new Change(table.name(), 0, restored, changes.get(i).broughtBack()));
        }
        List<VersionedTable> childrenFirst = new ArrayList<>(tables);
        Collections.reverse(childrenFirst);
        for (VersionedTable table : childrenFirst) {
            long takenOut = update("DELETE FROM " + table.name() + " WHERE load_id = ?");
            update("DELETE FROM " + table.history() + " WHERE ended_by = ?");
            changes.replaceAll(change -> change.table().equals(table.name())
                    ? new Change(change.table(), takenOut, change.restored(), change.broughtBack())
                    : change);
        }
        return changes;
    }

    private long ended(VersionedTable table, String how) throws SQLException {
        return count("SELECT count(*) FROM " + table.history() + " WHERE ended_by = ? AND ended_as = '" + how + "'");
    }

    private long count(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, loadId);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private long update(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, loadId);
            return statement.executeUpdate();
        }
    }
}
