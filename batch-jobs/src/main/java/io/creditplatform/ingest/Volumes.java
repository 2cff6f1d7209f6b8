package io.creditplatform.ingest;

import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.load.Load;
import io.creditplatform.text.Counted;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether feeds deliver about as much as they usually do: what is half there, or there twice, is well formed all the same. */
final class Volumes {

    private static final Logger LOG = LoggerFactory.getLogger(Volumes.class);

    /** How many loads before this one say what is usual. */
    private static final int LOADS = 5;

    /** Loads of fewer rows say nothing: a few more or less are a large share of them. */
    private static final int FEWEST_ROWS = 100;

    private final Load load;
    private final Loads loads;
    private final JdbcClient jdbc;

    Volumes(Load load, Loads loads, JdbcClient jdbc) {
        this.load = load;
        this.loads = loads;
        this.jdbc = jdbc;
    }

    /**
     * Warns of feeds that deliver less than half or more than twice the median of their last loads.
     *
     * @throws GateException instead, if the load is to fail then
     */
    void judge(List<FeedDefinition> feeds) {
        List<String> unusual = feeds.stream()
                .flatMap(feed -> unusual(
                        feed.name(), loads.feed(load.id(), feed.name()).counts().read())
                        .stream())
                .toList();
        if (unusual.isEmpty()) {
            return;
        }
        String found = String.join("; ", unusual);
        if (load.volumeGate()) {
            throw new GateException("Nothing was published, since feeds do not deliver what they usually do: " + found
                    + ". Have the extract looked at, or import it without --volume-gate.");
        }
        LOG.warn("Feeds do not deliver what they usually do: {}; --volume-gate would have stopped the load", found);
    }

    private Optional<String> unusual(String feed, long read) {
        List<Long> before = usual(feed).stream().sorted().toList();
        if (before.isEmpty()) {
            return Optional.empty();
        }
        // Of an even number, between the two in the middle: twice the median is their sum.
        long twice = before.get((before.size() - 1) / 2) + before.get(before.size() / 2);
        boolean less = 4 * read < twice;
        if (!less && read <= twice) {
            return Optional.empty();
        }
        return Optional.of(feed + " " + Counted.of(read, "row") + ", "
                + (less ? "less than half" : "more than twice") + " the median of its last "
                + (before.size() == 1 ? "load" : before.size() + " loads") + ", which is " + twice / 2
                + (twice % 2 == 0 ? "" : ".5"));
    }

    /** How many rows the newest published loads of the feed had that say something. */
    private List<Long> usual(String feed) {
        return jdbc.sql("""
                        SELECT "read" FROM load_feeds
                        WHERE feed = ? AND "read" >= ? AND load_id IN (SELECT load_id FROM published_loads_v)
                        ORDER BY load_id DESC LIMIT ?
                        """).params(feed, FEWEST_ROWS, LOADS).query(Long.class).list();
    }
}
