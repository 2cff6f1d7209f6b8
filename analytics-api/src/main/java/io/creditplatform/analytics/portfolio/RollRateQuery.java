package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.Ratio;
import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.database.Database;
import io.creditplatform.database.Vocabulary;
import io.creditplatform.model.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Follows open credits from one month end to the next one. */
final class RollRateQuery {

    private static final String FROM = "from_day";
    private static final String TO = "to_day";

    private static final String SQL = """
            SELECT from_bucket, to_bucket, currency, count(*) AS credits, coalesce(sum(amount_minor), 0) AS outstanding,
                count(*) - count(amount_minor) AS missing
            FROM (SELECT %1$s AS from_bucket,
                    CASE WHEN %8$s THEN %2$s ELSE '%3$s' END AS to_bucket,
                    amount_minor, currency
                  FROM (SELECT %4$s AS amount_minor, c.currency, c.due_date, %5$s AS earlier, %6$s AS later
                        FROM credits c %7$s) known
                  WHERE %9$s) moved
            GROUP BY from_bucket, to_bucket, currency
            """;

    private final JdbcClient jdbc;
    private final Database database;

    private record Move(String fromBucket, String toBucket) {}

    RollRateQuery(Database database, JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /** From each bucket to itself, to each worse one, and to none, between the last two month ends that are not after a day. */
    List<RollRate> asOf(LocalDate day, InMarket market, Reporting reporting) {
        LocalDate to = lastMonthEnd(day);
        LocalDate from = lastMonthEnd(to.minusDays(1));
        Map<Move, ConvertedCredits> amounts = new HashMap<>();
        Map<String, Long> outstanding = new HashMap<>();
        jdbc.sql(SQL.formatted(
                        AgeingBucket.of("due_date", FROM),
                        AgeingBucket.of("due_date", TO),
                        RollRate.CLOSED,
                        reporting.ofCredit(),
                        new StatusAt(FROM).sql(),
                        new StatusAt(TO).sql(),
                        market.condition("WHERE"),
                        Vocabulary.open("later"),
                        Vocabulary.open("earlier")))
                .params(AgeingBucket.bounds(FROM, from, database))
                .params(AgeingBucket.bounds(TO, to, database))
                .param(FROM, StatusAt.endOf(from, database))
                .param(TO, StatusAt.endOf(to, database))
                .params(market.values())
                .query(row -> {
                    Move move = new Move(row.getString("from_bucket"), row.getString("to_bucket"));
                    ConvertedCredits amount = ConvertedCredits.of(row, "outstanding", reporting);
                    amounts.merge(move, amount, ConvertedCredits::plus);
                    outstanding.merge(move.fromBucket(), amount.minor(), Math::addExact);
                });
        return moves().stream()
                .map(move -> {
                    ConvertedCredits amount = amounts.getOrDefault(move, ConvertedCredits.NONE);
                    return new RollRate(
                            from,
                            to,
                            move.fromBucket(),
                            move.toBucket(),
                            amount.credits(),
                            new Money(amount.minor()),
                            Ratio.of(amount.minor(), outstanding.getOrDefault(move.fromBucket(), 0L)),
                            reporting.currency(),
                            amount.missingRates());
                })
                .toList();
    }

    private static List<Move> moves() {
        List<Move> moves = new ArrayList<>();
        for (AgeingBucket from : AgeingBucket.values()) {
            from.andWorse().forEach(to -> moves.add(new Move(from.code(), to.code())));
            moves.add(new Move(from.code(), RollRate.CLOSED));
        }
        return moves;
    }

    private static LocalDate lastMonthEnd(LocalDate day) {
        LocalDate end = YearMonth.from(day).atEndOfMonth();
        return end.equals(day) ? end : YearMonth.from(day).minusMonths(1).atEndOfMonth();
    }
}
