package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.database.Database;
import io.creditplatform.model.Money;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sorts sellers by how much of their limits they use. */
final class LimitUseQuery {

    private final ExposureQuery exposures;

    LimitUseQuery(Database database, JdbcClient jdbc) {
        this.exposures = new ExposureQuery(database, jdbc);
    }

    /** All parts, those without sellers included. */
    List<LimitUse> asOf(LocalDate day, InMarket market, Reporting reporting) {
        List<SellerExposure> sellers = exposures.asOf(day, market, reporting);
        return Arrays.stream(LimitUse.Part.values())
                .map(part -> {
                    List<SellerExposure> some = sellers.stream()
                            .filter(seller -> LimitUse.Part.of(seller) == part)
                            .toList();
                    return new LimitUse(
                            part,
                            some.size(),
                            new Money(some.stream()
                                    .mapToLong(seller -> seller.exposure().minor())
                                    .reduce(0, Math::addExact)),
                            reporting.currency(),
                            SellerExposure.missingRates(some.stream()));
                })
                .toList();
    }
}
