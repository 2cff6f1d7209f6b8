package io.creditplatform.analytics.portfolio;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.creditplatform.analytics.currency.MissingRate;
import io.creditplatform.model.Currency;
import io.creditplatform.model.Key;
import io.creditplatform.model.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was open at a month end, by how long it was past due (docs/domain.md#portfolio).
 *
 * @param credits how many
 * @param outstanding their sum, which is that of the five after it
 * @param over90DaysShare the last of them ÷ outstanding; null if nothing was
 */
record Delinquency(
        @Key LocalDate monthEnd,
        long credits,
        Money outstanding,
        Money notDue,
        @JsonProperty("days_1_to_30") Money days1To30,
        @JsonProperty("days_31_to_60") Money days31To60,
        @JsonProperty("days_61_to_90") Money days61To90,
        @JsonProperty("over_90_days") Money over90Days,
        @JsonProperty("over_90_days_share") @Nullable Double over90DaysShare,
        Currency currency,
        List<MissingRate> missingRates) {}
