package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.currency.MissingRate;
import io.creditplatform.model.Currency;
import io.creditplatform.model.Key;
import io.creditplatform.model.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a bucket's open amount within a month, on the average of some months (docs/domain.md#portfolio).
 *
 * @param months of how many months
 * @param fromMonthEnd when the first of them begins
 * @param toMonthEnd when the last one is over
 * @param fromBucket code of the {@link AgeingBucket}
 * @param toBucket code of the bucket a month later, or {@value RollRate#CLOSED}
 * @param outstanding mean amount a month
 * @param share mean of the months' shares of what was in the bucket; null if nothing was in any of them
 * @param monthsWithAmount in how many of them something was in it
 */
record RollMatrixCell(
        @Key int months,
        @Key(2) String fromBucket,
        @Key(3) String toBucket,
        LocalDate fromMonthEnd,
        LocalDate toMonthEnd,
        Money outstanding,
        @Nullable Double share,
        int monthsWithAmount,
        Currency currency,
        List<MissingRate> missingRates) {}
