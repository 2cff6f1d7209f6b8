package io.creditplatform.quality.report;

import io.creditplatform.quality.ColumnProfile;
import io.creditplatform.quality.Drift;
import io.creditplatform.quality.QualityReport;
import io.creditplatform.quality.QualityReport.Counts;
import io.creditplatform.quality.QualityReport.Issue;
import io.creditplatform.quality.QualityReport.StatusCount;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A report as programs read it: {@code scorecard.json}. */
public record Scorecard(
        long runId,
        long loadId,
        LocalDate asOf,
        @Nullable Long previousRunId,
        List<Score> scores,
        List<RuleResult> rules,
        List<StatusCount> creditStatus,
        List<Drift> drifts,
        List<ColumnProfile> profiles) {

    /** The rows of an entity that are clean. */
    public record Score(String entity, long total, Part all, Part critical, long rejected) {}

    /** By the rules of all severities, or by the critical ones alone; the last value is of the run before. */
    public record Part(
            long clean,
            long withIssues,
            @Nullable BigDecimal qualityPercent,
            @Nullable BigDecimal previousQualityPercent) {}

    /** What came of a rule. */
    public record RuleResult(
            String rule,
            String entity,
            String severity,
            String title,
            String meaning,
            String advice,
            long issues,
            @Nullable BigDecimal percent,
            @Nullable Long previousIssues,
            List<Issue> worst) {}

    /** The form for programs of a report. */
    public static Scorecard of(QualityReport report) {
        return new Scorecard(
                report.runId(),
                report.loadId(),
                report.asOf(),
                report.previousRunId(),
                report.scores().stream().map(Scorecard::score).toList(),
                report.rules().stream().map(Scorecard::result).toList(),
                report.creditStatus(),
                report.drifts(),
                report.profiles());
    }

    private static Score score(QualityReport.Score score) {
        QualityReport.Score previous = score.previous();
        return new Score(
                score.entity(),
                score.all().total(),
                part(score.all(), previous == null ? null : previous.all()),
                part(score.critical(), previous == null ? null : previous.critical()),
                score.rejected());
    }

    private static Part part(Counts counts, @Nullable Counts previous) {
        return new Part(
                counts.clean(),
                counts.withIssues(),
                counts.qualityPercent(),
                previous == null ? null : previous.qualityPercent());
    }

    private static RuleResult result(QualityReport.RuleResult result) {
        return new RuleResult(
                result.rule().code(),
                result.rule().entity().name(),
                result.rule().severity().code(),
                result.rule().title(),
                result.rule().meaning(),
                result.rule().advice(),
                result.issues(),
                result.percent(),
                result.previousIssues(),
                result.worst());
    }
}
