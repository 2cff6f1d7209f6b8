package io.creditplatform.analytics.seller;

import io.creditplatform.analytics.web.AnalyticsDatabase;
import io.creditplatform.analytics.web.Listing;
import io.creditplatform.analytics.web.PerLoad;
import io.creditplatform.analytics.web.PublishedQuery;
import io.creditplatform.analytics.web.Single;
import io.creditplatform.analytics.web.Top;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** How sellers are doing. */
@Controller
final class SellerAnalyticsController {

    private final SellerHealthQuery health;
    private final RevenueEfficiencyQuery revenueEfficiency;
    private final PerLoad<SellerRanking> ranking;

    SellerAnalyticsController(AnalyticsDatabase database, JdbcClient jdbc, PublishedQuery published) {
        this.health = new SellerHealthQuery(database, jdbc);
        this.revenueEfficiency = new RevenueEfficiencyQuery(jdbc);
        this.ranking = new PerLoad<>(published, () -> new SellerRanking(health.all()));
    }

    @GetMapping("/api/analytics/seller-health/{seller_id}")
    Single<SellerHealth> sellerHealth(@PathVariable("seller_id") Long id) {
        return Single.of("seller " + id, () -> health.find(id).map(SellerFigures::health));
    }

    @GetMapping("/api/analytics/sellers")
    Listing<RankedSeller> sellers(
            @RequestParam("market") @Nullable String market,
            @RequestParam("risk_level") @Nullable RiskLevel riskLevel,
            @RequestParam(name = "sort", defaultValue = "health_score") SellerOrder sort,
            @RequestParam(name = "direction", defaultValue = "desc") Direction direction) {
        SellerRanking.Filter filter = new SellerRanking.Filter(market, riskLevel);
        SellerRanking.Order order = new SellerRanking.Order(sort, direction);
        return Listing.paged(page -> ranking.get().page(filter, order, page));
    }

    @GetMapping("/api/analytics/revenue-efficiency")
    Listing<RevenueEfficiency> revenueEfficiency(@RequestParam(name = "top", defaultValue = "5") Top top) {
        return Listing.whole(() -> revenueEfficiency.top(top.number()));
    }
}
