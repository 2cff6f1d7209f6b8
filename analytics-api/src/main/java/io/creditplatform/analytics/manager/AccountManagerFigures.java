package io.creditplatform.analytics.manager;

import io.creditplatform.analytics.currency.MissingRate;
import io.creditplatform.model.AccountManager;
import io.creditplatform.model.Currency;
import io.creditplatform.model.Key;
import io.creditplatform.model.Money;
import io.creditplatform.model.References;
import java.util.List;

/**
 * How an account manager's sellers are doing (docs/domain.md#account-managers).
 *
 * @param sellers how many there are
 * @param creditVolume sum of their issued credits
 * @param utilizationRate that ÷ the sum of all their credit limits, 0 if there is none
 * @param creditLimit that sum
 */
record AccountManagerFigures(
        @Key @References(AccountManager.class) long amId,
        String amName,
        String amEmail,
        long sellers,
        Money creditVolume,
        double utilizationRate,
        Currency currency,
        List<MissingRate> missingRates,
        Money creditLimit) {}
