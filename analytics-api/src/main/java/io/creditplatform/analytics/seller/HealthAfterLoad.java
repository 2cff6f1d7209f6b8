package io.creditplatform.analytics.seller;

import io.creditplatform.model.Currency;
import io.creditplatform.model.Key;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A seller's health as it was after a load (docs/domain.md#seller-health).
 *
 * @param day the day of the load's data
 * @param currency the seller's preferred one then, in which all this is worked out
 * @param reported its amounts in the reporting currency
 * @param judgedCredits how many credits were not cancelled
 * @param leads how many there were
 */
record HealthAfterLoad(
        @Key long loadId,
        Instant publishedAt,
        LocalDate day,
        int healthScore,
        RiskLevel riskLevel,
        SellerHealth.Metrics metrics,
        Currency currency,
        SellerHealth.Reported reported,
        long judgedCredits,
        long leads) {}
