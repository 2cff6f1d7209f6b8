package io.creditplatform.quality.report;

import io.creditplatform.quality.Drift;
import io.creditplatform.quality.QualityReport;
import io.creditplatform.quality.QualityReport.RuleResult;
import io.creditplatform.quality.QualityReport.Score;
import java.util.Locale;

/** A report as a page of Markdown: the scorecard, the rules that are broken, and their worst rows. */
public final class MarkdownReport {

    private final QualityReport report;
    private final StringBuilder page = new StringBuilder();

    public MarkdownReport(QualityReport report) {
        this.report = report;
    }

    /** The page. */
    public String text() {
        page.append("# Data quality of load ").append(report.loadId()).append("\n\n");
        page.append("Check ")
                .append(report.runId())
                .append(", as of ")
                .append(report.asOf())
                .append(".\n\n");
        scores();
        rules();
        report.rules().stream().filter(result -> result.issues() > 0).forEach(this::worst);
        drifts();
        return page.toString();
    }

    private void scores() {
        page.append("| entity | rows | clean | with an issue | rejected | quality | before | by critical rules |\n");
        page.append("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        for (Score score : report.scores()) {
            Score previous = score.previous();
            row(
                    score.entity(),
                    Shown.number(score.all().total()),
                    Shown.number(score.all().clean()),
                    Shown.number(score.all().withIssues()),
                    Shown.number(score.rejected()),
                    Shown.percent(score.all().qualityPercent()),
                    previous == null ? "" : Shown.percent(previous.all().qualityPercent()),
                    Shown.percent(score.critical().qualityPercent()));
        }
    }

    private void rules() {
        page.append("\n## Rules\n\n| severity | rule | issues | of | before |\n| --- | --- | ---: | ---: | ---: |\n");
        for (RuleResult result : report.rules()) {
            Long previous = result.previousIssues();
            row(
                    result.rule().severity().code(),
                    result.rule().code(),
                    Shown.number(result.issues()),
                    Shown.number(result.rows()) + " " + result.rule().entity().name(),
                    previous == null ? "" : Shown.number(previous));
        }
    }

    private void worst(RuleResult result) {
        page.append("\n### ").append(result.rule().title()).append("\n\n");
        page.append(result.rule().meaning())
                .append(' ')
                .append(result.rule().advice())
                .append("\n\n");
        page.append(String.format(
                        Locale.ROOT,
                        "| %s | why |%n| --- | --- |%n",
                        result.rule().entity().name())
                .replace(System.lineSeparator(), "\n"));
        result.worst().forEach(issue -> row(escaped(issue.entityKey()), escaped(issue.reason())));
    }

    private void drifts() {
        if (!report.drifts().isEmpty()) {
            page.append(
                    "\n## Columns that changed much\n\n| column | what | before | now |\n| --- | --- | ---: | ---: |\n");
            for (Drift drift : report.drifts()) {
                row(
                        drift.label(),
                        Shown.measure(drift),
                        drift.before().toPlainString(),
                        drift.now().toPlainString());
            }
        }
    }

    private void row(String... cells) {
        page.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** What has a meaning in Markdown or HTML stands there as itself. */
    private static String escaped(String text) {
        return text.replaceAll("([\\\\`*_{}\\[\\]<>#|&])", "\\\\$1").replaceAll("\\s", " ");
    }
}
