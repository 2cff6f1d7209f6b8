package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.analytics.web.AsOf;
import io.creditplatform.analytics.web.Listing;
import io.creditplatform.database.Database;
import io.creditplatform.model.Currency;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How late open credits are, which way that goes, and what it will cost. */
@Controller
final class DelinquencyController {

    private final DelinquencyQuery delinquency;
    private final RollMatrixQuery rollMatrix;
    private final LimitUseQuery limitUse;
    private final ExpectedLossQuery expectedLoss;

    DelinquencyController(Database database, JdbcClient jdbc) {
        this.delinquency = new DelinquencyQuery(database, jdbc);
        this.rollMatrix = new RollMatrixQuery(database, jdbc);
        this.limitUse = new LimitUseQuery(database, jdbc);
        this.expectedLoss = new ExpectedLossQuery(database, jdbc);
    }

    @Operation(summary = "How late open credits were, month end by month end", description = """
                    For each month end since a credit was open ({open}) for the first time, up to as_of, at most the last 120: how many were open, and
                    what they came to by the buckets of /api/analytics/portfolio/ageing on that day. outstanding is the sum of the five.
                    over_90_days_share = over_90_days ÷ outstanding, null if nothing was. Status and buckets are those of that day.
""")
    @GetMapping("/api/analytics/portfolio/delinquency")
    Listing<Delinquency> delinquency(
            AsOf asOf,
            @RequestParam("market") @Nullable String market,
            @RequestParam(name = "currency", defaultValue = "USD") Currency currency) {
        return Listing.whole(() -> delinquency.upTo(asOf.date(), new InMarket(market), new Reporting(currency)));
    }

    @Operation(summary = "From bucket to bucket within a month, of late and on the average", description = """
                    The moves of /api/analytics/portfolio/roll-rates within the last month that ended by as_of (months = 1), and their means over the
                    last 3 and 6 such months, which reach from from_month_end to to_month_end. outstanding: mean amount a month.
                    share: mean of the months' shares, outstanding ÷ all that was in from_bucket when the month began, over the months_with_amount in
                    which something was; null if there is none.
""")
    @GetMapping("/api/analytics/portfolio/roll-matrix")
    Listing<RollMatrixCell> rollMatrix(
            AsOf asOf,
            @RequestParam("market") @Nullable String market,
            @RequestParam(name = "currency", defaultValue = "USD") Currency currency) {
        return Listing.whole(() -> rollMatrix.asOf(asOf.date(), new InMarket(market), new Reporting(currency)));
    }

    @Operation(summary = "How much of their limits sellers use", description = """
                    Sellers by outstanding utilization at the end of as_of, in percent: credits open ({open}) then ÷ credit limit, in the seller's
                    preferred currency. part: 0, 0-50 (more than 0, at most 50), 50-70, 70-90, 90-100, 100+ (more than the limit, whatever is open where
                    the limit is 0). All six, those without sellers included; exposure is what they owe together.
""")
    @GetMapping("/api/analytics/portfolio/limit-use")
    Listing<LimitUse> limitUse(
            AsOf asOf,
            @RequestParam("market") @Nullable String market,
            @RequestParam(name = "currency", defaultValue = "USD") Currency currency) {
        return Listing.whole(() -> limitUse.asOf(asOf.date(), new InMarket(market), new Reporting(currency)));
    }

    @Operation(summary = "What is expected to be lost", description = """
                    For each bucket of /api/analytics/portfolio/ageing: expected_loss = outstanding × probability × loss_given_default, half-even to the
                    cent. probability, of becoming more than 90 days past due, is the product of the roll rates of the bucket and of all worse ones but
                    90+, whose probability is 1. roll_rate: mean share of the bucket's amount that was in a worse bucket a month later, over those of the
                    last 6 months up to to_month_end in which something was in it (months_with_amount); null if there is none, and so is what rests on
                    it, but for the expected_loss of a bucket in which nothing is outstanding, 0. The last row, total, adds the buckets up; its
                    expected_loss is null if one of theirs is.
""")
    @GetMapping("/api/analytics/portfolio/expected-loss")
    Listing<ExpectedLoss> expectedLoss(
            AsOf asOf,
            @RequestParam(name = "lgd", defaultValue = "1")
                    @Parameter(
                            description =
                                    "What part is lost of a credit that is more than 90 days past due, from 0 to 1. Unless it is given, 1.")
                    LossGivenDefault given,
            @RequestParam("market") @Nullable String market,
            @RequestParam(name = "currency", defaultValue = "USD") Currency currency) {
        return Listing.whole(
                () -> expectedLoss.asOf(asOf.date(), given, new InMarket(market), new Reporting(currency)));
    }
}
