package io.creditplatform.analytics.seller;

import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.analytics.earlier.EarlierLoads;
import io.creditplatform.analytics.web.Listing;
import io.creditplatform.analytics.web.PerLoad;
import io.creditplatform.analytics.web.PublishedQuery;
import io.creditplatform.analytics.web.Single;
import io.creditplatform.analytics.web.Top;
import io.creditplatform.database.Database;
import io.creditplatform.model.Currency;
import io.swagger.v3.oas.annotations.Operation;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
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
    private final HealthTrendQuery trend;
    private final RevenueEfficiencyQuery revenueEfficiency;
    private final Map<Currency, PerLoad<SellerRanking>> rankings = new EnumMap<>(Currency.class);

    SellerAnalyticsController(Database database, JdbcClient jdbc, PublishedQuery published, EarlierLoads loads) {
        this.health = new SellerHealthQuery(database, jdbc);
        this.trend = new HealthTrendQuery(database, jdbc, loads);
        this.revenueEfficiency = new RevenueEfficiencyQuery(jdbc);
        for (Currency currency : Currency.values()) {
            rankings.put(
                    currency, new PerLoad<>(published, () -> new SellerRanking(health.all(new Reporting(currency)))));
        }
    }

    @Operation(summary = "A seller's health", description = """
                    credit_utilization_rate: sum of issued credits ({issued}) ÷ credit limit. May exceed 1; 0 if the limit is 0.
                    outstanding_utilization_rate: sum of open credits ({open}) ÷ credit limit.
                    payment_reliability_score: Paid credits ÷ credits that are not Cancelled; 0 if there are none.
                    lead_conversion_rate: Confirmed leads ÷ leads; 0 if there are none.
                    wallet_health: current_balance = initial wallet + deposits − withdrawals. avg_weekly_change = deposits − withdrawals ÷
                    number of ISO weeks with a transaction, half-even to the cent. trend: improving if deposits exceed withdrawals, else declining.
                    risk_level: high if utilization > 0.9 or reliability < 0.5; else medium if utilization > 0.7 or reliability < 0.7; else low.
                    Reliability is not judged without a credit that is not Cancelled.
                    health_score: reliability × 40 + conversion × 30 + max(0, 1 − utilization) × 20 + 10 if improving, rounded half-up.
                    currency: the seller's preferred one, in which all this is worked out, each amount converted with the rate of its own day.
                    reported: its amounts in the currency asked for. missing_rates: what is left out of either for want of a rate.
                    judged_credits, leads: how many credits are not Cancelled, and how many leads there are. Where that is 0, as where
                    reported.credit_limit is, the 0 of a share of it says that there is no such share.
                    last_updated: when the newest load with sellers, credits, leads, wallet transactions or exchange rates was published.
""")
    @GetMapping("/api/analytics/seller-health/{seller_id}")
    Single<SellerHealth> sellerHealth(
            @PathVariable("seller_id") Long id,
            @RequestParam(name = "currency", defaultValue = "USD") Currency currency) {
        return Single.of(
                "seller " + id, () -> health.find(id, new Reporting(currency)).map(SellerFigures::health));
    }

    @Operation(summary = "A seller's health after each load", description = """
                    As /api/analytics/seller-health/{seller_id} says, after each published load whose state is kept, newest first; loads after which
                    there was no such seller are left out. day: the day of that load's data.
""")
    @GetMapping("/api/analytics/seller-health/{seller_id}/trend")
    Listing<HealthAfterLoad> trend(
            @PathVariable("seller_id") Long id,
            @RequestParam(name = "currency", defaultValue = "USD") Currency currency) {
        Reporting reporting = new Reporting(currency);
        return Listing.pagedOf(
                "seller " + id, () -> health.find(id, reporting).isPresent(), page -> trend.of(id, reporting, page));
    }

    @Operation(summary = "All sellers' health, ranked", description = """
                    Each as /api/analytics/seller-health/{seller_id} says, with its market. Ranked by the measure that sort names, highest first,
                    or lowest first with direction=asc; ties by seller_id.
""")
    @GetMapping("/api/analytics/sellers")
    Listing<RankedSeller> sellers(
            @RequestParam("market") @Nullable String market,
            @RequestParam("risk_level") @Nullable RiskLevel riskLevel,
            @RequestParam(name = "sort", defaultValue = "health_score") SellerOrder sort,
            @RequestParam(name = "direction", defaultValue = "desc") Direction direction,
            @RequestParam(name = "currency", defaultValue = "USD") Currency currency) {
        SellerRanking.Filter filter = new SellerRanking.Filter(market, riskLevel);
        SellerRanking.Order order = new SellerRanking.Order(sort, direction);
        return Listing.paged(
                page -> Objects.requireNonNull(rankings.get(currency)).get().page(filter, order, page));
    }

    @Operation(summary = "Revenue per credit dollar", description = """
                    ratio = confirmed_leads_value (sum of Confirmed leads) ÷ total_credits (sum of issued credits: {issued}).
                    The top sellers among those with an issued credit, highest ratio first, ties by seller_id. Last come those none of whose issued
                    credits has a usable rate: their ratio is null.
""")
    @GetMapping("/api/analytics/revenue-efficiency")
    Listing<RevenueEfficiency> revenueEfficiency(
            @RequestParam(name = "top", defaultValue = "5") Top top,
            @RequestParam(name = "currency", defaultValue = "USD") Currency currency) {
        return Listing.whole(() -> revenueEfficiency.top(top.number(), new Reporting(currency)));
    }
}
