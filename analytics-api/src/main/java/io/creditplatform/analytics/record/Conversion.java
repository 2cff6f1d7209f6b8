package io.creditplatform.analytics.record;

import io.creditplatform.analytics.currency.MissingRate;
import io.creditplatform.analytics.web.PerLoad;
import io.creditplatform.analytics.web.PublishedQuery;
import io.creditplatform.database.Database;
import io.creditplatform.model.Currency;
import io.creditplatform.model.ExchangeRate;
import io.creditplatform.model.Money;
import io.creditplatform.rate.ExchangeRates;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Converts the amounts of single records, with the rate and its date beside them (docs/domain.md#currencies). */
final class Conversion {

    private final PerLoad<ExchangeRates> rates;

    /**
     * A record's amounts in another currency.
     *
     * @param rate what was multiplied with, to twelve digits; null where there is none
     * @param effectiveDate since when that rate is in effect; null where it is not needed
     * @param amounts the amounts under their own names; none without a rate
     */
    record Converted(
            Currency currency,
            @Nullable BigDecimal rate,
            @Nullable LocalDate effectiveDate,
            Map<String, Money> amounts,
            List<MissingRate> missingRates) {}

    Conversion(Database database, JdbcClient jdbc, PublishedQuery published) {
        FeedQuery<ExchangeRate> query = new FeedQuery<>(ExchangeRate.class, database, jdbc);
        this.rates = new PerLoad<>(published, () -> new ExchangeRates(query.all()));
    }

    /** Amounts that belong to one day; without a day, the newest rate counts. */
    Converted of(Map<String, Money> amounts, @Nullable LocalDate day, Currency from, Currency to) {
        return rates.get()
                .on(day == null ? LocalDate.MAX : day, from, to)
                .map(rate -> {
                    Map<String, Money> converted = new LinkedHashMap<>();
                    amounts.forEach((name, amount) -> converted.put(name, rate.convert(amount)));
                    return new Converted(to, rate.shown(), rate.effectiveDate(), converted, List.of());
                })
                .orElseGet(() ->
                        new Converted(to, null, null, Map.of(), List.of(new MissingRate(from, to, amounts.size()))));
    }
}
