package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.currency.MissingRate;
import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.model.Currency;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Some credits and what they come to in a reporting currency.
 *
 * @param credits how many, those without a rate included
 * @param minor the sum of those with a rate, in minor units
 */
record ConvertedCredits(long credits, long minor, List<MissingRate> missingRates) {

    static final ConvertedCredits NONE = new ConvertedCredits(0, 0, List.of());

    /** Reads a row with the columns currency, credits, missing, and one for the sum. */
    static ConvertedCredits of(ResultSet row, String sum, Reporting reporting) throws SQLException {
        long missing = row.getLong("missing");
        return new ConvertedCredits(
                row.getLong("credits"),
                row.getLong(sum),
                missing == 0
                        ? List.of()
                        : List.of(new MissingRate(
                                Currency.valueOf(row.getString("currency")), reporting.currency(), missing)));
    }

    ConvertedCredits plus(ConvertedCredits other) {
        return new ConvertedCredits(
                credits + other.credits,
                Math.addExact(minor, other.minor),
                Stream.concat(missingRates.stream(), other.missingRates.stream())
                        .collect(Collectors.groupingBy(
                                MissingRate::fromCurrency,
                                Collectors.reducing((a, b) ->
                                        new MissingRate(a.fromCurrency(), a.toCurrency(), a.amounts() + b.amounts()))))
                        .values()
                        .stream()
                        .flatMap(rate -> rate.stream())
                        .sorted(Comparator.comparing(MissingRate::fromCurrency))
                        .toList());
    }
}
