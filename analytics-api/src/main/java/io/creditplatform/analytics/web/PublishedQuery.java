package io.creditplatform.analytics.web;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Asks what has been published. */
public final class PublishedQuery {

    private final JdbcClient jdbc;

    PublishedQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Published newest(Answer.Basis basis) {
        String mark = basis == Answer.Basis.LOADS ? null : mark(basis);
        return jdbc.sql("""
                        SELECT load_id, published_at, data_day FROM loads WHERE status = 'COMPLETED' AND dry_run = 0
                        ORDER BY load_id DESC LIMIT 1
                        """)
                .query((row, index) -> new Published(
                        row.getLong("load_id"),
                        row.getString("published_at"),
                        LocalDate.parse(row.getString("data_day")),
                        mark))
                .optional()
                .orElseGet(() -> new Published(null, null, Published.NO_DAY, mark));
    }

    /** The day of the newest published load's data. */
    public LocalDate dayOfData() {
        return newest(Answer.Basis.LOADS).day();
    }

    private @Nullable String mark(Answer.Basis basis) {
        return jdbc.sql(basis.mark()).query(String.class).optional().orElse(null);
    }
}
