package io.creditplatform.analytics.quality;

import io.creditplatform.analytics.web.Cursor;
import io.creditplatform.analytics.web.Page;
import io.creditplatform.analytics.web.PageRequest;
import io.creditplatform.database.Database;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.model.Severity;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the newest finished run of the data-quality rules. */
@Component
final class QualityQuery {

    private static final List<String> LOAD_ORDER =
            Feeds.all().stream().map(FeedDefinition::name).toList();

    /** Feeds in load order, then what is none. */
    private static final Comparator<QualityScore> IN_LOAD_ORDER = Comparator.comparingInt(
                    (QualityScore score) -> Math.floorMod(LOAD_ORDER.indexOf(score.entity()), LOAD_ORDER.size() + 1))
            .thenComparing(score -> score.scope().equals("all") ? 0 : 1);

    private final Database database;
    private final JdbcClient jdbc;

    QualityQuery(Database database, JdbcClient jdbc) {
        this.database = database;
        this.jdbc = jdbc;
    }

    List<QualityScore> scorecard() {
        return jdbc
                .sql("""
                        SELECT run_id, entity, scope, total, clean, with_issues, rejected FROM quality_scores
                        WHERE run_id = (SELECT max(run_id) FROM quality_runs WHERE status = 'COMPLETED')
                        """)
                .query((row, index) -> new QualityScore(
                        row.getLong("run_id"),
                        row.getString("entity"),
                        row.getString("scope"),
                        row.getLong("total"),
                        row.getLong("clean"),
                        row.getLong("with_issues"),
                        QualityScore.percent(row.getLong("clean"), row.getLong("total")),
                        row.getLong("rejected")))
                .list()
                .stream()
                .sorted(IN_LOAD_ORDER)
                .toList();
    }

    private static final String NEWEST = "(SELECT max(run_id) FROM quality_runs WHERE status = 'COMPLETED')";

    private static final String BEFORE =
            "(SELECT max(run_id) FROM quality_runs WHERE status = 'COMPLETED' AND run_id < " + NEWEST + ")";

    /** Issues i of one run that another did not find. */
    private static final String NOT_IN = "NOT EXISTS (SELECT 1 FROM quality_issues o"
            + " WHERE o.run_id = %s AND o.rule = i.rule AND o.entity_key = i.entity_key)";

    /** The rules that the run held the data against. */
    List<QualityRule> rules() {
        return jdbc.sql("""
                        SELECT q.run_id, q.rule, q.entity, q.severity, q.issues, q.title, q.advice, earlier.run_id AS before_run,
                            (SELECT count(*) FROM quality_issues i WHERE i.run_id = q.run_id AND i.rule = q.rule AND %1$s) AS new_issues,
                            (SELECT count(*) FROM quality_issues i WHERE i.run_id = earlier.run_id AND i.rule = q.rule AND %2$s) AS gone_issues,
                            begun.run_id AS since_run, begun.as_of AS since
                        FROM quality_rules q
                            LEFT JOIN quality_runs earlier ON earlier.run_id = %3$s
                            LEFT JOIN quality_runs begun ON q.issues > 0 AND begun.run_id = (
                                SELECT min(b.run_id) FROM quality_rules b JOIN quality_runs r ON r.run_id = b.run_id
                                WHERE b.rule = q.rule AND b.issues > 0 AND r.status = 'COMPLETED' AND b.run_id > coalesce((
                                    SELECT max(z.run_id) FROM quality_rules z JOIN quality_runs r ON r.run_id = z.run_id
                                    WHERE z.rule = q.rule AND z.issues = 0 AND r.status = 'COMPLETED'), 0))
                        WHERE q.run_id = %4$s
                        ORDER BY CASE q.severity WHEN 'Critical' THEN 1 WHEN 'Warning' THEN 2 ELSE 3 END, q.issues DESC, q.rule
                        """.formatted(NOT_IN.formatted("earlier.run_id"), NOT_IN.formatted("q.run_id"), BEFORE, NEWEST))
                .query((row, index) -> {
                    boolean isFirst = row.getObject("before_run") == null;
                    boolean isBroken = row.getObject("since_run") != null;
                    return new QualityRule(
                            row.getLong("run_id"),
                            row.getString("rule"),
                            row.getString("entity"),
                            row.getString("severity"),
                            row.getLong("issues"),
                            isFirst ? null : row.getLong("new_issues"),
                            isFirst ? null : row.getLong("gone_issues"),
                            isBroken ? row.getLong("since_run") : null,
                            isBroken ? LocalDate.parse(row.getString("since")) : null,
                            row.getString("title"),
                            row.getString("advice"));
                })
                .list();
    }

