package io.creditplatform.analytics.quality;

import io.creditplatform.analytics.web.Cursor;
import io.creditplatform.analytics.web.Page;
import io.creditplatform.analytics.web.PageRequest;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.model.Severity;
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

    private final JdbcClient jdbc;

    QualityQuery(JdbcClient jdbc) {
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
                .stream()
                .sorted(IN_LOAD_ORDER)
                .toList();
    }

    /** The rules that the run held the data against. */
    List<String> rules() {
        return jdbc.sql("""
                        SELECT rule FROM quality_rules
                        WHERE run_id = (SELECT max(run_id) FROM quality_runs WHERE status = 'COMPLETED')
                        ORDER BY rule
                        """).query(String.class).list();
    }

    Page<QualityIssue> issues(
            @Nullable String rule, @Nullable String entity, @Nullable Severity severity, PageRequest page) {
        boolean first = page.after() == null;
        List<QualityIssue> issues = jdbc.sql("""
                        SELECT run_id, rule, entity, entity_key, severity, reason FROM quality_issues
                        WHERE run_id = (SELECT max(run_id) FROM quality_runs WHERE status = 'COMPLETED')
                            AND (rule, entity_key) > (:lastRule, :lastKey)
                            AND (:rule = '' OR rule = :rule)
                            AND (:entity = '' OR entity = :entity)
                            AND (:severity = '' OR severity = :severity)
                        ORDER BY rule, entity_key LIMIT :rows
                        """)
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
}
