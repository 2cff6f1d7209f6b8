package io.creditplatform.quality;

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

    /** The rules that more rows break than may, each with its numbers. */
    public List<String> breaches(QualityReport report) {
        return report.rules().stream()
                .filter(result -> result.rule().severity().isAtLeast(severity))
                .filter(result -> result.isAbove(allowedOf(result)))
                .map(result -> result.rule().code() + " " + result.issues() + " of " + result.rows() + " "
                        + result.rule().entity().name() + " (allowed "
                        + allowedOf(result)
                                .movePointRight(2)
                                .stripTrailingZeros()
                                .toPlainString() + "%)")
                .toList();
    }

    private BigDecimal allowedOf(RuleResult result) {
        return allowed.getOrDefault(result.rule().code(), BigDecimal.ZERO);
    }
}
