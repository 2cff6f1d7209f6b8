package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.currency.MissingRate;
import io.creditplatform.model.Currency;
import io.creditplatform.model.Key;
import io.creditplatform.model.Money;
import java.util.List;

/**
 * A market on the dashboard (docs/domain.md#markets).
 *
 * @param totalCredits credits that are not cancelled
 * @param paymentSuccessRate paid credits ÷ total credits
 * @param avgWalletChange mean signed amount of its sellers' wallet transactions, as far as there are rates
 */
record MarketStats(
        @Key String market,
        long totalSellers,
        long totalCredits,
        long paidCredits,
        double paymentSuccessRate,
        Money avgWalletChange,
        Currency currency,
        List<MissingRate> missingRates) {}
