package io.creditplatform.ingest;

import io.creditplatform.feed.Column;
import io.creditplatform.load.Load;
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
}
