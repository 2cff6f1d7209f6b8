package io.creditplatform.analytics.seller;

import io.creditplatform.analytics.Ratio;
import io.creditplatform.analytics.currency.MissingRate;
import io.creditplatform.model.Currency;
import io.creditplatform.model.Money;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/** What a seller's health is worked out from: a row of {@code sellers} with its row of {@code seller_metrics}, in its own currency. */
record SellerFigures(
        long sellerId,
        String sellerName,
        String market,
        long creditLimitMinor,
        long initialWalletMinor,
        long judgedCredits,
        long paidCredits,
        long issuedMinor,
        long openMinor,
        long leads,
        long confirmedLeads,
        long walletMinor,
        long walletWeeks,
        Instant lastUpdated,
        Currency currency,
        SellerHealth.Reported reported,
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
                        Ratio.of(issuedMinor, creditLimitMinor),
                        Ratio.of(openMinor, creditLimitMinor),
                        Ratio.of(paidCredits, judgedCredits),
                        Ratio.of(confirmedLeads, leads),
                        new SellerHealth.WalletHealth(
                                new Money(Math.addExact(initialWalletMinor, walletMinor)),
                                Ratio.mean(walletMinor, walletWeeks),
                                isImproving() ? Trend.IMPROVING : Trend.DECLINING)),
                riskLevel(),
                lastUpdated,
                currency,
                reported,
                missingRates);
    }

    private boolean isImproving() {
        return walletMinor > 0;
    }

    private RiskLevel riskLevel() {
        if (utilizationExceeds(9) || reliabilityIsBelow(5)) {
            return RiskLevel.HIGH;
        }
        return utilizationExceeds(7) || reliabilityIsBelow(7) ? RiskLevel.MEDIUM : RiskLevel.LOW;
    }

    private boolean utilizationExceeds(int tenths) {
        return creditLimitMinor > 0
                && BigInteger.valueOf(issuedMinor)
                                .multiply(BigInteger.TEN)
                                .compareTo(BigInteger.valueOf(creditLimitMinor).multiply(BigInteger.valueOf(tenths)))
                        > 0;
    }

    private boolean reliabilityIsBelow(int tenths) {
        return judgedCredits > 0 && paidCredits * 10 < judgedCredits * tenths;
    }

    /** Reliability × 40 + conversion × 30 + max(0, 1 − utilization) × 20 + 10 for an improving wallet, half-up. */
    private int healthScore() {
        double score = share(40, paidCredits, judgedCredits)
                + share(30, confirmedLeads, leads)
                + (creditLimitMinor == 0
                        ? 20
                        : share(20, Math.max(0, creditLimitMinor - issuedMinor), creditLimitMinor))
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
        BigInteger judged = denominator(judgedCredits);
        BigInteger converted = denominator(leads);
        BigInteger limit = denominator(creditLimitMinor);
        BigInteger free =
                creditLimitMinor == 0 ? limit : BigInteger.valueOf(Math.max(0, creditLimitMinor - issuedMinor));
        BigInteger denominator = judged.multiply(converted).multiply(limit);
        BigInteger score = BigInteger.valueOf(40 * paidCredits)
                .multiply(converted)
                .multiply(limit)
                .add(BigInteger.valueOf(30 * confirmedLeads).multiply(judged).multiply(limit))
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
