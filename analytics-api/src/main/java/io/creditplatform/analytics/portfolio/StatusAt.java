package io.creditplatform.analytics.portfolio;

import io.creditplatform.database.Database;
import io.creditplatform.database.Vocabulary;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * The status that a credit had at the end of a day (docs/domain.md, status at a day). Every figure with a date asks this, so
 * that all of them agree about any day. A credit's own status is the newest word on it; its history tells about earlier days.
 *
 * @param end name of the query's parameter with the moment at which the day is over
 */
record StatusAt(String end) {

    /** For queries about one day. */
    static final StatusAt DAY = new StatusAt("day_end");

    /** Of entries at the same moment the one that comes later in a credit's life. */
    private static final String STATION = Vocabulary.station("h.status");

    private static final String SQL = """
            CASE WHEN EXISTS (SELECT 1 FROM credit_histories h WHERE h.credit_id = c.credit_id AND h.changed_at >= :end)
                THEN (SELECT h.status FROM credit_histories h WHERE h.credit_id = c.credit_id AND h.changed_at < :end
                      ORDER BY h.changed_at DESC, station DESC LIMIT 1)
                WHEN c.issue_date >= :end
                    AND NOT EXISTS (SELECT 1 FROM credit_histories h WHERE h.credit_id = c.credit_id) THEN NULL
                ELSE c.status END""";

    /** SQL for the status, where c stands for credits; null if the credit did not exist yet. */
    String sql() {
        return SQL.replace(":end", ":" + end).replace("station", STATION);
    }

    /** The value of the parameter for a day. */
    static Object endOf(LocalDate day, Database database) {
        return Objects.requireNonNull(
                database.sqlValue(day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)));
    }
}
