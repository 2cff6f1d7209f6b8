package io.creditplatform.ingest;

import io.creditplatform.console.Share;
import io.creditplatform.database.Database;
import io.creditplatform.feed.Cell;
import io.creditplatform.feed.CellFormatException;
import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.load.Load;
import io.creditplatform.past.VersionedTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Removes, from feeds of which the extract is the whole truth, the rows whose key it does not hold. A row that others still
 * refer to stays. Removed rows go into history, so that undoing the load brings them back.
 */
final class Removals implements MergeFollower {

    private static final Logger LOG = LoggerFactory.getLogger(Removals.class);

    private final Load load;
    private final Database database;
    private final JdbcClient jdbc;
    private final Quarantine quarantine;
    private final List<MergeFollower> others;
    private final List<FeedDefinition> complete = new ArrayList<>();
    private final Map<String, Removed> removed = new HashMap<>();

    /**
     * What became of a feed's rows that are gone at the source.
     *
     * @param rows that were removed
     * @param stillReferenced that stay, since others refer to them
     */
    record Removed(long rows, long stillReferenced) {

        static final Removed NONE = new Removed(0, 0);
    }

    /** @param others are told of rows that are about to be removed */
    Removals(Load load, Database database, JdbcClient jdbc, List<MergeFollower> others) {
        this.load = load;
        this.database = database;
        this.jdbc = jdbc;
        this.quarantine = new Quarantine(jdbc);
        this.others = others;
    }

    /** What became of a feed's rows that are gone at the source; to be asked when all is done. */
    Removed of(FeedDefinition feed) {
        return removed.getOrDefault(feed.name(), Removed.NONE);
    }

    private String gone(FeedDefinition feed) {
        return "stage_" + load.id() + "_" + feed.name() + "_gone";
    }

    private static String key(FeedDefinition feed, String prefix) {
        return feed.key().stream().map(column -> prefix + column.tableName()).collect(Collectors.joining(", "));
    }

    /** Notes the keys that the file does not hold, while its rows are still staged. */
    @Override
    public void afterMerge(Stage stage, List<Column> delivered, long changed) {
        FeedDefinition feed = stage.feed();
        if (!load.complete().contains(feed.name())) {
            return;
        }
        complete.add(feed);
        jdbc.sql("DROP TABLE IF EXISTS " + gone(feed)).update();
        List<String> key = feed.key().stream().map(Column::tableName).toList();
        jdbc.sql("CREATE TABLE " + gone(feed) + " AS "
                        + database.keysNotStaged(stage.name(), feed.name(), key, "t.load_id <> " + load.id()))
                .update();
        // A refused row is no reason to remove the one that is known.
        String same =
                feed.key().stream().map(column -> column.tableName() + " = ?").collect(Collectors.joining(" AND "));
        indexForRefused(feed);
        quarantine.forEachKey(load.id(), feed, cells -> values(feed, cells)
                .ifPresent(values -> jdbc.sql("DELETE FROM " + gone(feed) + " WHERE " + same)
                        .params(values)
                        .update()));
    }

    /** Where many rows were refused, each would else look through all that is gone. */
    private void indexForRefused(FeedDefinition feed) {
        if (count("SELECT count(*) FROM load_rejections WHERE load_id = " + load.id() + " AND feed = '" + feed.name()
                        + "'")
                > 0) {
            jdbc.sql("CREATE INDEX " + gone(feed) + "_key ON " + gone(feed) + " (" + key(feed, "") + ")")
                    .update();
        }
    }

    /** A refused row's key as the database has it; empty if it is none. */
    private Optional<List<@Nullable Object>> values(FeedDefinition feed, List<String> cells) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            try {
                Cell cell = Cell.of(cells.get(i));
                if (cell.isBlank()) {
                    return Optional.empty();
                }
                values.add(database.sqlValue(feed.key().get(i).type().parse(cell)));
            } catch (CellFormatException e) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    /** Removes them, children first, so that a parent goes with the last of its children; to be called when all feeds are merged. */
    void removeGone() {
        Collections.reverse(complete);
        List<String> tooMany = new ArrayList<>();
        for (FeedDefinition feed : complete) {
            long candidates = count("SELECT count(*) FROM " + gone(feed));
            long known = count("SELECT count(*) FROM " + feed.name() + " WHERE load_id <> " + load.id())
                    + count("SELECT count(*) FROM " + feed.historyName() + " WHERE ended_by = " + load.id());
            long staying = candidates == 0 ? 0 : keepReferenced(feed);
            long going = candidates - staying;
            removed.put(feed.name(), new Removed(going, staying));
            if (BigDecimal.valueOf(going).compareTo(load.maxRemovedRate().multiply(BigDecimal.valueOf(known))) > 0) {
                tooMany.add(feed.name() + " " + going + " of " + known + " known rows");
            } else if (going > 0) {
                remove(feed);
            }
            jdbc.sql("DROP TABLE " + gone(feed)).update();
        }
        if (!tooMany.isEmpty()) {
            Collections.reverse(tooMany);
            throw new GateException("Nothing was published, since too many rows are gone at the source: "
                    + String.join("; ", tooMany)
                    + ". Have the whole extract delivered, or allow more with --max-removed-rate (now "
                    + new Share(load.maxRemovedRate()).percent() + ").");
        }
    }

    /** Leaves out what others refer to, and warns of it; returns how many rows that are. */
    private long keepReferenced(FeedDefinition feed) {
        long staying = 0;
        List<String> referring = new ArrayList<>();
        for (FeedDefinition child : Feeds.all()) {
            for (Column column : child.references()) {
                if (Feeds.parentOf(column).equals(feed)) {
                    // Not row by row: not every reference has an index.
                    long kept = jdbc.sql("DELETE FROM " + gone(feed) + " WHERE "
                                    + feed.key().get(0).tableName() + " IN (SELECT " + column.tableName() + " FROM "
                                    + child.name() + ")")
                            .update();
                    staying += kept;
                    if (kept > 0 && !referring.contains(child.name())) {
                        referring.add(child.name());
                    }
                }
            }
        }
        if (staying > 0) {
            LOG.warn(
                    "{}: {} known {} not in the file, but {}, since rows of {} still refer to {}; they go once these"
                            + " are gone, if the feeds are complete then",
                    feed.name(),
                    staying,
                    staying == 1 ? "row is" : "rows are",
                    staying == 1 ? "stays" : "stay",
                    String.join(" and ", referring),
                    staying == 1 ? "it" : "them");
        }
        return staying;
    }

    private void remove(FeedDefinition feed) {
        // The rows are looked up by their keys, not gone through.
        String condition =
                "(" + key(feed, feed.name() + ".") + ") IN (SELECT " + key(feed, "") + " FROM " + gone(feed) + ")";
        others.forEach(other -> other.beforeRemoval(feed, condition));
        String columns = feed.tableColumns() + ", load_id, line";
        jdbc.sql("INSERT INTO " + feed.historyName() + " (" + columns + ", ended_by, ended_as) SELECT " + columns
                        + ", CAST(? AS BIGINT), '" + VersionedTable.REMOVED + "' FROM " + feed.name() + " WHERE "
                        + condition)
                .param(load.id())
                .update();
        jdbc.sql("DELETE FROM " + feed.name() + " WHERE " + condition).update();
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
