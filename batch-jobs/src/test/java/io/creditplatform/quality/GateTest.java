package io.creditplatform.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.Database;
import io.creditplatform.model.Severity;
import io.creditplatform.quality.QualityReport.Counts;
import io.creditplatform.quality.QualityReport.RuleResult;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is measured against what is allowed, to the row. */
class GateTest {

    private static Rule rule(String code) {
        return Rules.all(Database.SQLITE).stream()
                .filter(rule -> rule.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static QualityReport report(RuleResult... rules) {
        return new QualityReport(
                1, 1, LocalDate.of(2025, 10, 1), null, List.of(), List.of(rules), List.of(), List.of(), List.of());
    }

    private static RuleResult result(String rule, long issues, long rows) {
        return new RuleResult(rule(rule), issues, rows, null, List.of());
    }

    @ParameterizedTest
    @CsvSource({"Critical, 1", "Warning, 2", "Info, 3"})
    void rulesOfTheSeverityAndWorseOnesCount(String severity, int breaches) {
        QualityReport report = report(
                result("due_before_issue", 1, 40),
                result("lead_before_signup", 2, 120),
                result("credit_amount_outlier", 3, 40),
                result("invoice_arithmetic", 0, 144));
        List<String> all = new ArrayList<>(List.of(
                "due_before_issue 1 of 40 credits (allowed 0%)",
                "lead_before_signup 2 of 120 leads (allowed 0%)",
                "credit_amount_outlier 3 of 40 credits (allowed 0%)"));
        assertThat(new Gate(Severity.of(severity), Map.of()).breaches(report)).isEqualTo(all.subList(0, breaches));
    }

    @ParameterizedTest
    @CsvSource({"0.025, 1, false", "0.0249999, 1, true", "0.025, 2, true", "0, 0, false", "1, 40, false"})
    void shareIsAllowedUpToItsVeryValue(BigDecimal allowed, long issues, boolean breached) {
        Gate gate = new Gate(Severity.INFO, Map.of("due_before_issue", allowed));
        assertThat(gate.breaches(report(result("due_before_issue", issues, 40))))
                .hasSize(breached ? 1 : 0);
    }

    @Test
    void saysWhatIsAllowed() {
        Gate gate = new Gate(Severity.WARNING, Map.of("lead_before_signup", new BigDecimal("0.0050")));
        assertThat(gate.breaches(report(result("lead_before_signup", 7, 120))))
                .containsExactly("lead_before_signup 7 of 120 leads (allowed 0.5%)");
    }

    /** 100 % says that every row is clean, 0 % of a rule that none breaks it. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, , ",
        "3, 0, 100.00, 0.00",
        "3, 3, 0.00, 100.00",
        "1400, 2, 99.85, 0.15",
        "1000000, 1, 99.99, 0.01"
    })
    void sharesAreRoundedToTheWorse(long rows, long issues, @Nullable BigDecimal quality, @Nullable BigDecimal broken) {
        assertThat(new Counts(rows, issues).qualityPercent()).isEqualTo(quality);
        assertThat(new Counts(rows, issues).clean()).isEqualTo(rows - issues);
        assertThat(result("due_before_issue", issues, rows).percent()).isEqualTo(broken);
    }
}
