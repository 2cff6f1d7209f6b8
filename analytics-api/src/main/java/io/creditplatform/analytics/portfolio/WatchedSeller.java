package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.currency.MissingRate;
import io.creditplatform.analytics.seller.RiskLevel;
import io.creditplatform.model.AccountManager;
import io.creditplatform.model.Currency;
import io.creditplatform.model.Key;
import io.creditplatform.model.Money;
import io.creditplatform.model.References;
import io.creditplatform.model.Seller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A seller that owes something (docs/domain.md#portfolio).
 *
 * @param openCredits how many credits
 * @param exposure their sum
 * @param overdue of those past due
 * @param oldestDaysOverdue for how many days the oldest one is; null if none is
 * @param limit what it may owe
 * @param healthScore from 0 to 100, of the newest load
 */
record WatchedSeller(
        @Key @References(Seller.class) long sellerId,
        String sellerName,
        String market,
        long openCredits,
        Money exposure,
        Money overdue,
        @Nullable Long oldestDaysOverdue,
        Limit limit,
        int healthScore,
        RiskLevel riskLevel,
        @References(AccountManager.class) long amId,
        String amName,
        Currency currency,
        List<MissingRate> missingRates) {

    /**
     * What a seller may owe and what it does, in its preferred currency.
     *
     * @param share exposure ÷ credit limit; null if that is 0
     */
    record Limit(
            Money creditLimit, Money exposure, @Nullable Double share, boolean exceeded, Currency currency) {}
}
