package io.creditplatform.ingest;

import io.creditplatform.feed.Column;
import io.creditplatform.load.Load;
import io.creditplatform.past.VersionedTable;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps the versions of rows that a load replaces, each with the load and the line that it came from and the load that ended
 * it. Written set by set, so that a first load and unchanged rows cost nothing.
 */
final class Versions implements MergeFollower {

    private final long loadId;
    private final JdbcClient jdbc;

    Versions(Load load, JdbcOperations operations) {
        this.loadId = load.id();
        this.jdbc = JdbcClient.create(operations);
    }

    /** Keeps the versions of derived rows that are about to be worked out anew; {@link #finish} drops those that did not change. */
    static void keep(String table, String condition, long loadId, JdbcClient jdbc) {
        VersionedTable versioned = VersionedTable.DERIVED.stream()
                .filter(derived -> derived.name().equals(table))
                .findFirst()
                .orElseThrow();
        jdbc.sql(versioned.keep(condition)).params(loadId, loadId).update();
    }

    @Override
    public void beforeMerge(Stage stage, List<Column> delivered) {
        String columns = stage.feed().tableColumns() + ", load_id, line";
        stage.changed()
                .ifPresent(changed -> jdbc.sql("INSERT INTO " + stage.feed().historyName() + " (" + columns
                                + ", ended_by, ended_as) SELECT t." + columns.replace(", ", ", t.")
                                + ", CAST(? AS BIGINT), 'replaced' FROM " + changed)
                        .param(loadId)
                        .update());
    }

    /** What was worked out anew and came to the same is no new version; what has no successor was removed. */
    @Override
    public void finish() {
        for (VersionedTable table : VersionedTable.DERIVED) {
            String name = table.name();
            String history = table.history();
            jdbc.sql("UPDATE " + name + " SET load_id = h.load_id FROM " + history + " h WHERE h.ended_by = ? AND "
                            + table.sameKey(name, "h") + " AND " + table.sameValues(name, "h"))
                    .param(loadId)
                    .update();
            jdbc.sql("DELETE FROM " + history + " WHERE ended_by = ? AND EXISTS (SELECT 1 FROM " + name + " t WHERE "
                            + table.sameKey("t", history) + " AND t.load_id <> ?)")
                    .params(loadId, loadId)
                    .update();
            jdbc.sql("UPDATE " + history + " SET ended_as = '" + VersionedTable.REMOVED
                            + "' WHERE ended_by = ? AND NOT EXISTS (SELECT 1 FROM " + name + " t WHERE "
                            + table.sameKey("t", history) + ")")
                    .param(loadId)
                    .update();
        }
    }
}
