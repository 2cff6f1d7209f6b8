package io.creditplatform.analytics.record;

import io.creditplatform.analytics.web.Listing;
import io.creditplatform.analytics.web.PublishedQuery;
import io.creditplatform.analytics.web.RowsOfFeeds;
import io.creditplatform.analytics.web.Single;
import io.creditplatform.database.Database;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.http.InvalidParameterException;
import io.creditplatform.model.Currency;
import io.creditplatform.past.RowHistory;
import io.creditplatform.past.RowVersion;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What rows were before, and which of them changed. */
@Controller
final class HistoryController {

    private final Database database;
    private final JdbcTemplate jdbc;
    private final ChangesQuery changes;
    private final LineageQuery lineage;

    HistoryController(Database database, DataSource dataSource, JdbcClient jdbcClient, PublishedQuery published) {
        this.database = database;
        this.jdbc = new JdbcTemplate(dataSource);
        this.changes = new ChangesQuery(database, dataSource);
        this.lineage = new LineageQuery(database, jdbcClient, published);
    }

    @Operation(summary = "The versions of one row", description = """
                    Oldest first: the load that brought each, with folder, file, SHA-256 of the file, line and time, and per column what it
                    was and became. key: the values of the key's columns in the feed's order, with / between them. A version that another
                    load ended says which one, and whether it was replaced or removed. line is null where it was not kept yet.
                    before_kept is false of a first version before which there may have been others that are not kept; with load, 410 then.
""")
    @GetMapping("/api/history/{feed}/{key}")
    Single<RowPast> history(@PathVariable("feed") FeedName feed, @PathVariable("key") String key) {
        return past(feed.feed(), key);
    }

    /** The slashes in a key need not be written %2F. */
    @Hidden
    @GetMapping("/api/history/{feed}/{*key}")
    Single<RowPast> historyOfKeyWithSlashes(@PathVariable("feed") FeedName feed, @PathVariable("key") String key) {
        return past(feed.feed(), key.substring(1)); // it begins with the slash before it
    }

    private Single<RowPast> past(FeedDefinition feed, String key) {
        return Single.of("row " + key + " in " + feed.name(), () -> Optional.of(versions(feed, key))
                .filter(versions -> !versions.isEmpty())
                .map(versions -> new RowPast(feed.name(), key, versions)));
    }

    @Operation(summary = "Rows that changed since a load", description = """
                    What a copy of the data needs that was true after load since_load: each row of now that was inserted or updated after it, with
                    its columns as texts that a file could have, and the key of each that was removed. A row that changed several times is
                    there once, as it is now; one that changed and changed back is there, too. Feed by feed, parents first; of each feed first
                    the rows that are there, then the removed ones, in the order of their keys. load_id of a row is the load that made it
                    what it is, or removed it. The next time, ask since the load_id of the first page, or give load with each page: then
                    all are of one state. 410 if since_load was undone, or what was replaced since is not kept: begin anew, without since_load.
""")
    @RowsOfFeeds
    @GetMapping("/api/changes")
    Listing<ChangedRow> changes(
            @RequestParam("since_load") @Nullable Long sinceLoad, @RequestParam("feed") @Nullable FeedName feed) {
        return Listing.paged(page -> changes.page(sinceLoad, feed == null ? null : feed.feed(), page));
    }

    @Operation(summary = "The rows that a seller's health rests on", description = """
                    What /api/analytics/seller-health/{seller_id} is worked out from, with the load, folder, file, SHA-256 of the file and line that
                    each row comes from: the seller, its credits, leads and wallet transactions, and the exchange rates with which its
                    amounts are converted into the currency that it prefers and the one asked for. Feed by feed, in the order of the keys;
                    /api/history/{feed}/{key} has a row's versions. line is null where it was not kept yet.
""")
    @GetMapping("/api/lineage/seller-health/{seller_id}")
    Listing<RowOrigin> lineageOfHealth(
            @PathVariable("seller_id") Long id,
            @RequestParam(name = "currency", defaultValue = "USD") Currency currency) {
        return Listing.pagedOf("seller " + id, () -> lineage.knows(id), page -> lineage.ofHealth(id, currency, page));
    }

    private List<RowVersion> versions(FeedDefinition feed, String key) {
        return Objects.requireNonNull(jdbc.execute((Connection connection) -> {
            try {
                return new RowHistory(connection, database).of(feed, key);
            } catch (IllegalArgumentException e) {
                throw new InvalidParameterException("key", "is not what it should be: " + e.getMessage());
            }
        }));
    }
}
