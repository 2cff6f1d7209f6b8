package io.creditplatform.analytics.record;

import io.creditplatform.analytics.web.Listing;
import io.creditplatform.analytics.web.PublishedQuery;
import io.creditplatform.analytics.web.Single;
import io.creditplatform.database.Database;
import io.creditplatform.model.Currency;
import io.creditplatform.model.Invoice;
import io.creditplatform.model.InvoiceItem;
import io.creditplatform.model.Money;
import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
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
    private final Conversion conversion;

    InvoiceController(Database database, JdbcClient jdbc, PublishedQuery published) {
        conversion = new Conversion(database, jdbc, published);
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

    @Operation(summary = "One invoice", description = """
                    With its items. reported: its amounts in the currency asked for, with the rate of its period_end and since when that is in effect.
""")
    @GetMapping("/api/invoices/{invoice_id}")
    Single<InvoiceWithItems> invoice(
            @PathVariable("invoice_id") String id,
            @RequestParam(name = "currency", defaultValue = "USD") Currency currency) {
        return Single.of("invoice " + id, () -> invoices.find(id)
                .map(invoice -> InvoiceWithItems.of(
                        invoice,
                        items.below("invoice_id", id),
                        conversion.of(amounts(invoice), invoice.periodEnd(), invoice.currency(), currency))));
    }

    private static Map<String, Money> amounts(Invoice invoice) {
        Map<String, Money> amounts = new LinkedHashMap<>();
        amounts.put("sales_amount", invoice.salesAmount());
        amounts.put("fees", invoice.fees());
        amounts.put("credits_due", invoice.creditsDue());
        amounts.put("from_balance", invoice.fromBalance());
        amounts.put("total", invoice.total());
        return amounts;
    }
}
