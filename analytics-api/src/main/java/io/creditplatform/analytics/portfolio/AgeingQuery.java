package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.database.Database;
import io.creditplatform.model.Money;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sorts the credits that were open at the end of a day by how long they were past due. */
final class AgeingQuery {

    private final ExposureQuery exposures;

    AgeingQuery(Database database, JdbcClient jdbc) {
        this.exposures = new ExposureQuery(database, jdbc);
    }

    /** All buckets, the empty ones included. */
    List<AgedCredits> asOf(LocalDate day, InMarket market, Reporting reporting) {
        List<SellerExposure> sellers = exposures.asOf(day, market, reporting);
        return Arrays.stream(AgeingBucket.values())
                .map(bucket -> {
                    ConvertedCredits credits = sellers.stream()
                            .map(seller -> seller.in(bucket))
                            .reduce(ConvertedCredits.NONE, ConvertedCredits::plus);
                    return new AgedCredits(
                            bucket.code(),
                            credits.credits(),
                            new Money(credits.minor()),
                            reporting.currency(),
                            credits.missingRates());
                })
                .toList();
    }
}
