package io.creditplatform.quality;

import io.creditplatform.database.Database;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tables in the place of those that keep what checks found, which live as long as their connection. In them are the runs that a
 * check of a past state is compared with.
 */
public final class UnkeptRuns {

    private UnkeptRuns() {}

    /**
     * Puts them there.
     *
     * @param jdbc one connection, which sees the state after the load and may write
     */
    public static void standIn(JdbcClient jdbc, Database database, long loadId) {
        String home = Objects.requireNonNull(
                jdbc.sql("SELECT " + database.home()).query(String.class).single());
        String runs = home + ".quality_runs WHERE load_id <= " + loadId + " AND status = 'COMPLETED'";
        jdbc.sql("DROP VIEW quality_runs").update(); // that of the past state
        for (String table : QualityRuns.TABLES) {
            String kept =
                    switch (table) {
                        case "quality_runs" -> runs;
                        // What is compared are counts; there may be millions of these.
                        case "quality_issues" -> home + ".quality_issues WHERE 1 = 0";
                        default -> home + "." + table + " WHERE run_id IN (SELECT run_id FROM " + runs + ")";
                    };
            jdbc.sql("CREATE TEMPORARY TABLE " + table + " AS SELECT * FROM " + kept)
                    .update();
        }
        jdbc.sql("CREATE UNIQUE INDEX unkept_issues ON quality_issues (run_id, rule, entity_key)")
                .update();
    }
}
