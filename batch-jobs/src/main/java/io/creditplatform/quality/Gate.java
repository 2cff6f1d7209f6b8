package io.creditplatform.quality;

import io.creditplatform.console.Share;
import io.creditplatform.model.Severity;
import io.creditplatform.quality.QualityReport.RuleResult;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What a check must not find.
 *
 * @param severity rules that are less severe are passed over
 * @param allowed by rule, the share of rows, from 0 to 1, that may break it; none if it is not named
 */
public record Gate(Severity severity, Map<String, BigDecimal> allowed) {

    /**
     * A rule that more rows break than may.
     *
     * @param rows how many break it
     * @param of how many it was held against
     * @param allowed the share of them, from 0 to 1, that may
     */
    public record Breach(String rule, String feed, long rows, long of, BigDecimal allowed) {

        /** It with its numbers, for people. */
        public String text() {
            return rule + " " + rows + " of " + of + " " + feed + " (allowed " + new Share(allowed).percent() + ")";
        }
    }

    /** The rules that more rows break than may. */
    public List<Breach> breached(QualityReport report) {
        return report.rules().stream()
                .filter(result -> result.rule().severity().isAtLeast(severity))
                .filter(result -> result.isAbove(allowedOf(result)))
                .map(result -> new Breach(
                        result.rule().code(),
                        result.rule().entity().name(),
                        result.issues(),
                        result.rows(),
                        allowedOf(result)))
                .toList();
    }

    /** Those, each with its numbers, for people. */
    public List<String> breaches(QualityReport report) {
        return breached(report).stream().map(Breach::text).toList();
    }

    private BigDecimal allowedOf(RuleResult result) {
        return allowed.getOrDefault(result.rule().code(), BigDecimal.ZERO);
    }
}
