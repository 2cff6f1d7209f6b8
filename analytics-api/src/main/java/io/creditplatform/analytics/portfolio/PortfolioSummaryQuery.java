package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.analytics.earlier.EarlierLoads;
import io.creditplatform.analytics.earlier.KeptLoad;
import io.creditplatform.analytics.portfolio.PortfolioSummary.Amount;
import io.creditplatform.analytics.portfolio.PortfolioSummary.Count;
import io.creditplatform.analytics.portfolio.PortfolioSummary.FailedLoad;
import io.creditplatform.analytics.portfolio.PortfolioSummary.Share;
import io.creditplatform.analytics.portfolio.StandingQuery.Standing;
import io.creditplatform.analytics.quality.CriticalIssues;
import io.creditplatform.analytics.web.AsOf;
import io.creditplatform.analytics.web.PerLoadEach;
import io.creditplatform.analytics.web.PublishedQuery;
import io.creditplatform.database.Database;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sums the portfolio up. While a load runs the answer is another one several times a second, for what it says of loads; the
 * figures of the day of the data are not, so they are kept until something else is published. Many threads ask.
 */
final class PortfolioSummaryQuery {

    private final Database database;
    private final JdbcClient jdbc;
    private final EarlierLoads loads;
    private final PerLoadEach<Reporting, Compared> kept;

    /** The figures of now with those of before; null if they cannot be told. */
    private record Compared(Standing now, @Nullable Standing before) {

        <T> @Nullable T before(Function<Standing, @Nullable T> figure) {
            return before == null ? null : figure.apply(before);
        }
    }

    PortfolioSummaryQuery(Database database, JdbcClient jdbc, PublishedQuery published, EarlierLoads loads) {
        this.database = database;
        this.jdbc = jdbc;
        this.loads = loads;
        this.kept = new PerLoadEach<>(published);
    }

    /** As of a day; the figures of before are those of the same day, or, if none was asked for, of that load's own. */
    PortfolioSummary asOf(AsOf asOf, InMarket market, Reporting reporting) {
        List<KeptLoad> newest = loads.newest(2);
        KeptLoad load = newest.isEmpty() ? null : newest.get(0);
        KeptLoad before = newest.size() < 2 ? null : newest.get(1);
        Compared compared = asOf.given() == null && market.market() == null
                ? kept.get(reporting, () -> compared(asOf, before, market, reporting))
                : compared(asOf, before, market, reporting);
        List<FailedLoad> failed = failedSince(load == null ? 0 : load.loadId());
        Standing now = compared.now();
        return new PortfolioSummary(
                load,
                before,
                failed.size(),
                failed.isEmpty() ? null : failed.get(0),
                CriticalIssues.newest(jdbc).orElse(null),
                Amount.of(now.exposureMinor(), compared.before(Standing::exposureMinor)),
                Amount.of(now.overdueMinor(), compared.before(Standing::overdueMinor)),
                Share.of(now.over90DaysShare(), compared.before(Standing::over90DaysShare)),
                Count.of(now.sellersOverLimit(), compared.before(Standing::sellersOverLimit)),
                Share.of(now.approvalRate(), compared.before(Standing::approvalRate)),
                Share.of(now.paymentSuccessRate(), compared.before(Standing::paymentSuccessRate)),
                Share.of(now.leadConversionRate(), compared.before(Standing::leadConversionRate)),
                asOf.date(),
                reporting.currency(),
                now.missingRates());
    }

    private Compared compared(AsOf asOf, @Nullable KeptLoad before, InMarket market, Reporting reporting) {
        Standing now = new StandingQuery(database, jdbc).asOf(asOf.date(), market, reporting);
        if (before == null) {
            return new Compared(now, null);
        }
        LocalDate day = asOf.given() == null ? before.day() : asOf.given();
        return new Compared(
                now, new StandingQuery(database, loads.after(before.loadId())).asOf(day, market, reporting));
    }

    /** The newest first. There are few: who loads each night looks after a load that failed. */
    private List<FailedLoad> failedSince(long loadId) {
        return jdbc.sql("""
                        SELECT load_id, started_at FROM loads
                        WHERE status = 'FAILED' AND dry_run = 0 AND load_id > ? ORDER BY load_id DESC
                        """)
                .param(loadId)
                .query((row, index) -> new FailedLoad(
                        row.getLong("load_id"), Objects.requireNonNull(database.timestamp(row, "started_at"))))
                .list();
    }
}
