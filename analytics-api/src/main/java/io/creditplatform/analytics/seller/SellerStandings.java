package io.creditplatform.analytics.seller;

import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.analytics.web.PerLoad;
import io.creditplatform.analytics.web.PublishedQuery;
import io.creditplatform.database.Database;
import io.creditplatform.model.Currency;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How healthy each seller is, for lists that are about something else; worked out once for each load. */
@Component
public final class SellerStandings {

    private final PerLoad<Map<Long, Standing>> standings;

    /** A seller's health in short; docs/domain.md#seller-health. */
    public record Standing(int healthScore, RiskLevel riskLevel) {}

    SellerStandings(Database database, JdbcClient jdbc, PublishedQuery published) {
        SellerHealthQuery health = new SellerHealthQuery(database, jdbc);
        // Health is worked out in each seller's own currency, whichever one it is reported in.
        this.standings = new PerLoad<>(published, () -> health.all(new Reporting(Currency.USD)).stream()
                .collect(Collectors.toMap(SellerFigures::sellerId, SellerStandings::standing)));
    }

    private static Standing standing(SellerFigures figures) {
        SellerHealth health = figures.health();
        return new Standing(health.healthScore(), health.riskLevel());
    }

    /** All sellers, by id. */
    public Map<Long, Standing> all() {
        return standings.get();
    }
}
