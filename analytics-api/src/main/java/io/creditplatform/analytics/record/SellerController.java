package io.creditplatform.analytics.record;

import io.creditplatform.analytics.web.AnalyticsDatabase;
import io.creditplatform.analytics.web.Listing;
import io.creditplatform.analytics.web.Single;
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

    SellerController(AnalyticsDatabase database, JdbcClient jdbc) {
        this.sellers = new FeedQuery<>(Seller.class, database, jdbc);
    }

    @Operation(summary = "Sellers, by seller_id")
    @GetMapping("/api/sellers")
    Listing<Seller> sellers(
            @RequestParam("market") @Nullable String market, @RequestParam("am_id") @Nullable Long accountManager) {
        Filter filter = new Filter().and("market = ?", market).and("am_id = ?", accountManager);
        return Listing.paged(page -> sellers.page(filter, page));
    }

    @Operation(summary = "One seller")
    @GetMapping("/api/sellers/{seller_id}")
    Single<Seller> seller(@PathVariable("seller_id") Long id) {
        return Single.of("seller " + id, () -> sellers.find(id));
    }
}
