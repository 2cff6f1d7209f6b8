package io.creditplatform.quality.report;

import io.creditplatform.quality.ColumnProfile;
import io.creditplatform.quality.Drift;
import io.creditplatform.quality.QualityReport;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** What a report says of single columns: those that changed much, and what the values of each look like. */
final class HtmlColumns {

    private final QualityReport report;
    private final HtmlPage page;

    HtmlColumns(QualityReport report, HtmlPage page) {
        this.report = report;
        this.page = page;
    }

    /** Puts it on the page. */
    void add() {
        drifts();
        profiles();
    }

    private void drifts() {
        if (report.previousRunId() == null) {
            return;
        }
        page.begin(
                "Columns that changed much", "Against the load before: a share of empty cells or a mean that jumped.");
        if (report.drifts().isEmpty()) {
            page.add("<p>None.</p>\n");
        } else {
            page.table("Column", "What", "#Before", "#Now");
            for (Drift drift : report.drifts()) {
                page.add(
                        "<tr><th scope=\"row\">%s</th><td>%s</td>", HtmlPage.text(drift.label()), Shown.measure(drift));
                page.numbers(drift.before().toPlainString(), drift.now().toPlainString());
                page.add("</tr>\n");
            }
            page.endTable();
        }
        page.add("</section>\n");
    }

    private void profiles() {
        page.begin(
                "Profile",
                "What the values of each column look like. Different values are counted up to "
                        + Shown.number(ColumnProfile.COUNTED_VALUES) + ".");
        report.profiles().stream().map(ColumnProfile::entity).distinct().forEach(entity -> {
            List<ColumnProfile> columns = report.profiles().stream()
                    .filter(profile -> profile.entity().equals(entity))
                    .toList();
            page.add(
                    "<details><summary>%s <small>%s rows</small></summary>\n",
                    HtmlPage.text(entity), Shown.number(columns.get(0).rows()));
            page.table("Column", "#Empty", "#Different", "Smallest", "Largest", "#Mean", "Most frequent");
            columns.forEach(this::profile);
            page.endTable();
            page.add("</details>\n");
        });
        page.add("</section>\n");
    }

    private void profile(ColumnProfile profile) {
        Long distinct = profile.distinctValues();
        BigDecimal mean = profile.mean();
        page.add("<tr><th scope=\"row\">%s</th>", HtmlPage.text(profile.label()));
        page.numbers(
                Shown.number(profile.nulls()),
                distinct == null ? "> " + Shown.number(ColumnProfile.COUNTED_VALUES) : Shown.number(distinct));
        page.add(
                "<td>%s</td><td>%s</td><td class=\"number\">%s</td><td>%s</td></tr>\n",
                HtmlPage.shortened(profile.minValue()),
                HtmlPage.shortened(profile.maxValue()),
                mean == null ? "" : mean.toPlainString(),
                profile.topValues().stream()
                        .map(top ->
                                HtmlPage.shortened(top.value()) + " <small>" + Shown.number(top.count()) + "</small>")
                        .collect(Collectors.joining(", ")));
    }
}
