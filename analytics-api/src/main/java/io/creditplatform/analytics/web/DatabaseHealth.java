package io.creditplatform.analytics.web;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the database can be used: the server is ready only then. */
final class DatabaseHealth implements HealthIndicator {

    private final AnalyticsDatabase database;

    DatabaseHealth(AnalyticsDatabase database) {
        this.database = database;
    }

    @Override
    public Health health() {
        Health.Builder health = database.obstacle()
                .map(words -> Health.down().withDetail("reason", words))
                .orElseGet(Health::up);
        database.schema().ifPresent(schema -> health.withDetail("schema_found", schema.found())
                .withDetail("schema_needed", schema.needed()));
        return health.build();
    }
}
