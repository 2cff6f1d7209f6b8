package io.creditplatform.analytics.portfolio;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.creditplatform.analytics.currency.MissingRate;
import io.creditplatform.model.Currency;
import io.creditplatform.model.Key;
import io.creditplatform.model.Money;
import java.time.LocalDate;
import java.util.List;

/**
 * On how few sellers the open amount is spread (docs/domain.md#portfolio).
 *
 * @param hhi Herfindahl–Hirschman index, from near 0 for many equal sellers to 1 for a single one
 * @param top10Share share of the ten sellers that owe most
 * @param byMarket all markets with sellers, by name
 * @param asOf the day at whose end the amounts were open
 */
record Concentration(
        double hhi,
        @JsonProperty("top_10_share") double top10Share,
        List<Market> byMarket,
        LocalDate asOf,
        Currency currency,
        List<MissingRate> missingRates) {

    /**
     * A market's part.
     *
     * @param share its outstanding ÷ that of all markets
     * @param hhi the index among its own sellers
     */
    record Market(@Key String market, Money outstanding, double share, double hhi) {}
}
