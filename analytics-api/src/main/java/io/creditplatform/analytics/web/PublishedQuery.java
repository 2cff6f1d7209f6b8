package io.creditplatform.analytics.web;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Asks what has been published. */
final class PublishedQuery {

    private final JdbcClient jdbc;

    PublishedQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Published newest(Answer.Basis basis) {
        return new Published(
                number("SELECT max(load_id) FROM loads WHERE status = 'COMPLETED' AND dry_run = 0"),
                basis == Answer.Basis.QUALITY
                        ? number("SELECT max(run_id) FROM quality_runs WHERE status = 'COMPLETED'")
                        : null);
    }

    private @Nullable Long number(String sql) {
        return jdbc.sql(sql).query(Long.class).optional().orElse(null);
    }
}
