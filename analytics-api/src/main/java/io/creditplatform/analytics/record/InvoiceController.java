package io.creditplatform.analytics.record;

import io.creditplatform.analytics.web.Listing;
import io.creditplatform.analytics.web.Single;
import io.creditplatform.database.Database;
import io.creditplatform.model.Invoice;
import io.creditplatform.model.InvoiceItem;
import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Invoices, each with its items. */
@Controller
final class InvoiceController {

    private final FeedQuery<Invoice> invoices;
    private final FeedQuery<InvoiceItem> items;

    InvoiceController(Database database, JdbcClient jdbc) {
        invoices = new FeedQuery<>(Invoice.class, database, jdbc);
        items = new FeedQuery<>(InvoiceItem.class, database, jdbc);
    }

    @Operation(
            summary = "Invoices",
            description = "In the order of their ids. A range of dates is about period_end, both ends included.")
    @GetMapping("/api/invoices")
    Listing<Invoice> invoices(
            @RequestParam("seller_id") @Nullable Long seller,
            @RequestParam("market") @Nullable String market,
            @RequestParam("period_from") @Nullable LocalDate from,
            @RequestParam("period_to") @Nullable LocalDate to) {
        Filter filter = new Filter().with("seller_id", seller).inMarket(market).dated("period_end", from, to);
        return Listing.paged(page -> invoices.page(filter, page));
    }

    @Operation(summary = "One invoice", description = "With its items.")
    @GetMapping("/api/invoices/{invoice_id}")
    Single<InvoiceWithItems> invoice(@PathVariable("invoice_id") String id) {
        return Single.of("invoice " + id, () -> invoices.find(id)
                .map(invoice -> InvoiceWithItems.of(invoice, items.below("invoice_id", id))));
    }
}
