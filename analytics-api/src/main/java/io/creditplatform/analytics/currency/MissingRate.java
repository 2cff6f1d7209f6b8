package io.creditplatform.analytics.currency;

import io.creditplatform.model.Currency;
import io.creditplatform.model.Key;

/**
 * A pair of currencies without a usable rate.
 *
 * @param amounts how many amounts are left out for that
 */
public record MissingRate(
        @Key Currency fromCurrency, @Key(2) Currency toCurrency, long amounts) {}
