package io.creditplatform.quality;

import io.creditplatform.database.Database;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.model.Severity;
import io.creditplatform.quality.QualityReport.Counts;
import io.creditplatform.quality.QualityReport.Issue;
import io.creditplatform.quality.QualityReport.RuleResult;
import io.creditplatform.quality.QualityReport.Score;
import io.creditplatform.quality.QualityReport.StatusCount;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What a run found, read from the database. */
public final class Findings {

    /** So many of a rule's rows are shown as examples. */
    static final int WORST = 10;

    private static final int PAGE = 1_000;
    private static final TypeReference<List<ColumnProfile.Frequency>> FREQUENCIES = new TypeReference<>() {};

    private final Database database;
    private final JdbcClient jdbc;
    private final QualityRun run;

    public Findings(Database database, JdbcClient jdbc, QualityRun run) {
        this.database = database;
        this.jdbc = jdbc;
        this.run = run;
    }

    /** The run. */
    public QualityRun run() {
        return run;
    }

    /**
     * A line of {@code quality_issues}.
     *
     * @param line where the row stands in its file if it is in quarantine, else null
     */
    public record IssueRow(
            Rule rule,
            String entityKey,
            String reason,
            @Nullable Long line) {}

    /** The report, beside the newest run of an earlier load. */
    public QualityReport report() {
        QualityRun previous = new QualityRuns(database, jdbc).before(run).orElse(null);
        Map<String, Score> before = previous == null ? Map.of() : scores(previous.id(), Map.of());
        Map<String, Score> scores = scores(run.id(), before);
        List<ColumnProfile> profiles = profiles(run.id());
        List<ColumnProfile> profilesBefore = previous == null ? List.of() : profiles(previous.id());
        List<Score> ordered = new ArrayList<>();
        for (FeedDefinition feed : Feeds.all()) {
            ordered.add(Objects.requireNonNull(scores.get(feed.name())));
        }
        ordered.add(Objects.requireNonNull(scores.get(Scores.TOTAL)));
        return new QualityReport(
                run.id(),
                run.loadId(),
                run.asOf(),
                previous == null ? null : Long.valueOf(previous.id()),
                List.copyOf(ordered),
                rules(previous, scores),
                creditStatus(run.id()),
                profiles,
                Drift.between(profilesBefore, profiles));
    }

    /** Hands over every issue of a run: worst rules first, then by rule and key. */
    public void forEachIssue(Severity atLeast, Consumer<IssueRow> consumer) {
        Rules.all(database).stream()
                .filter(rule -> rule.severity().isAtLeast(atLeast))
                .forEach(rule -> forEachIssue(rule, consumer));
    }

    /** Page by page: neither database then has to hold a rule's issues, or a transaction. */
    private void forEachIssue(Rule rule, Consumer<IssueRow> consumer) {
        String after = "";
        List<IssueRow> page;
        do {
            page = jdbc.sql("""
                            SELECT entity_key, reason, line FROM quality_issues
                            WHERE run_id = ? AND rule = ? AND entity_key > ? ORDER BY entity_key LIMIT ?
                            """)
                    .params(run.id(), rule.code(), after, PAGE)
                    .query((row, index) -> {
                        long line = row.getLong("line");
                        boolean refused = !row.wasNull();
                        return new IssueRow(
                                rule,
                                row.getString("entity_key"),
                                row.getString("reason"),
                                refused ? Long.valueOf(line) : null);
                    })
                    .list();
            page.forEach(consumer);
            after = page.isEmpty() ? after : page.get(page.size() - 1).entityKey();
        } while (page.size() == PAGE);
    }

    private List<RuleResult> rules(@Nullable QualityRun previous, Map<String, Score> scores) {
        Map<String, Long> counts = issueCounts(run.id());
        Map<String, Long> before = previous == null ? Map.of() : issueCounts(previous.id());
        return Rules.all(database).stream()
                .filter(rule -> counts.containsKey(rule.code()))
                .map(rule -> new RuleResult(
                        rule,
                        Objects.requireNonNull(counts.get(rule.code())),
                        Objects.requireNonNull(scores.get(rule.entity().name()))
                                .all()
                                .total(),
                        before.get(rule.code()),
                        counts.get(rule.code()) == 0 ? List.of() : worst(run.id(), rule)))
                .toList();
    }

    private Map<String, Long> issueCounts(long runId) {
        Map<String, Long> counts = new HashMap<>();
        jdbc.sql("SELECT rule, issues FROM quality_rules WHERE run_id = ?")
                .param(runId)
                .query(row -> {
                    counts.put(row.getString("rule"), row.getLong("issues"));
                });
        return counts;
    }

    private List<Issue> worst(long runId, Rule rule) {
        return jdbc.sql("""
                        SELECT entity_key, reason FROM quality_issues WHERE run_id = ? AND rule = ?
                        ORDER BY weight DESC, entity_key LIMIT ?
                        """)
                .params(runId, rule.code(), WORST)
                .query((row, index) -> new Issue(row.getString("entity_key"), row.getString("reason")))
                .list();
    }

    private Map<String, Score> scores(long runId, Map<String, Score> before) {
        Map<String, Score> scores = new HashMap<>();
        jdbc.sql("""
                        SELECT a.entity, a.total, a.with_issues, a.rejected, c.with_issues AS critical_issues
                        FROM quality_scores AS a
                        JOIN quality_scores AS c ON c.run_id = a.run_id AND c.entity = a.entity AND c.scope = 'Critical'
                        WHERE a.run_id = ? AND a.scope = 'all'
                        """).param(runId).query(row -> {
            String entity = row.getString("entity");
            long total = row.getLong("total");
            scores.put(
                    entity,
                    new Score(
                            entity,
                            new Counts(total, row.getLong("with_issues")),
                            new Counts(total, row.getLong("critical_issues")),
                            row.getLong("rejected"),
                            before.get(entity)));
        });
        return scores;
    }

    private List<StatusCount> creditStatus(long runId) {
        return jdbc.sql("SELECT expected, actual, credits FROM quality_credit_status WHERE run_id = ?"
                        + " ORDER BY expected, actual")
                .param(runId)
                .query((row, index) ->
                        new StatusCount(row.getString("expected"), row.getString("actual"), row.getLong("credits")))
                .list();
    }

    private List<ColumnProfile> profiles(long runId) {
        List<String> columns = Feeds.all().stream()
                .flatMap(feed -> feed.columns().stream().map(column -> feed.name() + "." + column.name()))
                .toList();
        List<ColumnProfile> kept = jdbc.sql("SELECT * FROM quality_profiles WHERE run_id = ?")
                .param(runId)
                .query((row, index) -> {
                    String mean = row.getString("mean");
                    long distinct = row.getLong("distinct_values");
                    Long distinctValues = row.wasNull() ? null : Long.valueOf(distinct);
                    return new ColumnProfile(
                            row.getString("entity"),
                            row.getString("column_name"),
                            null,
                            row.getLong("row_count"),
                            row.getLong("nulls"),
                            distinctValues,
                            row.getString("min_value"),
                            row.getString("max_value"),
                            mean == null ? null : new BigDecimal(mean),
                            JsonMapper.shared().readValue(row.getString("top_values"), FREQUENCIES));
                })
                .list();
        return CurrencyColumns.named(kept, Feeds.all()).stream()
                .sorted(Comparator.comparingInt(
                                (ColumnProfile profile) -> columns.indexOf(profile.entity() + "." + profile.column()))
                        .thenComparing(profile -> String.valueOf(profile.currency())))
                .toList();
    }
}
