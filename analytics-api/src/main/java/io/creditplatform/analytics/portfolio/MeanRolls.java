package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.portfolio.MonthEnds.Move;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What became of each bucket's open amount within a month, on the average over the last so many months. */
final class MeanRolls {

    private final List<Month> months = new ArrayList<>();
    private final YearMonth first;
    private final YearMonth last;

    private record Month(Map<Move, ConvertedCredits> moves, Map<AgeingBucket, ConvertedCredits> open) {}

    /** @param number how many months, up to the last month end */
    MeanRolls(MonthEnds monthEnds, int number) {
        last = monthEnds.last();
        first = last.minusMonths(number);
        for (YearMonth from = first; from.isBefore(last); from = from.plusMonths(1)) {
            months.add(new Month(monthEnds.moves(from), monthEnds.openAt(from)));
        }
    }

    /** The month at whose end the first one begins. */
    YearMonth first() {
        return first;
    }

    /** The month at whose end the last one is over. */
    YearMonth last() {
        return last;
    }

    /** What moved so, in all months together. */
    ConvertedCredits total(Move move) {
        return months.stream()
                .map(month -> month.moves().getOrDefault(move, ConvertedCredits.NONE))
                .reduce(ConvertedCredits.NONE, ConvertedCredits::plus);
    }

    /** In how many months there was an amount in a bucket, of which a share could move. */
    int counted(AgeingBucket from) {
        return (int) months.stream().filter(month -> open(month, from) != 0).count();
    }

    /** The mean of the months' shares of a bucket's amount that moved so; null if it was empty in all of them. */
    @Nullable BigDecimal share(AgeingBucket from, Predicate<Move> which) {
        BigDecimal sum = BigDecimal.ZERO;
        int counted = 0;
        for (Month month : months) {
            long open = open(month, from);
            if (open != 0) {
                long moved = month.moves().entrySet().stream()
                        .filter(move -> move.getKey().from() == from && which.test(move.getKey()))
                        .mapToLong(move -> move.getValue().minor())
                        .sum();
                sum = sum.add(BigDecimal.valueOf(moved).divide(BigDecimal.valueOf(open), MathContext.DECIMAL128));
                counted++;
            }
        }
        return counted == 0 ? null : sum.divide(BigDecimal.valueOf(counted), MathContext.DECIMAL128);
    }

    private static long open(Month month, AgeingBucket bucket) {
        return month.open().getOrDefault(bucket, ConvertedCredits.NONE).minor();
    }
}
