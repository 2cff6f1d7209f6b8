package io.creditplatform.load;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.creditplatform.model.Key;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a load did, for people and programs.
 *
 * @param loadId number of the load
 * @param directory the extract's folder
 * @param contentSha256 what was in it
 * @param publishedAt when its rows became visible, or null if they did not
 * @param durationMs from its start to its end, in milliseconds
 * @param message why it failed; left out where it did not
 * @param feeds the feeds in load order
 * @param totals the sums over all feeds
 * @param parts how far the parts are that several workers stage; none if it is staged file by file, or published
 */
public record LoadReport(
        @Key long loadId,
        Load.Status status,
        String directory,
        String contentSha256,
        Instant startedAt,
        @Nullable Instant publishedAt,
        @Nullable Long durationMs,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String message,
        List<FeedReport> feeds,
        FeedCounts totals,
        List<LoadPart> parts) {

    /**
     * The part of one feed.
     *
     * @param file name of its file in the folder
     * @param rejections how often which column gave which reason for refusing a row, by code and column
     */
    @JsonPropertyOrder({"feed", "file"})
    public record FeedReport(
            @Key String feed, String file, @JsonUnwrapped FeedCounts counts, List<Rejections> rejections) {}

    /** How often a reason was given; a row may have several. */
    public record Rejections(String code, @Nullable String column, long count) {}

    /** A report that is being put together from rows of the database. */
    public static final class Draft {

        /** Selects the rows for {@link #addFeed}; the parameter is the load. */
        public static final String FEEDS = "SELECT * FROM load_feeds WHERE load_id = ?";

        /** Selects the rows for {@link #addRejections}; the parameter is the load. */
        public static final String REJECTIONS =
                "SELECT feed, code, column_name, row_count FROM load_rejections WHERE load_id = ?";

        private static final Comparator<Rejections> BY_CODE_AND_COLUMN =
                Comparator.comparing(Rejections::code).thenComparing(rejections -> String.valueOf(rejections.column()));

        private final Load load;
        private final Map<String, String> files = new HashMap<>();
        private final Map<String, FeedCounts> counts = new HashMap<>();
        private final Map<String, List<Rejections>> rejections = new HashMap<>();
        private final List<LoadPart> parts = new ArrayList<>();

        /** The report of a load, without its feeds. */
        public Draft(Load load) {
            this.load = load;
        }

        /** Adds the part of a feed, from a row of {@code load_feeds}. */
        public void addFeed(ResultSet row) throws SQLException {
            String feed = row.getString("feed");
            files.put(feed, row.getString("file"));
            counts.put(feed, FeedCounts.read(row));
        }

        /** Adds how often a feed's column gave a reason, from a row of {@code load_rejections}. */
        public void addRejections(ResultSet row) throws SQLException {
            String column = row.getString("column_name");
            rejections
                    .computeIfAbsent(row.getString("feed"), feed -> new ArrayList<>())
                    .add(new Rejections(
                            row.getString("code"), column.isEmpty() ? null : column, row.getLong("row_count")));
        }

        /** Adds one of its parts, which come by feed and number. */
        public void addPart(LoadPart part) {
            parts.add(part);
        }

        /** The report, its feeds in load order. */
        public LoadReport report() {
            List<FeedReport> feeds = load.feeds().stream()
                    .filter(counts::containsKey)
                    .map(feed -> new FeedReport(
                            feed,
                            Objects.requireNonNull(files.get(feed)),
                            Objects.requireNonNull(counts.get(feed)),
                            rejections(feed)))
                    .toList();
            return new LoadReport(
                    load.id(),
                    load.status(),
                    load.directory(),
                    load.contentSha256(),
                    load.startedAt(),
                    load.publishedAt(),
                    load.durationMillis(),
                    load.message(),
                    feeds,
                    feeds.stream().map(FeedReport::counts).reduce(FeedCounts.NONE, FeedCounts::plus),
                    List.copyOf(parts));
        }

        private List<Rejections> rejections(String feed) {
            return rejections.getOrDefault(feed, List.of()).stream()
                    .sorted(BY_CODE_AND_COLUMN)
                    .toList();
        }
    }
}
