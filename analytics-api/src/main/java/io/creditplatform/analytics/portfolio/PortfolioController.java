package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.analytics.web.AsOf;
import io.creditplatform.analytics.web.BareArray;
import io.creditplatform.analytics.web.Listing;
import io.creditplatform.analytics.web.PerLoadEach;
import io.creditplatform.analytics.web.PublishedQuery;
import io.creditplatform.analytics.web.Single;
import io.creditplatform.database.Database;
import io.creditplatform.model.Currency;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How the credits of all sellers are doing. */
@Controller
final class PortfolioController {

    private final MarketQuery markets;
    private final PerLoadEach<Reporting, List<MarketStats>> marketStats;
    private final AgeingQuery ageing;
    private final ConcentrationQuery concentration;
    private final RollRateQuery rollRates;
    private final VintageQuery vintages;

    PortfolioController(Database database, JdbcClient jdbc, PublishedQuery published) {
        this.markets = new MarketQuery(jdbc);
        this.marketStats = new PerLoadEach<>(published);
        this.ageing = new AgeingQuery(database, jdbc);
        this.concentration = new ConcentrationQuery(database, jdbc);
        this.rollRates = new RollRateQuery(database, jdbc);
        this.vintages = new VintageQuery(database, jdbc);
    }

    @Operation(summary = "Markets at a glance", description = """
                    total_credits: credits that are not Cancelled. payment_success_rate = paid_credits ÷ total_credits, 0 if there are none.
                    avg_wallet_change: mean of the wallet transactions, withdrawals counted negative, half-even to the cent; 0 if there are none.
                    Amounts are in the currency asked for; those without a usable rate are left out and counted in missing_rates.
""")
    @BareArray
    @GetMapping("/api/dashboard/stats")
    Listing<MarketStats> dashboard(@RequestParam(name = "currency", defaultValue = "USD") Currency currency) {
        Reporting reporting = new Reporting(currency);
        return Listing.whole(() -> marketStats.get(reporting, () -> markets.stats(reporting)));
    }

    @Operation(summary = "Approval rate per market", description = """
                    approval_rate = approved (issued credits: {issued}) ÷ requested (all credits); 0 if there are none.
""")
    @GetMapping("/api/analytics/approval-rates")
    Listing<ApprovalRate> approvalRates() {
        return Listing.whole(markets::approvalRates);
    }

    @Operation(summary = "Open credits by days past due", description = """
                    Credits whose status at as_of was one of {open}, by as_of − date of due_date: not_due (0 days or fewer, or no due date), 1-30,
                    31-60, 61-90, 90+ (91 and more). All five buckets, empty ones included; outstanding is the sum of their amounts.
""")
    @GetMapping("/api/analytics/portfolio/ageing")
    Listing<AgedCredits> ageing(
            AsOf asOf,
            @RequestParam("market") @Nullable String market,
            @RequestParam(name = "currency", defaultValue = "USD") Currency currency) {
        return Listing.whole(() -> ageing.asOf(asOf.date(), new InMarket(market), new Reporting(currency)));
    }

    @Operation(summary = "On how few sellers the open amount is spread", description = """
                    hhi: Herfindahl–Hirschman index, the sum of (seller's open amount ÷ total open amount)², from near 0 to 1; 0 if nothing is open.
                    top_10_share: what the ten sellers with the largest open amounts owe ÷ total open amount.
                    by_market: each market's outstanding, its share of the total, and the hhi among its own sellers.
""")
    @GetMapping("/api/analytics/portfolio/concentration")
    Single<Concentration> concentration(
            AsOf asOf, @RequestParam(name = "currency", defaultValue = "USD") Currency currency) {
        return Single.of("concentration", () -> Optional.of(concentration.asOf(asOf.date(), new Reporting(currency))));
    }

    @Operation(summary = "From one ageing bucket to the next", description = """
                    What became of the credits that were open ({open}) at one month end, at the next one: the last two month ends that
                    are not after as_of. What status a credit had at the end of such a day, its history tells; of entries at the same moment the
                    one later in New, InReview, Approved, Deposit, Paid, Cancelled. Buckets are those of /api/analytics/portfolio/ageing on that day.
                    One row for each from_bucket and each to_bucket that it can lead to: the same, a worse one, or closed (no longer open).
                    share = outstanding ÷ all that was outstanding in from_bucket, 0 if that was nothing. The rows with a worse to_bucket are the roll rates.
""")
    @GetMapping("/api/analytics/portfolio/roll-rates")
    Listing<RollRate> rollRates(
            AsOf asOf,
            @RequestParam("market") @Nullable String market,
            @RequestParam(name = "currency", defaultValue = "USD") Currency currency) {
        return Listing.whole(() -> rollRates.asOf(asOf.date(), new InMarket(market), new Reporting(currency)));
    }

    @Operation(summary = "Paid share by month of issue and months on book", description = """
                    For each month in which credits were issued up to as_of (status one of {issued}, by issue_date), and for each month on
                    book from 0 to as_of, at most 120: paid_credits and paid_amount count the credits whose first Paid entry in the history
                    lies not after the end of issue_month + months_on_book, and not after as_of.
                    paid_share = paid_amount ÷ amount; paid_credits_share = paid_credits ÷ credits.
""")
    @GetMapping("/api/analytics/portfolio/vintages")
    Listing<Vintage> vintages(
            AsOf asOf,
            @RequestParam("market") @Nullable String market,
            @RequestParam(name = "currency", defaultValue = "USD") Currency currency) {
        return Listing.whole(() -> vintages.asOf(asOf.date(), new InMarket(market), new Reporting(currency)));
    }
}
