package io.creditplatform.quality;

import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.model.Currency;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which currency the amounts of a feed are in. The table of profiles has no column for it: where a feed has amounts in several
 * currencies, the name of a column of money is followed by the currency; where it has them in one, that column's own profile
 * says which.
 */
final class CurrencyColumns {

    private static final String SEPARATOR = " ";
    private static final List<String> CODES =
            Arrays.stream(Currency.values()).map(Currency::code).toList();

    private CurrencyColumns() {}

    /** The column that says what currency a row's amounts are in, or null if the feed has no such column, or no amounts. */
    static @Nullable Column of(FeedDefinition feed) {
        boolean hasAmounts =
                feed.columns().stream().anyMatch(column -> column.type().isMoney());
        return feed.columns().stream()
                .filter(column -> hasAmounts && column.type().codes().equals(CODES))
                .findFirst()
                .orElse(null);
    }

    /** The name under which a column's profile is kept. */
    static String keptAs(String column, String currency) {
        return column + SEPARATOR + currency;
    }

    /** Profiles as they are kept, each with its currency and its own name. */
    static List<ColumnProfile> named(List<ColumnProfile> kept, List<FeedDefinition> feeds) {
        Map<String, String> currencies = new HashMap<>();
        for (FeedDefinition feed : feeds) {
            Column currency = of(feed);
            kept.stream()
                    .filter(profile -> currency != null
                            && profile.entity().equals(feed.name())
                            && profile.column().equals(currency.name()))
                    .forEach(profile -> {
                        String only = profile.minValue();
                        if (only != null && only.equals(profile.maxValue())) {
                            feed.columns().stream()
                                    .filter(column -> column.type().isMoney())
                                    .forEach(column -> currencies.put(feed.name() + "." + column.name(), only));
                        }
                    });
        }
        return kept.stream().map(profile -> named(profile, currencies)).toList();
    }

    private static ColumnProfile named(ColumnProfile profile, Map<String, String> currencies) {
        int separator = profile.column().indexOf(SEPARATOR);
        return separator < 0
                ? profile.in(profile.column(), currencies.get(profile.entity() + "." + profile.column()))
                : profile.in(
                        profile.column().substring(0, separator),
                        profile.column().substring(separator + SEPARATOR.length()));
    }
}
