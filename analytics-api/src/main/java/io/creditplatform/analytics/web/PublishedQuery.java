package io.creditplatform.analytics.web;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Asks what has been published. */
public final class PublishedQuery {

    private final JdbcClient jdbc;

    PublishedQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Published newest(Answer.Basis basis) {
        return new Published(newestLoad(), basis == Answer.Basis.LOADS ? null : mark(basis));
    }

    private @Nullable Long newestLoad() {
        return jdbc.sql("SELECT max(load_id) FROM loads WHERE status = 'COMPLETED' AND dry_run = 0")
                .query(Long.class)
                .optional()
                .orElse(null);
    }

    private @Nullable String mark(Answer.Basis basis) {
        return jdbc.sql(basis.mark()).query(String.class).optional().orElse(null);
    }
}
