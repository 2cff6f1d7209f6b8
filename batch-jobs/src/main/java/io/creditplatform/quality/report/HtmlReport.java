package io.creditplatform.quality.report;

import io.creditplatform.model.CreditStatus;
import io.creditplatform.model.Severity;
import io.creditplatform.quality.QualityReport;
import io.creditplatform.quality.QualityReport.Counts;
import io.creditplatform.quality.QualityReport.Issue;
import io.creditplatform.quality.QualityReport.RuleResult;
import io.creditplatform.quality.QualityReport.Score;
import io.creditplatform.quality.QualityReport.StatusCount;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A report as one page for a browser: it needs no network and no script, and can be printed. Whatever comes from the data
 * goes through {@link HtmlPage#text(String)}.
 */
public final class HtmlReport {

    private final QualityReport report;
    private final HtmlPage page = new HtmlPage();

    public HtmlReport(QualityReport report) {
        this.report = report;
    }

    /** The page. */
    public String text() {
        page.add("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <link rel="icon" href="data:,">
                <title>Data quality of load %d</title>
                <style>
                %s</style>
                </head>
                <body>
                """, report.loadId(), style());
        summary();
        scorecard();
        rules();
        matrix();
        findings();
        new HtmlColumns(report, page).add();
        guidance();
        page.add("</body>\n</html>\n");
        return page.text();
    }

    private void summary() {
        page.add(
                "<header>\n<h1>Data quality</h1>\n<p>Load %d, check %d, as of %s%s</p>\n</header>\n<main>\n<section class=\"tiles\">\n",
                report.loadId(),
                report.runId(),
                report.asOf(),
                report.previousRunId() == null ? "" : ", compared with check " + report.previousRunId());
        Score total = report.total();
        Score previous = total.previous();
        tile("Clean rows", total.all(), previous == null ? null : previous.all());
        tile("Without a critical issue", total.critical(), previous == null ? null : previous.critical());
        for (Severity severity : Severity.values()) {
            long issues = report.rules().stream()
                    .filter(result -> result.rule().severity() == severity)
                    .mapToLong(RuleResult::issues)
                    .sum();
            page.add(
                    "<div class=\"tile %s\"><b>%s</b><span>%s issues</span></div>\n",
                    HtmlPage.css(severity), Shown.number(issues), severity.code());
        }
        page.add(
                "<div class=\"tile\"><b>%s</b><span>rows rejected by the load</span></div>\n</section>\n",
                Shown.number(total.rejected()));
    }

    private void tile(String what, Counts now, @Nullable Counts before) {
        page.add(
                "<div class=\"tile\"><b>%s</b><span>%s</span>%s</div>\n",
                Shown.percent(now.qualityPercent()),
                what,
                HtmlPage.trend(now.qualityPercent(), before == null ? null : before.qualityPercent()));
    }

    private void scorecard() {
        page.begin(
                "Scorecard",
                "Each bar is a feed's rows: clean, with an issue that is not critical, with a critical one. A row counts once.");
        page.table(
                "Feed",
                "",
                "#Quality",
                "#By critical rules",
                "#Rows",
                "#Clean",
                "#With an issue",
                "#Rejected",
                report.previousRunId() == null ? "" : "Trend");
        for (Score score : report.scores()) {
            Score previous = score.previous();
            boolean isTotal = score.equals(report.total());
            page.add(
                    "<tr%s><th scope=\"row\">%s</th><td class=\"bar\">%s</td>",
                    isTotal ? " class=\"total\"" : "",
                    isTotal ? "All feeds" : HtmlPage.text(score.entity()),
                    bar(score));
            page.numbers(
                    Shown.percent(score.all().qualityPercent()),
                    Shown.percent(score.critical().qualityPercent()),
                    Shown.number(score.all().total()),
                    Shown.number(score.all().clean()),
                    Shown.number(score.all().withIssues()),
                    Shown.number(score.rejected()));
            page.add(
                    "<td class=\"trend\">%s</td></tr>\n",
                    HtmlPage.trend(
                            score.all().qualityPercent(),
                            previous == null ? null : previous.all().qualityPercent()));
        }
        page.endTable();
        page.add("</section>\n");
    }

    private static String bar(Score score) {
        long total = score.all().total();
        if (total == 0) {
            return "";
        }
        long critical = score.critical().withIssues();
        long other = score.all().withIssues() - critical;
        return String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"%s clean\">"
                        + "<rect class=\"clean\" width=\"100\" height=\"8\"/>"
                        + "<rect class=\"warning\" x=\"%.3f\" width=\"%.3f\" height=\"8\"/>"
                        + "<rect class=\"critical\" x=\"%.3f\" width=\"%.3f\" height=\"8\"/></svg>",
                Shown.percent(score.all().qualityPercent()),
                100.0 * score.all().clean() / total,
                100.0 * other / total,
                100.0 * (total - critical) / total,
                100.0 * critical / total);
    }

    private void rules() {
        page.begin("Rules", "How many rows break each rule; each bar is their share of the feed's rows.");
        page.table("Rule", "#Issues", "", "#Share", "#Of rows", report.previousRunId() == null ? "" : "#Before");
        report.rules().stream().filter(result -> result.issues() > 0).forEach(this::rule);
        page.endTable();
        for (Severity severity : Severity.values()) {
            String clean = report.rules().stream()
                    .filter(result -> result.rule().severity() == severity && result.issues() == 0)
                    .map(result -> HtmlPage.text(result.rule().title()))
                    .collect(Collectors.joining(" · "));
            if (!clean.isEmpty()) {
                page.add("<p class=\"quiet\">%s No issues: %s</p>\n", HtmlPage.badge(severity), clean);
            }
        }
        page.add("</section>\n");
    }

    private void rule(RuleResult result) {
        Long previous = result.previousIssues();
        page.add(
                "<tr><th scope=\"row\">%s <a href=\"#%s\">%s</a></th><td class=\"number\">%s</td>",
                HtmlPage.badge(result.rule().severity()),
                HtmlPage.text(result.rule().code()),
                HtmlPage.text(result.rule().title()),
                Shown.number(result.issues()));
        page.add(
                "<td class=\"bar\"><svg viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                        + "<rect class=\"%s\" width=\"%.3f\" height=\"8\"/></svg></td>",
                HtmlPage.css(result.rule().severity()),
                Math.min(100, 100.0 * result.issues() / Math.max(1, result.rows())));
        page.numbers(
                Shown.percent(result.percent()),
                Shown.number(result.rows()) + " "
                        + HtmlPage.text(result.rule().entity().name()),
                previous == null ? "" : Shown.number(previous));
        page.add("</tr>\n");
    }

    private void matrix() {
        if (report.creditStatus().isEmpty()) {
            return;
        }
        page.begin(
                "Credit status: expected against actual",
                "Each row is what the history and the invoices lead to, each column what the credit says. Off the diagonal, the two disagree.");
        List<String> statuses =
                Arrays.stream(CreditStatus.values()).map(CreditStatus::code).toList();
        List<String> headings = new ArrayList<>(List.of("Expected"));
        statuses.forEach(status -> headings.add("#" + status));
        page.table(headings.toArray(String[]::new));
        for (String expected : statuses) {
            page.add("<tr><th scope=\"row\">%s</th>", expected);
            for (String actual : statuses) {
                long credits = report.creditStatus().stream()
                        .filter(cell -> cell.expected().equals(expected)
                                && cell.actual().equals(actual))
                        .mapToLong(StatusCount::credits)
                        .sum();
                String kind = expected.equals(actual) ? "same" : credits > 0 ? "other" : "none";
                page.add("<td class=\"number %s\">%s</td>", kind, credits == 0 ? "·" : Shown.number(credits));
            }
            page.add("</tr>\n");
        }
        page.endTable();
        page.add("</section>\n");
    }

    private void findings() {
        page.begin("What was found", "For each rule that is broken, what to do, and its worst rows.");
        for (RuleResult result : report.rules()) {
            if (result.issues() > 0) {
                finding(result);
            }
        }
        page.add("</section>\n");
    }

    private void finding(RuleResult result) {
        page.add(
                "<article id=\"%s\">\n<h3>%s %s <small><code>%s</code></small></h3>\n<p>%s</p>\n<p class=\"advice\"><b>What to do.</b> %s</p>\n",
                HtmlPage.text(result.rule().code()),
                HtmlPage.badge(result.rule().severity()),
                HtmlPage.text(result.rule().title()),
                HtmlPage.text(result.rule().code()),
                HtmlPage.text(result.rule().meaning()),
                HtmlPage.text(result.rule().advice()));
        String shown = result.worst().size() < result.issues()
                ? "the worst " + result.worst().size() + " of " + Shown.number(result.issues())
                : "all " + result.worst().size();
        page.add(
                "<div class=\"table\"><table><caption>%s</caption><thead><tr><th>%s</th><th>Why</th></tr></thead><tbody>\n",
                result.issues() == 1 ? "the only one" : shown,
                HtmlPage.text(result.rule().entity().name()));
        for (Issue issue : result.worst()) {
            page.add(
                    "<tr><th scope=\"row\">%s</th><td>%s</td></tr>\n",
                    HtmlPage.text(issue.entityKey()), HtmlPage.text(issue.reason()));
        }
        page.endTable();
        page.add("</article>\n");
    }

    private void guidance() {
        page.begin("How bad is it", "");
        page.add("<dl>\n");
        for (Severity severity : Severity.values()) {
            page.add("<dt>%s</dt><dd>%s.</dd>\n", HtmlPage.badge(severity), HtmlPage.sentence(severity.meaning()));
        }
        page.add("</dl>\n</section>\n</main>\n");
    }

    private static String style() {
        try (InputStream stream = Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.css"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
