package io.creditplatform.analytics.page;

import static io.creditplatform.analytics.page.OpenPage.column;
import static io.creditplatform.analytics.page.OpenPage.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.web.TestServer;
import io.creditplatform.database.Database;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The quality view shows what the newest run found, as the API gives it. */
class PageQualityTest {

    @RegisterExtension
    static final OpenPage PAGE = new OpenPage();

    @Test
    void qualityShowsTheScorecardTheRulesTheRunsAndTheIssues() {
        PAGE.open("quality");
        JsonNode scores = PAGE.items("/api/data-quality/scorecard");
        List<JsonNode> all = scores.valueStream()
                .filter(score -> score.get("scope").asString().equals("all"))
                .toList();
        List<List<String>> scorecard = PAGE.table("Scorecard");
        assertThat(column(scorecard, 0))
                .isEqualTo(all.stream()
                        .map(score -> Written.text(score.get("entity")))
                        .toList());
        assertThat(column(scorecard, 3))
                .isEqualTo(all.stream()
                        .map(score -> Written.count(score.get("with_issues")))
                        .toList());
        assertThat(column(scorecard, 4))
                .isEqualTo(all.stream()
                        .map(score -> Written.hundredths(score.get("quality_percent")))
                        .toList());
        List<JsonNode> broken = PAGE.items("/api/data-quality/rules")
                .valueStream()
                .filter(rule -> rule.get("issues").asInt() > 0
                        || rule.get("gone_issues").asInt() > 0)
                .toList();
        assertThat(PAGE.table("Causes"))
                .isNotEmpty()
                .isEqualTo(broken.stream()
                        .map(row -> List.of(
                                Written.text(row.get("rule")),
                                Written.text(row.get("severity")),
                                Written.text(row.get("entity")),
                                Written.count(row.get("issues")),
                                Written.count(row.get("new_issues")),
                                Written.count(row.get("gone_issues")),
                                Written.text(row.get("since")),
                                Written.text(row.get("advice")).replace("`", "")))
                        .toList());
        assertThat(PAGE.tiles())
                .contains(
                        "New since the last run: " + sumOf(broken, "new_issues"),
                        "Gone since: " + sumOf(broken, "gone_issues"));
        assertThat(column(PAGE.table("Quality over the runs"), 0)).containsExactly("1", "2");

        PAGE.choose("severity", "Critical");
        assertThat(PAGE.browser().address()).endsWith("/#/quality?table=runs&severity=Critical");
        assertThat(PAGE.table("Issues:"))
                .isNotEmpty()
                .isEqualTo(PAGE.rows(
                        "/api/data-quality/issues?severity=Critical",
                        row -> List.of(
                                Written.text(row.get("rule")),
                                Written.text(row.get("severity")),
                                Written.text(row.get("entity")),
                                Written.text(row.get("entity_key")),
                                Written.text(row.get("reason")))));
    }

    @Test
    void whereNoRunWasMadeNoneIsSaidToHaveFoundNothing() {
        TestServer unchecked = TestServer.ofBaseline(Database.SQLITE);
        PAGE.browser().prefer("light", 1440);
        for (String view : List.of("quality", "quality?change=new", "quality?severity=Critical", "seller/5")) {
            PAGE.browser().go(unchecked.url("/#/" + view));
            assertThat(PAGE.text("#body-issues"))
                    .as(view)
                    .startsWith("No quality run yet. credit check makes one.")
                    .doesNotContain("newest quality run", "run before");
        }
        PAGE.open("quality?entity=credit_chat&severity=Info");
        assertThat(PAGE.text("#body-issues")).startsWith("The newest quality run found no such issue.");
    }

    private static long sumOf(List<JsonNode> rows, String key) {
        return rows.stream().mapToLong(row -> row.get(key).asLong()).sum();
    }
}
