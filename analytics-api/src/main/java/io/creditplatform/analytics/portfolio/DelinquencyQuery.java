package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.Ratio;
import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.database.Database;
import io.creditplatform.model.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells month end by month end what was open, and how late. */
final class DelinquencyQuery {

    private final Database database;
    private final JdbcClient jdbc;

    DelinquencyQuery(Database database, JdbcClient jdbc) {
        this.database = database;
        this.jdbc = jdbc;
    }

    /** The month ends up to a day, the oldest first. */
    List<Delinquency> upTo(LocalDate day, InMarket market, Reporting reporting) {
        MonthEnds monthEnds = MonthEnds.upTo(day, market, reporting, database, jdbc);
        return monthEnds.all().stream()
                .map(month -> of(month, monthEnds.openAt(month), reporting))
                .toList();
    }

    private static Delinquency of(YearMonth month, Map<AgeingBucket, ConvertedCredits> open, Reporting reporting) {
        ConvertedCredits all = open.values().stream().reduce(ConvertedCredits.NONE, ConvertedCredits::plus);
        Money over90 = in(AgeingBucket.OVER_90_DAYS, open);
        return new Delinquency(
                month.atEndOfMonth(),
                all.credits(),
                new Money(all.minor()),
                in(AgeingBucket.NOT_DUE, open),
                in(AgeingBucket.DAYS_1_TO_30, open),
                in(AgeingBucket.DAYS_31_TO_60, open),
                in(AgeingBucket.DAYS_61_TO_90, open),
                over90,
                Ratio.orNull(over90.minorUnits(), all.minor()),
                reporting.currency(),
                all.missingRates());
    }

    private static Money in(AgeingBucket bucket, Map<AgeingBucket, ConvertedCredits> open) {
        return new Money(open.getOrDefault(bucket, ConvertedCredits.NONE).minor());
    }
}
