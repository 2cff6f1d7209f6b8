package io.creditplatform.analytics.seller;

import io.creditplatform.analytics.Ratio;
import io.creditplatform.analytics.currency.MissingRate;
import io.creditplatform.measure.SellerMeasure;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/**
 * What a seller's health is worked out from: a row of {@code sellers} with its row of {@code seller_metrics}.
 *
 * @param own sums in the currency that the seller prefers
 * @param reported the same in the reporting currency
 */
record SellerFigures(
        long sellerId,
        String sellerName,
        String market,
        SellerSums own,
        SellerSums reported,
        Instant lastUpdated,
        List<MissingRate> missingRates) {

    /** Far more than floating point is wrong by in numbers up to 100, and far less than most scores are away from a half. */
    private static final double NEAR = 1e-9;

    private static final BigInteger FULL_SCORE_OF_UTILIZATION = BigInteger.valueOf(20);

    /** The seller's health (docs/domain.md#seller-health). */
    SellerHealth health() {
        return new SellerHealth(
                sellerId,
                sellerName,
                healthScore(),
                new SellerHealth.Metrics(
                        utilization(),
                        outstandingUtilization(),
                        reliability(),
                        conversion(),
                        new SellerHealth.WalletHealth(
                                own.balance(), own.weeklyChange(), isImproving() ? Trend.IMPROVING : Trend.DECLINING)),
                riskLevel(),
                lastUpdated,
                own.currency(),
                reported.reported(),
                missingRates,
                own.judgedCredits(),
                leads());
    }

    /** Issued amounts ÷ credit limit. */
    double utilization() {
        return Ratio.of(issued(), limit());
    }

    /** Open amounts ÷ credit limit. */
    double outstandingUtilization() {
        return Ratio.of(own.of(SellerMeasure.OPEN_AMOUNT), limit());
    }

    /** Paid credits ÷ credits that are not cancelled. */
    double reliability() {
        return Ratio.of(paid(), own.judgedCredits());
    }

    /** Confirmed leads ÷ leads. */
    double conversion() {
        return Ratio.of(confirmed(), leads());
    }

    private long limit() {
        return own.creditLimitMinor();
    }

    private long issued() {
        return own.of(SellerMeasure.ISSUED_AMOUNT);
    }

    private long paid() {
        return own.of(SellerMeasure.PAID_CREDITS);
    }

    private long leads() {
        return own.of(SellerMeasure.LEADS);
    }

    private long confirmed() {
        return own.of(SellerMeasure.CONFIRMED_LEADS);
    }

    private boolean isImproving() {
        return own.of(SellerMeasure.WALLET_AMOUNT) > 0;
    }

    RiskLevel riskLevel() {
        if (utilizationExceeds(9) || reliabilityIsBelow(5)) {
            return RiskLevel.HIGH;
        }
        return utilizationExceeds(7) || reliabilityIsBelow(7) ? RiskLevel.MEDIUM : RiskLevel.LOW;
    }

    private boolean utilizationExceeds(int tenths) {
        return limit() > 0
                && BigInteger.valueOf(issued())
                                .multiply(BigInteger.TEN)
                                .compareTo(BigInteger.valueOf(limit()).multiply(BigInteger.valueOf(tenths)))
                        > 0;
    }

    private boolean reliabilityIsBelow(int tenths) {
        return own.judgedCredits() > 0 && paid() * 10 < own.judgedCredits() * tenths;
    }

    /** Reliability × 40 + conversion × 30 + max(0, 1 − utilization) × 20 + 10 for an improving wallet, half-up. */
    int healthScore() {
        double score = share(40, paid(), own.judgedCredits())
                + share(30, confirmed(), leads())
                + (limit() == 0 ? 20 : share(20, Math.max(0, limit() - issued()), limit()))
                + (isImproving() ? 10 : 0);
        double rounded = Math.floor(score + 0.5);
        boolean isNearAHalf = Math.abs(score - Math.floor(score) - 0.5) < NEAR;
        return isNearAHalf ? exactHealthScore() : (int) rounded;
    }

    private static double share(int weight, long part, long whole) {
        return whole == 0 ? 0 : (double) weight * part / whole;
    }

    /** Over one denominator: a sum of rounded quotients can lie on the wrong side of a half. */
    private int exactHealthScore() {
        BigInteger judged = denominator(own.judgedCredits());
        BigInteger converted = denominator(leads());
        BigInteger limit = denominator(limit());
        BigInteger free = limit() == 0 ? limit : BigInteger.valueOf(Math.max(0, limit() - issued()));
        BigInteger denominator = judged.multiply(converted).multiply(limit);
        BigInteger score = BigInteger.valueOf(40 * paid())
                .multiply(converted)
                .multiply(limit)
                .add(BigInteger.valueOf(30 * confirmed()).multiply(judged).multiply(limit))
                .add(FULL_SCORE_OF_UTILIZATION.multiply(free).multiply(judged).multiply(converted))
                .add(BigInteger.valueOf(isImproving() ? 10 : 0).multiply(denominator));
        return score.shiftLeft(1)
                .add(denominator)
                .divide(denominator.shiftLeft(1))
                .intValueExact();
    }

    /** What stands below the numerator: any number will do below 0. */
    private static BigInteger denominator(long number) {
        return number == 0 ? BigInteger.ONE : BigInteger.valueOf(number);
    }
}
