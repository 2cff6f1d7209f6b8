package io.creditplatform.analytics.portfolio;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.creditplatform.analytics.currency.MissingRate;
import io.creditplatform.analytics.earlier.KeptLoad;
import io.creditplatform.analytics.quality.CriticalIssues;
import io.creditplatform.model.Currency;
import io.creditplatform.model.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the portfolio is doing, what that rests on, and whether it can be trusted (docs/domain.md#portfolio).
 *
 * @param load the newest published load; null while there is none
 * @param loadBefore the one that the changes are since; null if there is none whose state can be told
 * @param loadsFailedSince loads that failed since the newest published one
 * @param lastFailedLoad the newest of them
 * @param criticalIssues of the newest run of the quality rules; null while there is none
 * @param exposure open amount
 * @param overdue open amount past due
 * @param over90DaysShare open amount more than 90 days past due ÷ open amount
 * @param sellersOverLimit sellers whose open amount exceeds their credit limit
 * @param approvalRate issued ÷ requested credits
 * @param paymentSuccessRate Paid credits ÷ credits that are not Cancelled
 * @param leadConversionRate Confirmed leads ÷ leads
 */
record PortfolioSummary(
        @Nullable KeptLoad load,
        @Nullable KeptLoad loadBefore,
        long loadsFailedSince,
        @Nullable FailedLoad lastFailedLoad,
        @Nullable CriticalIssues criticalIssues,
        Amount exposure,
        Amount overdue,
        @JsonProperty("over_90_days_share") Share over90DaysShare,
        Count sellersOverLimit,
        Share approvalRate,
        Share paymentSuccessRate,
        Share leadConversionRate,
        LocalDate asOf,
        Currency currency,
        List<MissingRate> missingRates) {

    /** A load that failed. */
    record FailedLoad(long loadId, Instant startedAt) {}

    /**
     * An amount of money.
     *
     * @param before what it was after the load before; null if that cannot be told
     * @param change value − before
     */
    record Amount(
            Money value, @Nullable Money before, @Nullable Money change) {

        static Amount of(long minor, @Nullable Long before) {
            return before == null
                    ? new Amount(new Money(minor), null, null)
                    : new Amount(new Money(minor), new Money(before), new Money(Math.subtractExact(minor, before)));
        }
    }

    /** A number of things; before and change as those of an amount. */
    record Count(
            long value, @Nullable Long before, @Nullable Long change) {

        static Count of(long value, @Nullable Long before) {
            return new Count(value, before, before == null ? null : (Long) (value - before));
        }
    }

    /** A part of a whole, null where there is no whole; before and change as those of an amount. */
    record Share(
            @Nullable Double value,
            @Nullable Double before,
            @Nullable Double change) {

        static Share of(@Nullable Double value, @Nullable Double before) {
            return new Share(value, before, value == null || before == null ? null : (Double) (value - before));
        }
    }
}
