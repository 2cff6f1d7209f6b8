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

/** Follows open credits from one month end to the next one. */
final class RollRateQuery {

    private final JdbcClient jdbc;
    private final Database database;

    RollRateQuery(Database database, JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /** From each bucket to itself, to each worse one, and to none, between the last two month ends that are not after a day. */
    List<RollRate> asOf(LocalDate day, InMarket market, Reporting reporting) {
        MonthEnds monthEnds = MonthEnds.upTo(day, market, reporting, database, jdbc);
        YearMonth to = monthEnds.last();
        YearMonth from = to.minusMonths(1);
        Map<MonthEnds.Move, ConvertedCredits> moves = monthEnds.moves(from);
        Map<AgeingBucket, ConvertedCredits> open = monthEnds.openAt(from);
        return MonthEnds.possible().stream()
                .map(move -> {
                    ConvertedCredits amount = moves.getOrDefault(move, ConvertedCredits.NONE);
                    return new RollRate(
                            from.atEndOfMonth(),
                            to.atEndOfMonth(),
                            move.from().code(),
                            move.toCode(),
                            amount.credits(),
                            new Money(amount.minor()),
                            Ratio.of(
                                    amount.minor(),
                                    open.getOrDefault(move.from(), ConvertedCredits.NONE)
                                            .minor()),
                            reporting.currency(),
                            amount.missingRates());
                })
                .toList();
    }
}
