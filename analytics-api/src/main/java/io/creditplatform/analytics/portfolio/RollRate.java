package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.currency.MissingRate;
import io.creditplatform.model.Currency;
import io.creditplatform.model.Key;
import io.creditplatform.model.Money;
import java.time.LocalDate;
import java.util.List;

/**
 * What became of a bucket's open credits from one month end to the next one (docs/domain.md#portfolio).
 *
 * @param fromBucket code of the {@link AgeingBucket}
 * @param toBucket code of the bucket that the credits are in then, or {@value #CLOSED}
 * @param outstanding sum of the credits
 * @param share the outstanding ÷ all that was outstanding in the bucket that they come from
 */
record RollRate(
        @Key LocalDate fromMonthEnd,
        LocalDate toMonthEnd,
        @Key(2) String fromBucket,
        @Key(3) String toBucket,
        long credits,
        Money outstanding,
        double share,
        Currency currency,
        List<MissingRate> missingRates) {

    /** Instead of a bucket: no longer open. */
    static final String CLOSED = "closed";
}
