package io.creditplatform.analytics.seller;

import io.creditplatform.analytics.currency.MissingRate;
import io.creditplatform.model.Currency;
import io.creditplatform.model.Key;
import io.creditplatform.model.Money;
import io.creditplatform.model.References;
import io.creditplatform.model.Seller;
import java.time.Instant;
import java.util.List;

/**
 * How a seller is doing (docs/domain.md#seller-health).
 *
 * @param healthScore from 0 to 100
 * @param currency the seller's preferred one, in which all this is worked out (docs/domain.md#currencies)
 * @param reported its amounts in the reporting currency
 * @param missingRates what is left out for want of a rate, into the preferred currency or into the reporting one
 * @param lastUpdated when the newest load with one of the feeds that this rests on was published
 * @param judgedCredits how many credits are not cancelled: what payment reliability is a share of
 * @param leads how many there are: what lead conversion is a share of
 */
record SellerHealth(
        @Key @References(Seller.class) long sellerId,
        String sellerName,
        int healthScore,
        Metrics metrics,
        RiskLevel riskLevel,
        Instant lastUpdated,
        Currency currency,
        Reported reported,
        List<MissingRate> missingRates,
        long judgedCredits,
        long leads) {

    /** What the score is made of. */
    record Metrics(
            double creditUtilizationRate,
            double outstandingUtilizationRate,
            double paymentReliabilityScore,
            double leadConversionRate,
            WalletHealth walletHealth) {}

    /** What the seller has, and which way that goes. */
    record WalletHealth(Money currentBalance, Money avgWeeklyChange, Trend trend) {}

    /**
     * The seller's amounts in the reporting currency.
     *
     * @param issued sum of its issued credits
     * @param outstanding sum of its open credits
     */
    record Reported(
            Currency currency,
            Money creditLimit,
            Money issued,
            Money outstanding,
            Money currentBalance,
            Money avgWeeklyChange) {}
}
