package io.creditplatform.analytics.lead;

import io.creditplatform.analytics.web.AnalyticsDatabase;
import io.creditplatform.analytics.web.Listing;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What becomes of leads. */
@Controller
final class LeadAnalyticsController {

    private final LeadConversionQuery conversion;
    private final CreditToLeadQuery creditToLead;

    LeadAnalyticsController(AnalyticsDatabase database, JdbcClient jdbc) {
        this.conversion = new LeadConversionQuery(jdbc);
        this.creditToLead = new CreditToLeadQuery(database, jdbc);
    }

    @GetMapping("/api/analytics/lead-conversion")
    Listing<LeadConversion> leadConversion(@RequestParam(name = "by", defaultValue = "market") LeadGrouping by) {
        return Listing.whole(() -> conversion.by(by));
    }

    @GetMapping("/api/analytics/credit-to-lead")
    Listing<CreditToLead> creditToLead() {
        return Listing.whole(creditToLead::byMarket);
    }
}
