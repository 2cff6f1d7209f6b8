package io.creditplatform.analytics.record;

import io.creditplatform.analytics.web.Listing;
import io.creditplatform.analytics.web.Single;
import io.creditplatform.database.Database;
import io.creditplatform.model.TransactionType;
import io.creditplatform.model.WalletTransaction;
import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Money that entered or left sellers' wallets. */
@Controller
final class WalletTransactionController {

    private final FeedQuery<WalletTransaction> transactions;

    WalletTransactionController(Database database, JdbcClient jdbc) {
        transactions = new FeedQuery<>(WalletTransaction.class, database, jdbc);
    }

    @Operation(
            summary = "Wallet transactions",
            description = "In the order of their ids. Days count in UTC, both ends of a range included.")
    @GetMapping("/api/wallet-transactions")
    Listing<WalletTransaction> transactions(
            @RequestParam("seller_id") @Nullable Long seller,
            @RequestParam("market") @Nullable String market,
            @RequestParam("type") @Nullable TransactionType type,
            @RequestParam("created_from") @Nullable LocalDate from,
            @RequestParam("created_to") @Nullable LocalDate to) {
        Filter filter = new Filter()
                .with("seller_id", seller)
                .inMarket(market)
                .with("type", type)
                .timed("created_at", from, to);
        return Listing.paged(page -> transactions.page(filter, page));
    }

    @Operation(summary = "One wallet transaction", description = "As it was loaded.")
    @GetMapping("/api/wallet-transactions/{transaction_id}")
    Single<WalletTransaction> transaction(@PathVariable("transaction_id") String id) {
        return Single.of("transaction " + id, () -> transactions.find(id));
    }
}
