package io.creditplatform.quality.report;

import io.creditplatform.model.CreditStatus;
import io.creditplatform.model.Severity;
import io.creditplatform.quality.ColumnProfile;
import io.creditplatform.quality.Drift;
import io.creditplatform.quality.QualityReport;
import io.creditplatform.quality.QualityReport.Counts;
import io.creditplatform.quality.QualityReport.Issue;
import io.creditplatform.quality.QualityReport.RuleResult;
import io.creditplatform.quality.QualityReport.Score;
import io.creditplatform.quality.QualityReport.StatusCount;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A report as one page for a browser: it needs no network and no script, and can be printed. Whatever comes from the data
 * goes through {@link #text(String)}.
 */
public final class HtmlReport {

    private final QualityReport report;
    private final StringBuilder page = new StringBuilder();

    public HtmlReport(QualityReport report) {
        this.report = report;
    }

    /** The page. */
    public String text() {
        add("""
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
        drifts();
        profiles();
        guidance();
        add("</body>\n</html>\n");
        return page.toString();
    }

    private void summary() {
        add(
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
            add(
                    "<div class=\"tile %s\"><b>%s</b><span>%s issues</span></div>\n",
                    css(severity), Shown.number(issues), severity.code());
        }
        add(
                "<div class=\"tile\"><b>%s</b><span>rows rejected by the load</span></div>\n</section>\n",
                Shown.number(total.rejected()));
    }

    private void tile(String what, Counts now, @Nullable Counts before) {
        add(
                "<div class=\"tile\"><b>%s</b><span>%s</span>%s</div>\n",
                Shown.percent(now.qualityPercent()),
                what,
                trend(now.qualityPercent(), before == null ? null : before.qualityPercent()));
    }

    /** Up is good here. */
    private static String trend(@Nullable BigDecimal now, @Nullable BigDecimal before) {
        if (now == null || before == null) {
            return "";
        }
        BigDecimal change = now.subtract(before);
        String points = change.abs().toPlainString() + " points";
        return switch (change.signum()) {
            case 1 -> "<small class=\"better\">▲ " + points + "</small>";
            case -1 -> "<small class=\"worse\">▼ " + points + "</small>";
            default -> "<small>unchanged</small>";
        };
    }

    private void scorecard() {
        begin(
                "Scorecard",
                "Each bar is a feed's rows: clean, with an issue that is not critical, with a critical one. A row counts once.");
        table(
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
            add(
                    "<tr%s><th scope=\"row\">%s</th><td class=\"bar\">%s</td>",
                    isTotal ? " class=\"total\"" : "", isTotal ? "All feeds" : text(score.entity()), bar(score));
            numbers(
                    Shown.percent(score.all().qualityPercent()),
                    Shown.percent(score.critical().qualityPercent()),
                    Shown.number(score.all().total()),
                    Shown.number(score.all().clean()),
                    Shown.number(score.all().withIssues()),
                    Shown.number(score.rejected()));
            add(
                    "<td class=\"trend\">%s</td></tr>\n",
                    trend(
                            score.all().qualityPercent(),
                            previous == null ? null : previous.all().qualityPercent()));
        }
        endTable();
        add("</section>\n");
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
        begin("Rules", "How many rows break each rule; each bar is their share of the feed's rows.");
        table("Rule", "#Issues", "", "#Share", "#Of rows", report.previousRunId() == null ? "" : "#Before");
        report.rules().stream().filter(result -> result.issues() > 0).forEach(this::rule);
        endTable();
        for (Severity severity : Severity.values()) {
            String clean = report.rules().stream()
                    .filter(result -> result.rule().severity() == severity && result.issues() == 0)
                    .map(result -> text(result.rule().title()))
                    .collect(Collectors.joining(" · "));
            if (!clean.isEmpty()) {
                add("<p class=\"quiet\">%s No issues: %s</p>\n", badge(severity), clean);
            }
        }
        add("</section>\n");
    }

    private void rule(RuleResult result) {
        Long previous = result.previousIssues();
        add(
                "<tr><th scope=\"row\">%s <a href=\"#%s\">%s</a></th><td class=\"number\">%s</td>",
                badge(result.rule().severity()),
                text(result.rule().code()),
                text(result.rule().title()),
                Shown.number(result.issues()));
        add(
                "<td class=\"bar\"><svg viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                        + "<rect class=\"%s\" width=\"%.3f\" height=\"8\"/></svg></td>",
                css(result.rule().severity()), Math.min(100, 100.0 * result.issues() / Math.max(1, result.rows())));
        numbers(
                Shown.percent(result.percent()),
                Shown.number(result.rows()) + " " + text(result.rule().entity().name()),
                previous == null ? "" : Shown.number(previous));
        add("</tr>\n");
    }

    private void matrix() {
        if (report.creditStatus().isEmpty()) {
            return;
        }
        begin(
                "Credit status: expected against actual",
                "Each row is what the history and the invoices lead to, each column what the credit says. Off the diagonal, the two disagree.");
        List<String> statuses =
                Arrays.stream(CreditStatus.values()).map(CreditStatus::code).toList();
        List<String> headings = new ArrayList<>(List.of("Expected"));
        statuses.forEach(status -> headings.add("#" + status));
        table(headings.toArray(String[]::new));
        for (String expected : statuses) {
            add("<tr><th scope=\"row\">%s</th>", expected);
            for (String actual : statuses) {
                long credits = report.creditStatus().stream()
                        .filter(cell -> cell.expected().equals(expected)
                                && cell.actual().equals(actual))
                        .mapToLong(StatusCount::credits)
                        .sum();
                String kind = expected.equals(actual) ? "same" : credits > 0 ? "other" : "none";
                add("<td class=\"number %s\">%s</td>", kind, credits == 0 ? "·" : Shown.number(credits));
            }
            add("</tr>\n");
        }
        endTable();
        add("</section>\n");
    }

    private void findings() {
        begin("What was found", "For each rule that is broken, what to do, and its worst rows.");
        for (RuleResult result : report.rules()) {
            if (result.issues() > 0) {
                finding(result);
            }
        }
        add("</section>\n");
    }

    private void finding(RuleResult result) {
        add(
                "<article id=\"%s\">\n<h3>%s %s <small><code>%s</code></small></h3>\n<p>%s</p>\n<p class=\"advice\"><b>What to do.</b> %s</p>\n",
                text(result.rule().code()),
                badge(result.rule().severity()),
                text(result.rule().title()),
                text(result.rule().code()),
                text(result.rule().meaning()),
                text(result.rule().advice()));
        String shown = result.worst().size() < result.issues()
                ? "the worst " + result.worst().size() + " of " + Shown.number(result.issues())
                : "all " + result.worst().size();
        add(
                "<div class=\"table\"><table><caption>%s</caption><thead><tr><th>%s</th><th>Why</th></tr></thead><tbody>\n",
                result.issues() == 1 ? "the only one" : shown,
                text(result.rule().entity().name()));
        for (Issue issue : result.worst()) {
            add("<tr><th scope=\"row\">%s</th><td>%s</td></tr>\n", text(issue.entityKey()), text(issue.reason()));
        }
        endTable();
        add("</article>\n");
    }

    private void drifts() {
        if (report.previousRunId() == null) {
            return;
        }
        begin("Columns that changed much", "Against the load before: a share of empty cells or a mean that jumped.");
        if (report.drifts().isEmpty()) {
            add("<p>None.</p>\n");
        } else {
            table("Column", "What", "#Before", "#Now");
            for (Drift drift : report.drifts()) {
                add("<tr><th scope=\"row\">%s</th><td>%s</td>", text(drift.label()), Shown.measure(drift));
                numbers(drift.before().toPlainString(), drift.now().toPlainString());
                add("</tr>\n");
            }
            endTable();
        }
        add("</section>\n");
    }

    private void profiles() {
        begin(
                "Profile",
                "What the values of each column look like. Different values are counted up to "
                        + Shown.number(ColumnProfile.COUNTED_VALUES) + ".");
        report.profiles().stream().map(ColumnProfile::entity).distinct().forEach(entity -> {
            List<ColumnProfile> columns = report.profiles().stream()
                    .filter(profile -> profile.entity().equals(entity))
                    .toList();
            add(
                    "<details><summary>%s <small>%s rows</small></summary>\n",
                    text(entity), Shown.number(columns.get(0).rows()));
            table("Column", "#Empty", "#Different", "Smallest", "Largest", "#Mean", "Most frequent");
            columns.forEach(this::profile);
            endTable();
            add("</details>\n");
        });
        add("</section>\n");
    }

    private void profile(ColumnProfile profile) {
        Long distinct = profile.distinctValues();
        BigDecimal mean = profile.mean();
        add("<tr><th scope=\"row\">%s</th>", text(profile.label()));
        numbers(
                Shown.number(profile.nulls()),
                distinct == null ? "> " + Shown.number(ColumnProfile.COUNTED_VALUES) : Shown.number(distinct));
        add(
                "<td>%s</td><td>%s</td><td class=\"number\">%s</td><td>%s</td></tr>\n",
                shortened(profile.minValue()),
                shortened(profile.maxValue()),
                mean == null ? "" : mean.toPlainString(),
                profile.topValues().stream()
                        .map(top -> shortened(top.value()) + " <small>" + Shown.number(top.count()) + "</small>")
                        .collect(Collectors.joining(", ")));
    }

    private void guidance() {
        begin("How bad is it", "");
        add("<dl>\n");
        for (Severity severity : Severity.values()) {
            add("<dt>%s</dt><dd>%s.</dd>\n", badge(severity), sentence(severity.meaning()));
        }
        add("</dl>\n</section>\n</main>\n");
    }

    private void begin(String title, String explanation) {
        add("<section>\n<h2>%s</h2>\n", title);
        if (!explanation.isEmpty()) {
            add("<p class=\"quiet\">%s</p>\n", explanation);
        }
    }

    /** @param headings those of columns of numbers begin with # */
    private void table(String... headings) {
        Function<String, String> cell = heading -> heading.startsWith("#")
                ? "<th scope=\"col\" class=\"number\">" + heading.substring(1) + "</th>"
                : heading.isEmpty() ? "<td></td>" : "<th scope=\"col\">" + heading + "</th>";
        add(
                "<div class=\"table\"><table>\n<thead><tr>%s</tr></thead>\n<tbody>\n",
                Arrays.stream(headings).map(cell).collect(Collectors.joining()));
    }

    private void endTable() {
        add("</tbody></table></div>\n");
    }

    private void numbers(String... cells) {
        for (String cell : cells) {
            add("<td class=\"number\">%s</td>", cell);
        }
    }

    private static String badge(Severity severity) {
        return "<span class=\"badge " + css(severity) + "\">" + severity.code() + "</span>";
    }

    private static String css(Severity severity) {
        return severity.code().toLowerCase(Locale.ROOT);
    }

    private static String sentence(String text) {
        return text(text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1));
    }

    private static String shortened(@Nullable String value) {
        String shown = Objects.requireNonNullElse(value, "");
        int limit = 40;
        return text(
                shown.codePointCount(0, shown.length()) > limit
                        ? shown.substring(0, shown.offsetByCodePoints(0, limit)) + "…"
                        : shown);
    }

    /** A text in which nothing is markup. */
    private static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private void add(String format, Object... arguments) {
        page.append(arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments));
    }

    private static String style() {
        try (InputStream stream = Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.css"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
