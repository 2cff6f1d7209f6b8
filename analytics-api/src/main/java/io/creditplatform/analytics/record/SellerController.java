package io.creditplatform.analytics.record;

import io.creditplatform.analytics.web.Listing;
import io.creditplatform.analytics.web.PublishedQuery;
import io.creditplatform.analytics.web.Single;
import io.creditplatform.database.Database;
import io.creditplatform.model.Seller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
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
    private final SellerSearch search;

    SellerController(Database database, JdbcClient jdbc, PublishedQuery published) {
        sellers = new FeedQuery<>(Seller.class, database, jdbc);
        search = new SellerSearch(sellers, jdbc, published);
    }

    @Operation(summary = "Sellers", description = """
                    In the order of their ids. q finds the seller with that id, and all whose name has that text in it, both compared without
                    regard to case, accents, and how much white space there is.
""")
    @GetMapping("/api/sellers")
    Listing<Seller> sellers(
            @RequestParam("q")
                    @Parameter(description = "Only the seller with this id, and those with this in their names.")
                    @Nullable SearchText text,
            @RequestParam("market") @Nullable String market,
            @RequestParam("am_id") @Nullable Long accountManager,
            @RequestParam("sam_id") @Nullable Long senior) {
        Filter filter = new Filter()
                .with("market", market)
                .with("am_id", accountManager)
                .with("sam_id", senior);
        return Listing.paged(page -> text == null ? sellers.page(filter, page) : search.page(text, filter, page));
    }

    @Operation(summary = "One seller", description = "As it was loaded.")
    @GetMapping("/api/sellers/{seller_id}")
    Single<Seller> seller(@PathVariable("seller_id") Long id) {
        return Single.of("seller " + id, () -> sellers.find(id));
    }
}
