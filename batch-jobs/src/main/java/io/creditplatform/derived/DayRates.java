package io.creditplatform.derived;

import io.creditplatform.database.Database;
import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.model.Currency;
import io.creditplatform.model.ExchangeRate;
import io.creditplatform.rate.EffectiveRate;
import io.creditplatform.rate.ExchangeRates;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rates that are loaded, asked for the same few days and pairs over and over. For one thread. */
final class DayRates {

    private static final FeedDefinition FEED = Feeds.all().stream()
            .filter(feed -> feed.type() == ExchangeRate.class)
            .findFirst()
            .orElseThrow();

    private final ExchangeRates rates;
    private final Map<LocalDate, Map<Currency, Map<Currency, Optional<EffectiveRate>>>> known = new HashMap<>();

    private DayRates(ExchangeRates rates) {
        this.rates = rates;
    }

    /** All that are loaded. */
    static DayRates read(Database database, JdbcClient jdbc) {
        FeedDefinition.RowFactory factory = FEED.rowFactory();
        List<ExchangeRate> all = jdbc.sql("SELECT " + FEED.tableColumns() + " FROM " + FEED.name())
                .query((row, index) -> {
                    @Nullable Object[] values = new Object[FEED.columns().size()];
                    for (Column column : FEED.columns()) {
                        values[column.index()] = column.read(database, row);
                    }
                    return (ExchangeRate) factory.row(values);
                })
                .list();
        return new DayRates(new ExchangeRates(all));
    }

    /** The rate of that day, or the newest before it. */
    Optional<EffectiveRate> on(LocalDate day, Currency from, Currency to) {
        return known.computeIfAbsent(day, any -> new EnumMap<>(Currency.class))
                .computeIfAbsent(from, any -> new EnumMap<>(Currency.class))
                .computeIfAbsent(to, any -> rates.on(day, from, to));
    }

    /** Whether some pair has another rate on one day than on the other. */
    boolean differ(LocalDate day, LocalDate other) {
        for (Currency from : Currency.values()) {
            for (Currency to : Currency.values()) {
                if (!on(day, from, to).equals(on(other, from, to))) {
                    return true;
                }
            }
        }
        return false;
    }
}
