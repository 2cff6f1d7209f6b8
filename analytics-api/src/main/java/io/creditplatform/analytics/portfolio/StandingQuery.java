package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.Ratio;
import io.creditplatform.analytics.currency.MissingRate;
import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.analytics.lead.LeadConversion;
import io.creditplatform.analytics.lead.LeadConversionQuery;
import io.creditplatform.analytics.lead.LeadGrouping;
import io.creditplatform.database.Database;
import java.time.LocalDate;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the figures that say in a line how the portfolio is doing; of the state that the queries see. */
final class StandingQuery {

    private final ExposureQuery exposures;
    private final MarketQuery markets;
    private final LeadConversionQuery conversion;

    /** Those figures; money in minor units, shares null where there is no whole. */
    record Standing(
            long exposureMinor,
            long overdueMinor,
            @Nullable Double over90DaysShare,
            long sellersOverLimit,
            @Nullable Double approvalRate,
            @Nullable Double paymentSuccessRate,
            @Nullable Double leadConversionRate,
            List<MissingRate> missingRates) {}

    StandingQuery(Database database, JdbcClient jdbc) {
        this.exposures = new ExposureQuery(database, jdbc);
        this.markets = new MarketQuery(jdbc);
        this.conversion = new LeadConversionQuery(jdbc);
    }

    /** At the end of a day, as far as they are given for one. */
    Standing asOf(LocalDate day, InMarket market, Reporting reporting) {
        List<SellerExposure> sellers = exposures.asOf(day, market, reporting);
        long exposure = sum(sellers, seller -> seller.exposure().minor());
        long over90 =
                sum(sellers, seller -> seller.in(AgeingBucket.OVER_90_DAYS).minor());
        List<ApprovalRate> approvals = markets.approvalRates().stream()
                .filter(rate -> market.includes(rate.market()))
                .toList();
        List<MarketStats> stats = markets.stats(reporting).stream()
                .filter(each -> market.includes(each.market()))
                .toList();
        List<LeadConversion> leads = conversion.by(LeadGrouping.MARKET).stream()
                .filter(each -> market.includes(each.group()))
                .toList();
        return new Standing(
                exposure,
                sum(sellers, seller -> seller.overdue().minor()),
                Ratio.orNull(over90, exposure),
                sellers.stream().filter(SellerExposure::isOverLimit).count(),
                Ratio.orNull(sum(approvals, ApprovalRate::approved), sum(approvals, ApprovalRate::requested)),
                Ratio.orNull(sum(stats, MarketStats::paidCredits), sum(stats, MarketStats::totalCredits)),
                Ratio.orNull(sum(leads, LeadConversion::confirmed), sum(leads, LeadConversion::leads)),
                SellerExposure.missingRates(sellers.stream()));
    }

    private static <T> long sum(List<T> rows, ToLongFunction<T> number) {
        return rows.stream().mapToLong(number).reduce(0, Math::addExact);
    }
}
