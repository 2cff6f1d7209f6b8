package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.currency.MissingRate;
import io.creditplatform.model.Currency;
import io.creditplatform.model.Key;
import io.creditplatform.model.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is expected to be lost of a bucket's open amount, with all that this is worked out from (docs/domain.md#portfolio).
 *
 * @param bucket code of the {@link AgeingBucket}, or {@value #TOTAL}
 * @param credits how many are open
 * @param outstanding their sum
 * @param rollRate mean share of the bucket that was worse a month later; null where nothing was in it, of the worst one and of all
 * @param monthsWithAmount in how many months something was in it; null of the worst one and of all
 * @param fromMonthEnd when the first of those months begins
 * @param toMonthEnd when the last one is over
 * @param probability of becoming more than 90 days past due; null where a rate of the way there is, and of all
 * @param lossGivenDefault what part is lost then
 * @param expectedLoss outstanding × probability × loss given default; null if the probability is and something is outstanding
 */
record ExpectedLoss(
        @Key String bucket,
        long credits,
        Money outstanding,
        @Nullable Double rollRate,
        @Nullable Integer monthsWithAmount,
        LocalDate fromMonthEnd,
        LocalDate toMonthEnd,
        @Nullable Double probability,
        BigDecimal lossGivenDefault,
        @Nullable Money expectedLoss,
        Currency currency,
        List<MissingRate> missingRates) {

    /** In place of a bucket: all of them. */
    static final String TOTAL = "total";
}
