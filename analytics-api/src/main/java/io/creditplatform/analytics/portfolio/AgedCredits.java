package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.currency.MissingRate;
import io.creditplatform.model.Currency;
import io.creditplatform.model.Key;
import io.creditplatform.model.Money;
import java.util.List;

/**
 * The open credits in a bucket (docs/domain.md#portfolio).
 *
 * @param bucket code of the {@link AgeingBucket}
 */
record AgedCredits(
        @Key String bucket, long credits, Money outstanding, Currency currency, List<MissingRate> missingRates) {}
