package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.analytics.earlier.EarlierLoads;
import io.creditplatform.analytics.web.Answer;
import io.creditplatform.analytics.web.AsOf;
import io.creditplatform.analytics.web.PublishedQuery;
import io.creditplatform.analytics.web.Single;
import io.creditplatform.database.Database;
import io.creditplatform.model.Currency;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How the portfolio is doing, in one answer. */
@Controller
final class PortfolioSummaryController {

    private final PortfolioSummaryQuery summary;

    PortfolioSummaryController(Database database, JdbcClient jdbc, PublishedQuery published, EarlierLoads loads) {
        this.summary = new PortfolioSummaryQuery(database, jdbc, published, loads);
    }

    @Operation(summary = "The portfolio in short", description = """
                    exposure: sum of the credits that were open (Approved, Deposit) at the end of as_of; overdue: of those past due then.
                    over_90_days_share: of those more than 90 days past due ÷ exposure. sellers_over_limit: sellers whose open credits, in their
                    preferred currency, exceed their credit limit. approval_rate: credits that are Approved, Paid or Deposit ÷ all;
                    payment_success_rate: Paid ÷ those that are not Cancelled; lead_conversion_rate: Confirmed leads ÷ leads; these three have no day.
                    A share whose whole is 0 is null. before: the same after load_before, the published load before, at the day of its data, or at
                    as_of if that is given; change = value − before. Both are null if there is no such load or what it left is not kept.
                    load: the newest published one, with the day of its data. loads_failed_since: loads that failed since then, last_failed_load the
                    newest of them. critical_issues: what the newest quality run found: how many Critical rules are broken, by how many rows.
                    How old the data is depends on when that is asked: now − load.published_at.
""")
    @GetMapping("/api/portfolio/summary")
    Single<PortfolioSummary> summary(
            AsOf asOf,
            @RequestParam("market") @Nullable String market,
            @RequestParam(name = "currency", defaultValue = "USD") Currency currency) {
        return Single.of(
                        "summary", () -> Optional.of(summary.asOf(asOf, new InMarket(market), new Reporting(currency))))
                .restingOn(Answer.Basis.EVERYTHING);
    }
}
