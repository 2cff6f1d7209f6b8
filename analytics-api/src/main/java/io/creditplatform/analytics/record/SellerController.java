package io.creditplatform.analytics.record;

import io.creditplatform.analytics.web.Listing;
import io.creditplatform.analytics.web.Single;
import io.creditplatform.database.Database;
import io.creditplatform.model.Seller;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Who sells on the marketplace. */
@Controller
final class SellerController {

    private final FeedQuery<Seller> sellers;

    SellerController(Database database, JdbcClient jdbc) {
        sellers = new FeedQuery<>(Seller.class, database, jdbc);
    }

    @Operation(summary = "Sellers", description = "In the order of their ids.")
    @GetMapping("/api/sellers")
    Listing<Seller> sellers(
            @RequestParam("market") @Nullable String market,
            @RequestParam("am_id") @Nullable Long accountManager,
            @RequestParam("sam_id") @Nullable Long senior) {
        Filter filter = new Filter()
                .with("market", market)
                .with("am_id", accountManager)
                .with("sam_id", senior);
        return Listing.paged(page -> sellers.page(filter, page));
    }

    @Operation(summary = "One seller", description = "As it was loaded.")
    @GetMapping("/api/sellers/{seller_id}")
    Single<Seller> seller(@PathVariable("seller_id") Long id) {
        return Single.of("seller " + id, () -> sellers.find(id));
    }
}
