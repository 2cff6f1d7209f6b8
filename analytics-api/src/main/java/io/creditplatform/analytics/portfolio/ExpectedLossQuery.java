package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.currency.MissingRate;
import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.analytics.portfolio.MonthEnds.Move;
import io.creditplatform.database.Database;
import io.creditplatform.model.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Estimates what will be lost of what is open. */
final class ExpectedLossQuery {

    private static final int MONTHS = 6;

    private final Database database;
    private final JdbcClient jdbc;

    ExpectedLossQuery(Database database, JdbcClient jdbc) {
        this.database = database;
        this.jdbc = jdbc;
    }

    /** All buckets, and then all together. */
    List<ExpectedLoss> asOf(LocalDate day, LossGivenDefault given, InMarket market, Reporting reporting) {
        MeanRolls rolls = new MeanRolls(MonthEnds.upTo(day, market, reporting, database, jdbc), MONTHS);
        List<ExpectedLoss> losses = new ArrayList<>();
        List<AgedCredits> aged = new AgeingQuery(database, jdbc).asOf(day, market, reporting);
        for (AgeingBucket bucket : AgeingBucket.values()) {
            AgedCredits open = aged.get(losses.size());
            BigDecimal rate = rolls.share(bucket, Move::isWorse);
            BigDecimal probability = probability(bucket, rolls);
            boolean worst = bucket.next() == null;
            losses.add(new ExpectedLoss(
                    bucket.code(),
                    open.credits(),
                    open.outstanding(),
                    worst ? null : rounded(rate),
                    worst ? null : (Integer) rolls.counted(bucket),
                    rolls.first().atEndOfMonth(),
                    rolls.last().atEndOfMonth(),
                    rounded(probability),
                    given.share(),
                    loss(open.outstanding(), probability, given),
                    reporting.currency(),
                    open.missingRates()));
        }
        losses.add(total(losses));
        return losses;
    }

    /** The product of the rates along the buckets up to the worst one; null if one of them is not known. */
    private static @Nullable BigDecimal probability(AgeingBucket bucket, MeanRolls rolls) {
        BigDecimal probability = BigDecimal.ONE;
        AgeingBucket at = bucket;
        for (AgeingBucket next = at.next(); next != null; next = at.next()) {
            BigDecimal rate = rolls.share(at, Move::isWorse);
            if (rate == null) {
                return null;
            }
            probability = probability.multiply(rate, MathContext.DECIMAL128);
            at = next;
        }
        return probability;
    }

    private static @Nullable Double rounded(@Nullable BigDecimal number) {
        return number == null ? null : (Double) number.doubleValue();
    }

    private static @Nullable Money loss(Money outstanding, @Nullable BigDecimal probability, LossGivenDefault given) {
        if (outstanding.minorUnits() == 0) {
            return outstanding;
        }
        return probability == null
                ? null
                : new Money(BigDecimal.valueOf(outstanding.minorUnits())
                        .multiply(probability)
                        .multiply(given.share())
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .longValueExact());
    }

    private static ExpectedLoss total(List<ExpectedLoss> buckets) {
        ExpectedLoss any = buckets.get(0);
        long outstanding = 0;
        long credits = 0;
        Money expected = new Money(0);
        for (ExpectedLoss bucket : buckets) {
            credits += bucket.credits();
            outstanding = Math.addExact(outstanding, bucket.outstanding().minorUnits());
            expected = expected == null || bucket.expectedLoss() == null
                    ? null
                    : new Money(Math.addExact(
                            expected.minorUnits(), bucket.expectedLoss().minorUnits()));
        }
        return new ExpectedLoss(
                ExpectedLoss.TOTAL,
                credits,
                new Money(outstanding),
                null,
                null,
                any.fromMonthEnd(),
                any.toMonthEnd(),
                null,
                any.lossGivenDefault(),
                expected,
                any.currency(),
                MissingRate.sum(buckets.stream().flatMap(bucket -> bucket.missingRates().stream())));
    }
}
