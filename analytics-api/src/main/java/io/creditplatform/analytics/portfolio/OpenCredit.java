package io.creditplatform.analytics.portfolio;

import io.creditplatform.model.Credit;
import io.creditplatform.model.Currency;
import io.creditplatform.model.Key;
import io.creditplatform.model.Money;
import io.creditplatform.model.References;
import io.creditplatform.model.Seller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A credit that was open at the end of a day: a row that ageing and exposure rest on.
 *
 * @param bucket code of the {@link AgeingBucket}
 * @param daysPastDue the day − the date that it is due on; 0 and less are not past due; null without a due date
 * @param amount as it was delivered
 * @param outstanding the amount in the currency asked for, or null without a rate
 */
record OpenCredit(
        @Key @References(Credit.class) long creditId,
        @References(Seller.class) long sellerId,
        String sellerName,
        String market,
        String status,
        String bucket,
        @Nullable Instant dueDate,
        @Nullable Long daysPastDue,
        Money amount,
        Currency currency,
        @Nullable Money outstanding,
        Currency reportedCurrency) {}
