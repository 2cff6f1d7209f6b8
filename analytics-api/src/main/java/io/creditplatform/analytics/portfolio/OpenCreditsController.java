package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.analytics.web.AsOf;
import io.creditplatform.analytics.web.Listing;
import io.creditplatform.database.Database;
import io.creditplatform.model.Currency;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The credits behind what is open. */
@Controller
final class OpenCreditsController {

    private final OpenCreditsQuery credits;

    OpenCreditsController(Database database, JdbcClient jdbc) {
        this.credits = new OpenCreditsQuery(database, jdbc);
    }

    @Operation(summary = "Open credits, one by one", description = """
                    Those that /api/analytics/portfolio/ageing adds up: credits whose status at as_of was Approved or Deposit, in the order of their
                    ids, each with that status. days_past_due = as_of − date of due_date; bucket says in which part of the ageing that is.
                    amount is as it was delivered; outstanding is the same in the currency asked for, null without a usable rate.
""")
    @GetMapping("/api/analytics/portfolio/open-credits")
    Listing<OpenCredit> openCredits(
            AsOf asOf,
            @RequestParam("market") @Nullable String market,
            @RequestParam("seller_id") @Nullable Long seller,
            @RequestParam("bucket") @Nullable AgeingBucket bucket,
            @RequestParam(name = "currency", defaultValue = "USD") Currency currency) {
        OpenCreditsQuery.Filter filter = new OpenCreditsQuery.Filter(market, seller, bucket);
        return Listing.paged(page -> credits.asOf(asOf.date(), filter, new Reporting(currency), page));
    }
}
