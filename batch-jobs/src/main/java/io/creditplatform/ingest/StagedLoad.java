package io.creditplatform.ingest;

import io.creditplatform.database.Database;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.load.Load;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a load has staged so far, as a whole. */
public final class StagedLoad {

    private final Load load;
    private final Database database;
    private final JdbcOperations operations;
    private final List<Stage> stages;
    private final Loads loads;
    private final LoadParts parts;
    private final JdbcClient jdbc;

    public StagedLoad(Load load, Database database, JdbcOperations operations) {
        this.load = load;
        this.database = database;
        this.operations = operations;
        this.jdbc = JdbcClient.create(operations);
        this.loads = new Loads(database, jdbc);
        this.parts = new LoadParts(database, jdbc, load.id());
        this.stages = load.feeds().stream()
                .flatMap(feed -> Feeds.named(feed).stream())
                .map(feed -> new Stage(feed, load, database, operations))
                .toList();
    }

    /**
     * Whether all of it is there; else the load has to begin anew, as when a crash has emptied its staging tables, or when rows
     * were left out since they were published already, and these have changed since.
     */
    public boolean isWhole() {
        return stages.stream().allMatch(Stage::exists)
                && stages.stream()
                        .allMatch(stage -> isWhole(
                                stage, loads.feed(load.id(), stage.feed().name())));
    }

    private boolean isWhole(Stage stage, LoadedFeed loaded) {
        long known = loaded.known();
        return stage.count() == loaded.counts().accepted() - known
                && (known == 0 || loads.isComparedWithWhatIsPublished(load.id()));
    }

    /**
     * Ends the sessions of workers elsewhere that are still writing, for which there is no use any more. One that is frozen, or cut
     * off, in the midst of a statement would have whoever goes on wait for it.
     */
    public void endWriters() {
        stages.forEach(Stage::endWriters);
    }

    /** As {@link #endWriters}, of one part. */
    public void endWriters(String feed, int part) {
        new Stage(Feeds.named(feed).orElseThrow(), load, part, database, operations).endWriters();
    }

    /** Drops the staging tables, since the load will not go on. */
    public void discard() {
        endWriters();
        stages.forEach(Stage::drop);
        parts.forget();
    }

    /**
     * Records of a feed, all of whose parts are through, whether its keys ascend from each part to the next one.
     *
     * @return what there was in the file that is no row
     * @throws IllegalStateException if one is not through, or their counts are not the feed's
     */
    Leftovers complete(FeedDefinition feed) {
        long read = 0;
        boolean ascending = true;
        String last = null;
        for (LoadParts.Progress part : parts.of(feed.name())) {
            if (!part.done()) {
                throw new IllegalStateException(
                        LoadParts.name(feed.name(), part.part().number()) + " is not through, but staging ended");
            }
            read += part.read();
        }
        for (KeyOrder.Seen keys : keys(feed.name())) {
            ascending = ascending && keys.ascending() && KeyOrder.isBefore(feed, last, keys.first());
            last = keys.last() == null ? last : keys.last();
        }
        int changed = jdbc.sql(
                        "UPDATE load_feeds SET keys_ascending = ? WHERE load_id = ? AND feed = ? AND \"read\" = ?")
                .params(ascending ? 1 : 0, load.id(), feed.name(), read)
                .update();
        if (changed != 1) {
            throw new IllegalStateException(
                    feed.name() + ": its parts have " + read + " records, which is not what was counted");
        }
        return jdbc
                .sql("SELECT blank_lines, first_blank, ctrl_z FROM load_parts WHERE load_id = ? AND feed = ?"
                        + " ORDER BY part")
                .params(load.id(), feed.name())
                .query((row, index) -> new Leftovers(row.getLong(1), row.getLong(2), row.getInt(3) == 1))
                .list()
                .stream()
                .reduce(Leftovers.NONE, Leftovers::and);
    }

    private List<KeyOrder.Seen> keys(String feed) {
        return jdbc.sql("SELECT keys_ascending, first_key, last_key FROM load_parts"
                        + " WHERE load_id = ? AND feed = ? ORDER BY part")
                .params(load.id(), feed)
                .query((row, index) ->
                        new KeyOrder.Seen(row.getInt(1) == 1, row.getString("first_key"), row.getString("last_key")))
                .list();
    }
}
