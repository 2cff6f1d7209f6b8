package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.currency.MissingRate;
import io.creditplatform.model.Currency;
import io.creditplatform.model.Key;
import io.creditplatform.model.Money;
import java.time.YearMonth;
import java.util.List;

/**
 * How much of the credits issued in a month was paid after some time (docs/domain.md#portfolio).
 *
 * @param monthsOnBook calendar months from the issue month to the one up to whose end payments count
 * @param credits issued credits of the month
 * @param amount their sum
 * @param paidShare paid amount ÷ amount
 * @param paidCreditsShare paid credits ÷ credits
 */
record Vintage(
        @Key YearMonth issueMonth,
        @Key(2) int monthsOnBook,
        long credits,
        Money amount,
        long paidCredits,
        Money paidAmount,
        double paidShare,
        double paidCreditsShare,
        Currency currency,
        List<MissingRate> missingRates) {}
