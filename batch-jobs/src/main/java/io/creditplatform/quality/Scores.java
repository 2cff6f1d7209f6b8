package io.creditplatform.quality;

import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.model.Severity;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Counts, per entity and for all together, the rows that are clean; docs/domain.md#scorecard. */
final class Scores {

    /** Stands for all entities together. */
    static final String TOTAL = "total";

    /** Stands for the rules of all severities; the other scope is {@link Severity#CRITICAL}. */
    static final String ALL = "all";

    private final JdbcTemplate jdbc;
    private final QualityRun run;

    Scores(JdbcTemplate jdbc, QualityRun run) {
        this.jdbc = jdbc;
        this.run = run;
    }

    /** Counts; to be called in a transaction when all rules are through. */
    void write() {
        Map<String, Long> withAny = new HashMap<>();
        Map<String, Long> withCritical = new HashMap<>();
        // Rows in quarantine, which have a line, are not in the table: they count as rejected, not as unclean.
        jdbc.query(
                """
                SELECT entity, count(DISTINCT entity_key) AS rows_any,
                    count(DISTINCT CASE WHEN severity = 'Critical' THEN entity_key END) AS rows_critical
                FROM quality_issues WHERE run_id = ? AND line IS NULL GROUP BY entity
                """,
                row -> {
                    withAny.put(row.getString("entity"), row.getLong("rows_any"));
                    withCritical.put(row.getString("entity"), row.getLong("rows_critical"));
                },
                run.id());
        long rows = 0;
        long rejected = 0;
        for (FeedDefinition feed : Feeds.all()) {
            long feedRows = number("SELECT count(*) FROM " + feed.name());
            long feedRejected = number(
                    "SELECT coalesce(max(rejected), 0) FROM load_feeds WHERE load_id = ? AND feed = ?",
                    run.loadId(),
                    feed.name());
            write(feed.name(), ALL, feedRows, withAny.getOrDefault(feed.name(), 0L), feedRejected);
            write(
                    feed.name(),
                    Severity.CRITICAL.code(),
                    feedRows,
                    withCritical.getOrDefault(feed.name(), 0L),
                    feedRejected);
            rows += feedRows;
            rejected += feedRejected;
        }
        write(TOTAL, ALL, rows, sum(withAny), rejected);
        write(TOTAL, Severity.CRITICAL.code(), rows, sum(withCritical), rejected);
    }

    private void write(String entity, String scope, long rows, long withIssues, long rejected) {
        jdbc.update("""
                INSERT INTO quality_scores (run_id, entity, scope, total, clean, with_issues, rejected)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """, run.id(), entity, scope, rows, rows - withIssues, withIssues, rejected);
    }

    private long number(String sql, Object... parameters) {
        Long number = jdbc.queryForObject(sql, Long.class, parameters);
        return number == null ? 0 : number;
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
