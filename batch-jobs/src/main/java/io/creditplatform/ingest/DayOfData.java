package io.creditplatform.ingest;

import io.creditplatform.database.Database;
import io.creditplatform.feed.Feeds;
import io.creditplatform.load.Load;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The day that the data speak of, for which figures with a date are given unless another one is asked for. Equal data has equal
 * days, whenever it is asked.
 */
final class DayOfData {

    /** What happened to somebody at a known time; dates that may be missing, or lie ahead, are plans. */
    private static final String NEWEST = Feeds.all().stream()
            .flatMap(feed -> feed.columns().stream()
                    .filter(column -> column.required() && column.type().isTimestamp())
                    .map(column -> "SELECT max(" + column.tableName() + ") AS happened_at FROM " + feed.name()))
            .collect(Collectors.joining(" UNION ALL ", "SELECT max(happened_at) AS happened_at FROM (", ") happened"));

    private DayOfData() {}

    /** What was said when the load was begun, else the newest day among all that is loaded, else the day it is published. */
    static LocalDate of(Load load, Instant publishedAt, Database database, JdbcClient jdbc) {
        if (load.asOf() != null) {
            return load.asOf();
        }
        Optional<Instant> newest = jdbc.sql(NEWEST)
                .query((row, index) -> Optional.ofNullable(database.timestamp(row, "happened_at")))
                .single();
        return Objects.requireNonNull(newest.orElse(publishedAt))
                .atZone(ZoneOffset.UTC)
                .toLocalDate();
    }
}
