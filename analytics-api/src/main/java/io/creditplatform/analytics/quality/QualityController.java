package io.creditplatform.analytics.quality;

import io.creditplatform.analytics.web.Answer;
import io.creditplatform.analytics.web.InvalidParameterException;
import io.creditplatform.analytics.web.Listing;
import io.creditplatform.feed.Feeds;
import io.creditplatform.model.Severity;
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
        return Listing.whole(quality::scorecard).restingOn(Answer.Basis.QUALITY);
    }

    @Operation(summary = "Data-quality issues", description = "In the order of rules and keys.")
    @GetMapping("/api/data-quality/issues")
    Listing<QualityIssue> issues(
            @RequestParam("rule") @Nullable String rule,
            @RequestParam("entity") @Nullable String entity,
            @RequestParam("severity") @Nullable Severity severity) {
        if (entity != null && Feeds.named(entity).isEmpty()) {
            throw new InvalidParameterException("entity", "is '" + entity + "', expected one of " + Feeds.names());
        }
        return Listing.paged(page -> {
                    requireKnown(rule);
                    return quality.issues(rule, entity, severity, page);
                })
                .restingOn(Answer.Basis.QUALITY);
    }

    private void requireKnown(@Nullable String rule) {
        if (rule != null) {
            List<String> rules = quality.rules();
            if (!rules.isEmpty() && !rules.contains(rule)) {
                throw new InvalidParameterException("rule", "is '" + rule + "', expected one of " + rules);
            }
        }
    }
}
