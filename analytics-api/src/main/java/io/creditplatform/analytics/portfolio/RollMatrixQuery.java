package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.Ratio;
import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.database.Database;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells how credits move from bucket to bucket, of late and on the average. */
final class RollMatrixQuery {

    private static final List<Integer> MONTHS = List.of(1, 3, 6);

    private final Database database;
    private final JdbcClient jdbc;

    RollMatrixQuery(Database database, JdbcClient jdbc) {
        this.database = database;
        this.jdbc = jdbc;
    }

    /** The last month, the mean of the last 3 and that of the last 6, each from every bucket to all that it can lead to. */
    List<RollMatrixCell> asOf(LocalDate day, InMarket market, Reporting reporting) {
        MonthEnds monthEnds = MonthEnds.upTo(day, market, reporting, database, jdbc);
        List<RollMatrixCell> cells = new ArrayList<>();
        for (int months : MONTHS) {
            MeanRolls rolls = new MeanRolls(monthEnds, months);
            for (MonthEnds.Move move : MonthEnds.possible()) {
                ConvertedCredits total = rolls.total(move);
                BigDecimal share = rolls.share(move.from(), move::equals);
                cells.add(new RollMatrixCell(
                        months,
                        move.from().code(),
                        move.toCode(),
                        rolls.first().atEndOfMonth(),
                        rolls.last().atEndOfMonth(),
                        Ratio.mean(total.minor(), months),
                        share == null ? null : (Double) share.doubleValue(),
                        rolls.counted(move.from()),
                        reporting.currency(),
                        total.missingRates()));
            }
        }
        return cells;
    }
}
