package io.creditplatform.jobs;

import io.creditplatform.load.DataStates;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is known of the state before a published load. */
enum StateBefore {
    /** All of it. */
    KEPT,
    /** Not what was there before this schema kept what loads replace. */
    NEVER_KEPT,
    /** Not any more. */
    PRUNED,
    /** All of it, but as it was before a migration or a rollback, which may have changed what it meant. */
    OF_ANOTHER_SCHEMA;

    /** What is known of the state before that load. */
    static StateBefore of(long loadId, JdbcClient jdbc) {
        return jdbc.sql("SELECT history_kept, schema_state, (" + DataStates.state(DataStates.Part.SCHEMA)
                        + ") AS now FROM loads WHERE load_id = ?")
                .param(loadId)
                .query((row, index) -> {
                    String schema = row.getString("schema_state");
                    if (row.getInt("history_kept") == 0) {
                        return schema == null ? NEVER_KEPT : PRUNED;
                    }
                    return row.getString("now").equals(schema) ? KEPT : OF_ANOTHER_SCHEMA;
                })
                .single();
    }

    /** Why that load cannot be taken back exactly; empty if it can. */
    String refusal(long loadId) {
        return switch (this) {
            case KEPT -> "";
            case NEVER_KEPT ->
                "What load " + loadId
                        + " replaced is not kept: it was published before the database was migrated to this version.";
            case PRUNED -> "What load " + loadId + " replaced is not kept any more: its history was pruned.";
            case OF_ANOTHER_SCHEMA ->
                "The database's schema was changed after load " + loadId
                        + " had been published, by a migration or a rollback, so that the state before it may not be exactly what it was.";
        };
    }
}
