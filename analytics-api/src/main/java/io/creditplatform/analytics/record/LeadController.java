package io.creditplatform.analytics.record;

import io.creditplatform.analytics.web.Listing;
import io.creditplatform.analytics.web.Single;
import io.creditplatform.database.Database;
import io.creditplatform.model.Lead;
import io.creditplatform.model.LeadStatus;
import io.creditplatform.model.ShippingStatus;
import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The orders that sellers brought. */
@Controller
final class LeadController {

    private final FeedQuery<Lead> leads;

    LeadController(Database database, JdbcClient jdbc) {
        leads = new FeedQuery<>(Lead.class, database, jdbc);
    }

    @Operation(
            summary = "Leads",
            description = "In the order of their ids. Days count in UTC, both ends of a range included.")
    @GetMapping("/api/leads")
    Listing<Lead> leads(
            @RequestParam("seller_id") @Nullable Long seller,
            @RequestParam("market") @Nullable String market,
            @RequestParam("status") @Nullable LeadStatus status,
            @RequestParam("shipping_status") @Nullable ShippingStatus shipping,
            @RequestParam("created_from") @Nullable LocalDate from,
            @RequestParam("created_to") @Nullable LocalDate to) {
        Filter filter = new Filter()
                .with("seller_id", seller)
                .inMarket(market)
                .with("status", status)
                .with("shipping_status", shipping)
                .timed("created_at", from, to);
        return Listing.paged(page -> leads.page(filter, page));
    }

    @Operation(summary = "One lead", description = "As it was loaded.")
    @GetMapping("/api/leads/{lead_id}")
    Single<Lead> lead(@PathVariable("lead_id") Long id) {
        return Single.of("lead " + id, () -> leads.find(id));
    }
}
