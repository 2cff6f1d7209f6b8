package io.creditplatform.analytics.quality;

import io.creditplatform.analytics.web.Answer;
import io.creditplatform.analytics.web.Listing;
import io.creditplatform.feed.Feeds;
import io.creditplatform.http.InvalidParameterException;
import io.creditplatform.model.Severity;
import io.creditplatform.text.Visible;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the newest finished run of the data-quality rules found. */
@Controller
final class QualityController {

    private final QualityQuery quality;

    QualityController(QualityQuery quality) {
        this.quality = quality;
    }

    @Operation(
            summary = "Data-quality scorecard",
            description =
                    "Per entity: total, clean, rows with an issue (a row counts once however many rules it breaks), "
                            + "quality_percent = clean ÷ total, once over all rules and once over Critical alone; rejected rows of the last load. "
                            + "Empty as long as no run has finished.")
    @GetMapping("/api/data-quality/scorecard")
    Listing<QualityScore> scorecard() {
        return Listing.whole(quality::scorecard).restingOn(Answer.Basis.CHECKS);
    }

    @Operation(summary = "Data-quality rules", description = """
                    The rules of the newest run, the heaviest first, with how many rows break each. new_issues: those of them that the run before
                    did not find; gone_issues: what that found and this one did not; null if there is no run before. since_run: the first of the
                    runs, up to the newest without a gap, that found rows; since: the day that it judged by; null if the rule is not broken.
                    title: what the rule is about, in words; advice: what to do about a row that breaks it; null in a run by a version that kept neither.
""")
    @GetMapping("/api/data-quality/rules")
    Listing<QualityRule> rules() {
        return Listing.whole(quality::rules).restingOn(Answer.Basis.CHECKS);
    }

    @Operation(
            summary = "Data-quality runs",
            description =
                    "Newest first, each with its scorecard over all entities: with how many rows the rules found issues, "
                            + "and with how many the Critical rules alone did.")
    @GetMapping("/api/data-quality/runs")
    Listing<QualityRun> runs() {
        return Listing.paged(quality::runs).restingOn(Answer.Basis.CHECKS);
    }

    @Operation(
            summary = "Data-quality issues",
            description =
                    "In the order of rules and keys. seller_id asks for those on the seller's row, and on every row that refers to "
                            + "it: its credits with their history and chat, leads, invoices with their items, wallet transactions. change=new asks "
                            + "for those that the run before did not find, change=gone for those that it found and the newest did not; "
                            + "without a run before there are none of either.")
    @GetMapping("/api/data-quality/issues")
    Listing<QualityIssue> issues(
            @RequestParam("rule") @Nullable String rule,
            @RequestParam("entity") @Nullable String entity,
            @RequestParam("severity") @Nullable Severity severity,
            @RequestParam("seller_id") @Nullable Long seller,
            @RequestParam("change") @Nullable IssueChange change) {
        if (entity != null && Feeds.named(entity).isEmpty()) {
            throw new InvalidParameterException(
                    "entity", "is " + Visible.quoted(entity) + ", expected one of " + Feeds.names());
        }
        return Listing.paged(page -> {
                    requireKnown(rule);
                    return quality.issues(rule, entity, severity, seller, change, page);
                })
                .restingOn(Answer.Basis.CHECKS);
    }

    private void requireKnown(@Nullable String rule) {
        if (rule != null) {
            List<String> rules =
                    quality.rules().stream().map(QualityRule::rule).sorted().toList();
            if (!rules.isEmpty() && !rules.contains(rule)) {
                throw new InvalidParameterException(
                        "rule", "is " + Visible.quoted(rule) + ", expected one of " + rules);
            }
        }
    }
}
