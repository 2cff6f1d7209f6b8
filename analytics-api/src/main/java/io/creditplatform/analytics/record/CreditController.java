package io.creditplatform.analytics.record;

import io.creditplatform.analytics.web.Listing;
import io.creditplatform.analytics.web.Page;
import io.creditplatform.analytics.web.PageRequest;
import io.creditplatform.analytics.web.PublishedQuery;
import io.creditplatform.analytics.web.Single;
import io.creditplatform.database.Database;
import io.creditplatform.model.Credit;
import io.creditplatform.model.CreditChat;
import io.creditplatform.model.CreditHistory;
import io.creditplatform.model.CreditStatus;
import io.creditplatform.model.Currency;
import io.creditplatform.model.Seller;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Credits, each with what happened to it and what was said about it. */
@Controller
final class CreditController {

    private final FeedQuery<Seller> sellers;
    private final FeedQuery<Credit> credits;
    private final FeedQuery<CreditHistory> history;
    private final FeedQuery<CreditChat> chat;
    private final Conversion conversion;

    CreditController(Database database, JdbcClient jdbc, PublishedQuery published) {
        conversion = new Conversion(database, jdbc, published);
        sellers = new FeedQuery<>(Seller.class, database, jdbc);
        credits = new FeedQuery<>(Credit.class, database, jdbc);
        history = new FeedQuery<>(CreditHistory.class, database, jdbc);
        chat = new FeedQuery<>(CreditChat.class, database, jdbc);
    }

    @Operation(
            summary = "Credits",
            description = "In the order of their ids. Days count in UTC, both ends of a range included.")
    @GetMapping("/api/credits")
    Listing<Credit> credits(
            @RequestParam("seller_id") @Nullable Long seller,
            @RequestParam("market") @Nullable String market,
            @RequestParam("status") @Nullable CreditStatus status,
            @RequestParam("issued_from") @Nullable LocalDate issuedFrom,
            @RequestParam("issued_to") @Nullable LocalDate issuedTo,
            @RequestParam("due_from") @Nullable LocalDate dueFrom,
            @RequestParam("due_to") @Nullable LocalDate dueTo) {
        Filter filter = new Filter()
                .with("seller_id", seller)
                .inMarket(market)
                .with("status", status)
                .timed("issue_date", issuedFrom, issuedTo)
                .timed("due_date", dueFrom, dueTo);
        return Listing.paged(page -> credits.page(filter, page));
    }

    @Operation(summary = "One credit", description = """
                    With its history in time order, and its chat. reported: its amount in the currency asked for, with the rate of its day of issue
                    and since when that is in effect; of a credit without one, the newest rate.
""")
    @GetMapping("/api/credits/{credit_id}")
    Single<CreditFile> credit(
            @PathVariable("credit_id") Long id,
            @RequestParam(name = "currency", defaultValue = "USD") Currency currency) {
        return Single.of("credit " + id, () -> credits.find(id)
                .map(credit -> CreditFile.of(
                        credit,
                        history.below("credit_id", id),
                        chat.below("credit_id", id),
                        reported(credit, currency))));
    }

    @Operation(summary = "A seller's credits", description = """
                    In the order of their ids, each with its history in time order and its amount in the currency asked for, as /api/credits/{credit_id}
                    has them.
""")
    @GetMapping("/api/sellers/{seller_id}/credits")
    Listing<CreditOfSeller> creditsOfSeller(
            @PathVariable("seller_id") Long id,
            @RequestParam(name = "currency", defaultValue = "USD") Currency currency) {
        return Listing.pagedOf(
                "seller " + id, () -> sellers.find(id).isPresent(), page -> creditsOfSeller(id, currency, page));
    }

    private Page<CreditOfSeller> creditsOfSeller(long sellerId, Currency currency, PageRequest request) {
        Page<Credit> page = credits.page(new Filter().with("seller_id", sellerId), request);
        Map<Long, List<CreditHistory>> histories = history.below(
                "credit_id", page.rows().stream().map(Credit::creditId).toList(), CreditHistory::creditId);
        return new Page<>(
                page.rows().stream()
                        .map(credit -> new CreditOfSeller(
                                credit,
                                CreditFile.inOrder(histories.getOrDefault(credit.creditId(), List.of())),
                                reported(credit, currency)))
                        .toList(),
                page.next());
    }

    private Conversion.Converted reported(Credit credit, Currency currency) {
        return conversion.of(Map.of("amount", credit.amount()), issueDay(credit), credit.currency(), currency);
    }

    private static @Nullable LocalDate issueDay(Credit credit) {
        Instant issued = credit.issueDate();
        return issued == null ? null : issued.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
