package io.creditplatform.quality;

import io.creditplatform.model.Severity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run found, without when and how fast: the same data give the same report.
 *
 * @param previousRunId the newest run of an earlier load, which this one is compared with, or null
 * @param scores by feed in load order, then for all together
 * @param rules worst first
 * @param creditStatus how many credits have which status, by the one that they should have
 * @param drifts columns that changed much since the previous run
 */
public record QualityReport(
        long runId,
        long loadId,
        LocalDate asOf,
        @Nullable Long previousRunId,
        List<Score> scores,
        List<RuleResult> rules,
        List<StatusCount> creditStatus,
        List<ColumnProfile> profiles,
        List<Drift> drifts) {

    private static final int PERCENT_DECIMALS = 2;

    /**
     * The rows of an entity that are clean.
     *
     * @param rejected rows that the load refused
     * @param previous the same in the run before, or null
     */
    public record Score(
            String entity,
            Counts all,
            Counts critical,
            long rejected,
            @Nullable Score previous) {}

    /** Rows in all, and those that break a rule; a row counts once. */
    public record Counts(long total, long withIssues) {

        public long clean() {
            return total - withIssues;
        }

        /** Rounded down, so that 100 means that every row is clean; null if there are no rows. */
        public @Nullable BigDecimal qualityPercent() {
            return total == 0
                    ? null
                    : BigDecimal.valueOf(clean())
                            .movePointRight(2)
                            .divide(BigDecimal.valueOf(total), PERCENT_DECIMALS, RoundingMode.DOWN);
        }
    }

    /**
     * What came of a rule.
     *
     * @param rows how many rows the rule was held against
     * @param previousIssues as many in the run before, or null
     * @param worst the worst rows
     */
    public record RuleResult(
            Rule rule, long issues, long rows, @Nullable Long previousIssues, List<Issue> worst) {

        /** Whether more than that share of the rows break the rule. */
        boolean isAbove(BigDecimal share) {
            return BigDecimal.valueOf(issues).compareTo(share.multiply(BigDecimal.valueOf(rows))) > 0;
        }

        /** Share of the rows that break the rule, in percent, rounded up, so that 0 means none; null if there are no rows. */
        public @Nullable BigDecimal percent() {
            return rows == 0
                    ? null
                    : BigDecimal.valueOf(issues)
                            .movePointRight(2)
                            .divide(BigDecimal.valueOf(rows), PERCENT_DECIMALS, RoundingMode.UP);
        }
    }

    /** A row that breaks a rule, by its key. */
    public record Issue(String entityKey, String reason) {}

    /** So many credits should have one status and have another one, or the same. */
    public record StatusCount(String expected, String actual, long credits) {}

    /** The score of all entities together. */
    public Score total() {
        return scores.get(scores.size() - 1);
    }

    /** The report without the rules that are less severe; they count in the scores all the same. */
    public QualityReport atLeast(Severity severity) {
        return new QualityReport(
                runId,
                loadId,
                asOf,
                previousRunId,
                scores,
                rules.stream()
                        .filter(result -> result.rule().severity().isAtLeast(severity))
                        .toList(),
                creditStatus,
                profiles,
                drifts);
    }

    /** How many issues there are of that severity or a worse one. */
    public long issues(Severity atLeast) {
        return rules.stream()
                .filter(result -> result.rule().severity().isAtLeast(atLeast))
                .mapToLong(RuleResult::issues)
                .sum();
    }

    /** How many issues there are of exactly that severity. */
    public long issuesOf(Severity severity) {
        return of(severity).mapToLong(RuleResult::issues).sum();
    }

    /** The titles of the rules of that severity that no row breaks. */
    public List<String> unbroken(Severity severity) {
        return of(severity)
                .filter(result -> result.issues() == 0)
                .map(result -> result.rule().title())
                .toList();
    }

    private Stream<RuleResult> of(Severity severity) {
        return rules.stream().filter(result -> result.rule().severity() == severity);
    }

    /** How many credits have one status and should have another one, or the same. */
    public long credits(String expected, String actual) {
        return creditStatus.stream()
                .filter(cell ->
                        cell.expected().equals(expected) && cell.actual().equals(actual))
                .mapToLong(StatusCount::credits)
                .sum();
    }

    /** The profiles of each entity's columns, none of them empty. */
    public List<List<ColumnProfile>> profilesByEntity() {
        return List.copyOf(profiles.stream()
                .collect(Collectors.groupingBy(ColumnProfile::entity, LinkedHashMap::new, Collectors.toList()))
                .values());
    }
}
