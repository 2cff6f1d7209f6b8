package io.creditplatform.analytics.seller;

import io.creditplatform.analytics.currency.MissingRate;
import io.creditplatform.model.Currency;
import io.creditplatform.model.Key;
import io.creditplatform.model.Money;
import io.creditplatform.model.References;
import io.creditplatform.model.Seller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a seller brings for the credit that it was given (docs/domain.md#leads).
 *
 * @param totalCredits sum of its issued credits
 * @param confirmedLeadsValue sum of its confirmed leads
 * @param ratio the latter ÷ the former, or null if that is 0 for want of rates
 */
record RevenueEfficiency(
        @Key @References(Seller.class) long sellerId,
        String sellerName,
        String market,
        Money totalCredits,
        Money confirmedLeadsValue,
        @Nullable Double ratio,
        Currency currency,
        List<MissingRate> missingRates) {}
