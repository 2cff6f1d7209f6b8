package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.currency.MissingRate;
import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.model.Currency;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
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
        return of(row, sum, "missing", reporting.currency());
    }

    /** Reads a row with the columns currency and credits, one for the sum, and one for how many of them have no rate. */
    static ConvertedCredits of(ResultSet row, String sum, String withoutRate, Currency to) throws SQLException {
        long missing = row.getLong(withoutRate);
        return new ConvertedCredits(
                row.getLong("credits"),
                row.getLong(sum),
                missing == 0
                        ? List.of()
                        : List.of(new MissingRate(Currency.valueOf(row.getString("currency")), to, missing)));
    }

    ConvertedCredits plus(ConvertedCredits other) {
        return new ConvertedCredits(
                credits + other.credits,
                Math.addExact(minor, other.minor),
                missingRates.isEmpty() && other.missingRates.isEmpty()
                        ? List.of()
                        : MissingRate.sum(Stream.concat(missingRates.stream(), other.missingRates.stream())));
    }
}
