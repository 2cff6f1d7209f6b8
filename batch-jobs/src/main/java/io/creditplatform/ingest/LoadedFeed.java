package io.creditplatform.ingest;

import io.creditplatform.load.FeedCounts;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is known of one feed in one load: how far it is staged, what its file looked like, what became of its rows. */
final class LoadedFeed {

    private static final String THIS = " WHERE load_id = ? AND feed = ?";

    private final JdbcClient jdbc;
    private final long loadId;
    private final String feed;

    LoadedFeed(JdbcClient jdbc, long loadId, String feed) {
        this.jdbc = jdbc;
        this.loadId = loadId;
        this.feed = feed;
    }

    /** Records the names in the file's header, so that its refused rows can be given back in its own form. */
    void header(List<String> names) {
        update("header = ?", CsvText.line(names));
    }

    /** The names in the file's header, once it has been inspected. */
    List<String> header() {
        return CsvText.cells(query("header").query(String.class).single());
    }

    /** Records how far staging is; part of the chunk's transaction. */
    void staged(StageWriter.Progress progress) {
        update(
                "\"read\" = ?, known = known + ?, rejected = rejected + ?, rounded = rounded + ?, keys_ascending = ?",
                progress.read(),
                progress.known(),
                progress.rejected(),
                progress.rounded(),
                progress.keys().ascending() ? 1 : 0);
    }

    void rejectMore(long rejected) {
        update("rejected = rejected + ?", rejected);
    }

    /** Records what became of the rows. */
    void published(FeedCounts counts) {
        update(
                "inserted = ?, updated = ?, unchanged = ?, duplicate = ?, superseded = ?, removed = ?, still_referenced = ?, known = 0",
                counts.inserted(),
                counts.updated(),
                counts.unchanged(),
                counts.duplicate(),
                counts.superseded(),
                counts.removed(),
                counts.stillReferenced());
    }

    /** What became of the rows so far. */
    FeedCounts counts() {
        return query("*").query((row, index) -> FeedCounts.read(row)).single();
    }

    /** How many rows were not staged, since they were published already; none once the load is published itself. */
    long known() {
        return query("known").query(Long.class).single();
    }

    /** Whether the keys of what has been read ascend. */
    boolean keysAscending() {
        return query("keys_ascending").query(Integer.class).single() == 1;
    }

    /** Whether the keys of the file that was published before this one ascended. */
    boolean keysAscendedBefore() {
        return jdbc.sql("SELECT keys_ascending FROM load_feeds WHERE feed = ? AND load_id IN"
                        + " (SELECT load_id FROM published_loads_v) ORDER BY load_id DESC LIMIT 1")
                .param(feed)
                .query(Integer.class)
                .list()
                .contains(1);
    }

    private JdbcClient.StatementSpec query(String columns) {
        return jdbc.sql("SELECT " + columns + " FROM load_feeds" + THIS).params(loadId, feed);
    }

    private void update(String assignments, Object... values) {
        jdbc.sql("UPDATE load_feeds SET " + assignments + THIS)
                .params(values)
                .param(loadId)
                .param(feed)
                .update();
    }
}
