package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.web.AnalyticsDatabase;
import io.creditplatform.analytics.web.AsOf;
import io.creditplatform.analytics.web.Listing;
import io.creditplatform.analytics.web.Single;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** How the credits of all sellers are doing. */
@Controller
final class PortfolioController {

    private final MarketQuery markets;
    private final AgeingQuery ageing;
    private final ConcentrationQuery concentration;
    private final RollRateQuery rollRates;
    private final VintageQuery vintages;

    PortfolioController(AnalyticsDatabase database, JdbcClient jdbc) {
        this.markets = new MarketQuery(jdbc);
        this.ageing = new AgeingQuery(database, jdbc);
        this.concentration = new ConcentrationQuery(jdbc);
        this.rollRates = new RollRateQuery(database, jdbc);
        this.vintages = new VintageQuery(database, jdbc);
    }

    @GetMapping("/api/dashboard/stats")
    Listing<MarketStats> dashboard() {
        return Listing.whole(markets::stats).asBareArray();
    }

    @GetMapping("/api/analytics/approval-rates")
    Listing<ApprovalRate> approvalRates() {
        return Listing.whole(markets::approvalRates);
    }

    @GetMapping("/api/analytics/portfolio/ageing")
    Listing<AgedCredits> ageing(AsOf asOf) {
        return Listing.whole(() -> ageing.asOf(asOf.date()));
    }

    @GetMapping("/api/analytics/portfolio/concentration")
    Single<Concentration> concentration() {
        return Single.of("concentration", () -> Optional.of(concentration.now()));
    }

    @GetMapping("/api/analytics/portfolio/roll-rates")
    Listing<RollRate> rollRates(AsOf asOf) {
        return Listing.whole(() -> rollRates.asOf(asOf.date()));
    }

    @GetMapping("/api/analytics/portfolio/vintages")
    Listing<Vintage> vintages(AsOf asOf) {
        return Listing.whole(() -> vintages.asOf(asOf.date()));
    }
}
