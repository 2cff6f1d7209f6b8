package io.creditplatform.analytics.record;

import io.creditplatform.analytics.web.Single;
import io.creditplatform.database.Database;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.past.RowHistory;
import io.creditplatform.past.RowVersion;
import io.swagger.v3.oas.annotations.Operation;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What single rows were before. */
@Controller
final class HistoryController {

    private final Database database;
    private final JdbcTemplate jdbc;

    HistoryController(Database database, DataSource dataSource) {
        this.database = database;
        this.jdbc = new JdbcTemplate(dataSource);
    }

    @Operation(summary = "The versions of one row", description = """
                    Oldest first: the load that brought each, with folder, file, SHA-256 of the file, line and time, and per column what it
                    was and became. key: the values of the key's columns in the feed's order, with / between them. A version that another
                    load ended says which one, and whether it was replaced or removed. line is null where it was not kept yet.
""")
    @GetMapping("/api/history/{feed}/{key}")
    Single<RowPast> history(@PathVariable("feed") String feed, @PathVariable("key") String key) {
        return Single.of("row " + key + " in " + feed, () -> Feeds.named(feed)
                .map(definition -> versions(definition, key))
                .filter(versions -> !versions.isEmpty())
                .map(versions -> new RowPast(feed, key, versions)));
    }

    private List<RowVersion> versions(FeedDefinition feed, String key) {
        return Objects.requireNonNull(jdbc.execute((Connection connection) -> {
            try {
                return new RowHistory(connection, database).of(feed, key);
            } catch (IllegalArgumentException e) {
                return List.of(); // what is no key has no row
            }
        }));
    }
}
