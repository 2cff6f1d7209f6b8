package io.creditplatform.analytics.seller;

import io.creditplatform.feed.Key;
import io.creditplatform.feed.References;
import io.creditplatform.model.Money;
import io.creditplatform.model.Seller;
import java.time.Instant;

/**
 * How a seller is doing (DOMAIN.md §3, seller health).
 *
 * @param healthScore from 0 to 100
 * @param lastUpdated when the newest load with one of the feeds that this rests on was published
 */
record SellerHealth(
        @Key @References(Seller.class) long sellerId,
        String sellerName,
        int healthScore,
        Metrics metrics,
        RiskLevel riskLevel,
        Instant lastUpdated) {

    /** What the score is made of. */
    record Metrics(
            double creditUtilizationRate,
            double outstandingUtilizationRate,
            double paymentReliabilityScore,
            double leadConversionRate,
            WalletHealth walletHealth) {}

    /** What the seller has, and which way that goes. */
    record WalletHealth(Money currentBalance, Money avgWeeklyChange, Trend trend) {}
}
