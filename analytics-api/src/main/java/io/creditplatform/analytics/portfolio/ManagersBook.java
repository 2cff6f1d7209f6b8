package io.creditplatform.analytics.portfolio;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.creditplatform.analytics.currency.MissingRate;
import io.creditplatform.model.Currency;
import io.creditplatform.model.Key;
import io.creditplatform.model.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a manager's sellers owe (docs/domain.md#portfolio).
 *
 * @param sellers how many there are
 * @param sellersOverLimit how many of them owe more than their limit
 * @param exposure sum of their open credits
 * @param overdue of those past due
 * @param over90DaysShare of those more than 90 days past due ÷ exposure; null if nothing is open
 * @param paymentReliability their Paid credits ÷ those that are not Cancelled, of the newest load; null if there are none
 */
record ManagersBook(
        @Key long managerId,
        String managerName,
        String managerEmail,
        long sellers,
        long sellersOverLimit,
        Money exposure,
        Money overdue,
        @JsonProperty("over_90_days_share") @Nullable Double over90DaysShare,
        @Nullable Double paymentReliability,
        Currency currency,
        List<MissingRate> missingRates) {}
