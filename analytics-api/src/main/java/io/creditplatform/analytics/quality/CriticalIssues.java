package io.creditplatform.analytics.quality;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the newest finished run found that makes figures wrong.
 *
 * @param loadId the newest load that it judged
 * @param asOf the day that it judged by
 * @param rules how many Critical rules are broken
 * @param issues by how many rows, for all rules together
 */
public record CriticalIssues(long runId, @Nullable Long loadId, LocalDate asOf, long rules, long issues) {

    /** Of the newest finished run; empty as long as there is none. */
    public static Optional<CriticalIssues> newest(JdbcClient jdbc) {
        return jdbc.sql("""
                        SELECT r.run_id, r.load_id, r.as_of, count(q.rule) AS rules, coalesce(sum(q.issues), 0) AS issues
                        FROM quality_runs r
                            LEFT JOIN quality_rules q
                                ON q.run_id = r.run_id AND q.severity = 'Critical' AND q.issues > 0
                        WHERE r.run_id = (SELECT max(run_id) FROM quality_runs WHERE status = 'COMPLETED')
                        GROUP BY r.run_id, r.load_id, r.as_of
                        """)
                .query((row, index) -> new CriticalIssues(
                        row.getLong("run_id"),
                        row.getObject("load_id") == null ? null : row.getLong("load_id"),
                        LocalDate.parse(row.getString("as_of")),
                        row.getLong("rules"),
                        row.getLong("issues")))
                .optional();
    }
}
