package io.creditplatform.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.feed.Feeds;
import io.creditplatform.testing.Csv;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the reports say, and that nothing in the data can make them say something else. */
class ReportTest {

    private static final String NASTY = "<script>alert('x')</script>|`*_&\"";

    @TempDir
    private Path folder;

    private final CreditRunner credit = new CreditRunner(TestDatabase.fresh(Database.SQLITE));

    @BeforeEach
    void load() {
        Path extract = SampleData.copy("baseline", folder.resolve("extract"));
        String cell = '"' + NASTY.replace("\"", "\"\"") + '"';
        SampleData.append(
                extract.resolve("leads.csv"),
                "901,1,2025-06-20 00:00:00,1,New,Pending," + cell,
                "902,1,2025-06-20 00:00:00,1,New,Pending," + cell,
                "903,2,2025-06-20 00:00:00,1,New,Pending,%s%d$1");
        SampleData.append(extract.resolve("wallet_transactions.csv"), "=1+1,77,deposit,1,2025-06-20");
        var loaded = credit.importFolder(extract);
        assertThat(loaded.exitCode()).as(loaded.err()).isZero();
        var check = credit.run("check", "--as-of", "2025-10-01", "--out", folder.toString());
        assertThat(check.exitCode()).as(check.err()).isZero();
    }

    @Test
    void htmlNeedsNothingButItselfAndTakesNoTextForMarkup() {
        String html = SampleData.read(folder.resolve("report.html"));
        assertThat(html)
                .doesNotContain("<script", "http:", "https:", "url(", "@import")
                .contains("tracking number &lt;script&gt;alert('x')&lt;/script&gt;|`*_&amp;\" also on lead 902")
                .contains("<h2>Scorecard</h2>", "<h2>Rules</h2>", "<h2>Profile</h2>", "expected against actual")
                .contains("<th scope=\"row\">901</th>", "all 2", "the only one")
                .endsWith("</html>\n");
        for (String tag : List.of("section", "table", "tbody", "article", "details", "tr", "td", "svg", "div", "p")) {
            assertThat(occurrences(html, "<" + tag + "[ >]")).as(tag).isEqualTo(occurrences(html, "</" + tag + ">"));
        }
    }

    @Test
    void markdownTakesNoTextForMarkup() {
        assertThat(SampleData.lines(folder.resolve("report.md")))
                .contains("# Data quality of load 1", "## Rules", "### Tracking number used twice")
                .contains("| Warning | duplicate_tracking_number | 2 | 123 leads |  |")
                .contains("| leads | 123 | 121 | 2 | 0 | 98.37 % |  | 100.00 % |")
                .contains(
                        "| 901 | tracking number \\<script\\>alert('x')\\</script\\>\\|\\`\\*\\_\\&\" also on lead 902;"
                                + " leads with it: 2 |");
    }

    @Test
    void csvHoldsEachIssueAndNoFormula() {
        List<List<String>> rows = Csv.read(folder.resolve("quality-issues.csv"));
        assertThat(rows).hasSize(1 + 1 + 2 + 2);
        assertThat(rows.get(1).subList(0, 4))
                .containsExactly("orphan_wallet_transactions_seller_id", "wallet_transactions", "'=1+1", "Critical");
        assertThat(rows.get(1).get(5)).isEqualTo("148");
        assertThat(rows.get(2))
                .containsExactly(
                        "duplicate_tracking_number",
                        "leads",
                        "901",
                        "Warning",
                        "tracking number " + NASTY + " also on lead 902; leads with it: 2",
                        "");
    }

    @Test
    void jsonHoldsScoresRulesMatrixAndProfiles() {
        JsonNode json = JsonMapper.shared().readTree(SampleData.read(folder.resolve("scorecard.json")));
        assertThat(json.propertyNames())
                .containsExactly(
                        "run_id",
                        "load_id",
                        "as_of",
                        "previous_run_id",
                        "scores",
                        "rules",
                        "credit_status",
                        "drifts",
                        "profiles");
        assertThat(json.at("/as_of").asString()).isEqualTo("2025-10-01");
        JsonNode total = json.at("/scores").get(Feeds.all().size());
        assertThat(total.at("/entity").asString()).isEqualTo("total");
        assertThat(total.at("/total").asLong()).isEqualTo(SampleData.records("baseline") + 3);
        assertThat(total.at("/all/clean").asLong()).isEqualTo(SampleData.records("baseline") - 1);
        assertThat(total.at("/all/quality_percent").decimalValue()).isEqualByComparingTo("99.71");
        assertThat(total.at("/critical/with_issues").asLong()).isZero();
        assertThat(total.at("/rejected").asLong()).isEqualTo(1);
        JsonNode orphans = json.at("/rules")
                .valueStream()
                .filter(rule -> rule.at("/rule").asString().equals("orphan_wallet_transactions_seller_id"))
                .findFirst()
                .orElseThrow();
        assertThat(orphans.at("/issues").asLong()).isOne();
        assertThat(orphans.at("/severity").asString()).isEqualTo("Critical");
        assertThat(orphans.at("/percent").decimalValue()).isEqualByComparingTo("0.69");
        assertThat(orphans.at("/worst/0/entity_key").asString()).isEqualTo("=1+1");
        assertThat(json.at("/rules")).hasSize(Rules.all(Database.SQLITE).size());
        long credits = json.at("/credit_status")
                .valueStream()
                .mapToLong(cell -> cell.at("/credits").asLong())
                .sum();
        assertThat(credits).isPositive().isLessThanOrEqualTo(40);
        assertThat(json.at("/credit_status").valueStream().allMatch(cell -> cell.at("/expected")
                        .asString()
                        .equals(cell.at("/actual").asString())))
                .isTrue();
        assertThat(json.at("/profiles"))
                .hasSize(Feeds.all().stream()
                        .mapToInt(feed -> feed.columns().size())
                        .sum());
    }

    private static long occurrences(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().count();
    }
}
