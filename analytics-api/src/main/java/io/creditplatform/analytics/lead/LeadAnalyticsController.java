package io.creditplatform.analytics.lead;

import io.creditplatform.analytics.web.Listing;
import io.creditplatform.database.Database;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What becomes of leads. */
@Controller
final class LeadAnalyticsController {

    private final LeadConversionQuery conversion;
    private final CreditToLeadQuery creditToLead;

    LeadAnalyticsController(Database database, JdbcClient jdbc) {
        this.conversion = new LeadConversionQuery(jdbc);
        this.creditToLead = new CreditToLeadQuery(database, jdbc);
    }

    @Operation(summary = "Lead conversion", description = """
                    conversion_rate = confirmed (leads with status Confirmed) ÷ leads; 0 if there are none.
                    By the seller's market, or by credit_status: active sellers have at least one open credit ({open}).
""")
    @GetMapping("/api/analytics/lead-conversion")
    Listing<LeadConversion> leadConversion(@RequestParam(name = "by", defaultValue = "market") LeadGrouping by) {
        return Listing.whole(() -> conversion.by(by));
    }

    @Operation(summary = "Days from an approved credit to the next order", description = """
                    From a credit's first Approved entry in its history to the seller's first Confirmed lead created at that moment or later, in days
                    with fraction. avg_days is the mean over a market's credits; null if there are none. without_lead counts the approved credits that
                    no such lead followed; they are left out of credits and avg_days.
""")
    @GetMapping("/api/analytics/credit-to-lead")
    Listing<CreditToLead> creditToLead() {
        return Listing.whole(creditToLead::byMarket);
    }
}
