package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.analytics.seller.SellerStandings;
import io.creditplatform.analytics.web.AsOf;
import io.creditplatform.analytics.web.Listing;
import io.creditplatform.analytics.web.PublishedQuery;
import io.creditplatform.database.Database;
import io.creditplatform.model.Currency;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who owes most, and whose sellers they are. */
@Controller
final class WatchController {

    private final WatchListQuery watchList;
    private final ManagersBookQuery managersBook;

    WatchController(Database database, JdbcClient jdbc, PublishedQuery published, SellerStandings standings) {
        this.watchList = new WatchListQuery(database, jdbc, published, standings);
        this.managersBook = new ManagersBookQuery(database, jdbc);
    }

    @Operation(summary = "Sellers to watch", description = """
                    The sellers with a credit that was open ({open}) at the end of as_of, worst first, ties by seller_id: by exposure, the sum of those
                    credits; by overdue, of those past due; by days, for how many the oldest of them is past due (oldest_days_overdue, null if none is);
                    or by limit_share, exposure ÷ credit_limit in the seller's preferred currency, those first whose limit is 0 (share is null).
                    limit.exceeded: exposure > credit_limit. only=overdue lists those of which some credit is past due, only=over_limit those whose limit
                    is exceeded. health_score and risk_level are those of /api/analytics/seller-health/{seller_id}, of the
                    newest load whatever as_of is.
""")
    @GetMapping("/api/analytics/watch-list")
    Listing<WatchedSeller> watchList(
            AsOf asOf,
            @RequestParam(name = "by", defaultValue = "exposure") WatchOrder by,
            @RequestParam("market") @Nullable String market,
            @RequestParam("am_id") @Nullable Long accountManager,
            @RequestParam("only") @Nullable WatchedOnly only,
            @RequestParam(name = "currency", defaultValue = "USD") Currency currency) {
        WatchListQuery.Filter filter = new WatchListQuery.Filter(market, accountManager, only);
        return Listing.paged(page -> watchList.page(asOf, by, filter, new Reporting(currency), page));
    }

    @Operation(summary = "What managers' sellers owe", description = """
                    Of each account manager, or of each senior: how many sellers there are and how many of them owe more than their credit limit;
                    exposure, the sum of their credits that were open ({open}) at the end of as_of; overdue, of those past due;
                    over_90_days_share, of those more than 90 days past due ÷ exposure, null if nothing is open. payment_reliability: their Paid
                    credits ÷ those that are not Cancelled, of the newest load; null if there are none. Largest exposure first, ties by manager_id.
                    With market, of its sellers alone, and only managers that have some.
""")
    @GetMapping("/api/analytics/managers-book")
    Listing<ManagersBook> managersBook(
            AsOf asOf,
            @RequestParam(name = "by", defaultValue = "account_manager") ManagerRank by,
            @RequestParam("market") @Nullable String market,
            @RequestParam(name = "currency", defaultValue = "USD") Currency currency) {
        return Listing.whole(() -> managersBook.asOf(asOf.date(), by, new InMarket(market), new Reporting(currency)));
    }
}
