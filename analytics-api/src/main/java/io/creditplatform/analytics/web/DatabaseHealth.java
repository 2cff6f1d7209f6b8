package io.creditplatform.analytics.web;

import io.creditplatform.database.Standby;
import java.util.LinkedHashMap;
import java.util.Map;
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
        database.standby().ifPresent(standby -> health.withDetail("standby", details(standby)));
        return health.build();
    }

    /** Of a server that repeats what another one does: it is ready even while it is behind. */
    private static Map<String, Object> details(Standby standby) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("connected", standby.connected());
        if (standby.secondsBehind() != null) {
            details.put("seconds_behind", standby.secondsBehind());
        }
        if (standby.newestChange() != null) {
            details.put("newest_change", standby.newestChange().toString());
        }
        return details;
    }
}