    Page<QualityRun> runs(PageRequest page) {
        List<QualityRun> runs = jdbc.sql("""
                        SELECT r.run_id, r.load_id, r.as_of, r.finished_at, s.total, s.clean, s.with_issues,
                            c.clean AS critical_clean, c.with_issues AS with_critical_issues
                        FROM quality_runs r
                        JOIN quality_scores s ON s.run_id = r.run_id AND s.entity = 'total' AND s.scope = 'all'
                        JOIN quality_scores c ON c.run_id = r.run_id AND c.entity = 'total' AND c.scope = 'Critical'
                        WHERE r.status = 'COMPLETED' AND r.run_id < ?
                        ORDER BY r.run_id DESC LIMIT ?
                        """)
                .params(page.after() == null ? Long.MAX_VALUE : page.number(0), page.rowsToRead())
                .query((row, index) -> new QualityRun(
                        row.getLong("run_id"),
                        row.getObject("load_id") == null ? null : row.getLong("load_id"),
                        LocalDate.parse(row.getString("as_of")),
                        database.timestamp(row, "finished_at"),
                        row.getLong("total"),
                        row.getLong("with_issues"),
                        QualityScore.percent(row.getLong("clean"), row.getLong("total")),
                        row.getLong("with_critical_issues"),
                        QualityScore.percent(row.getLong("critical_clean"), row.getLong("total"))))
                .list();
        return page.page(runs, run -> Cursor.behind(run.runId()));
    }

    Page<QualityIssue> issues(
            @Nullable String rule,
            @Nullable String entity,
            @Nullable Severity severity,
            @Nullable Long seller,
            @Nullable IssueChange change,
            PageRequest page) {
        boolean first = page.after() == null;
        List<QualityIssue> issues = jdbc.sql(
                        """
                        SELECT run_id, rule, entity, entity_key, severity, reason FROM quality_issues i
                        WHERE %s
                            AND (rule, entity_key) > (:lastRule, :lastKey)
                            AND (:rule = '' OR rule = :rule)
                            AND (:entity = '' OR entity = :entity)
                            AND (:severity = '' OR severity = :severity)
                            %s
                        ORDER BY rule, entity_key LIMIT :rows
                        """.formatted(ofRuns(change), seller == null ? "" : "AND " + RowsOfSeller.condition()))
                .param("seller", seller)
                .param("lastRule", first ? "" : page.text(0))
                .param("lastKey", first ? "" : page.text(1))
                .param("rule", rule == null ? "" : rule)
                .param("entity", entity == null ? "" : entity)
                .param("severity", severity == null ? "" : severity.code())
                .param("rows", page.rowsToRead())
                .query((row, index) -> new QualityIssue(
                        row.getLong("run_id"),
                        row.getString("rule"),
                        row.getString("entity"),
                        row.getString("entity_key"),
                        row.getString("severity"),
                        row.getString("reason")))
                .list();
        return page.page(issues, issue -> Cursor.behind(issue.rule(), issue.entityKey()));
    }

    /** Which runs' issues are wanted. Without a run before, nothing is new and nothing is gone. */
    private static String ofRuns(@Nullable IssueChange change) {
        if (change == null) {
            return "run_id = " + NEWEST;
        }
        return switch (change) {
            case NEW -> "run_id = " + NEWEST + " AND " + BEFORE + " IS NOT NULL AND " + NOT_IN.formatted(BEFORE);
            case GONE -> "run_id = " + BEFORE + " AND " + NOT_IN.formatted(NEWEST);
        };
    }
}
