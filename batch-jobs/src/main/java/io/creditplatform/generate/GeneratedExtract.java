package io.creditplatform.generate;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was written.
 *
 * @param feeds the feeds in load order
 * @param planted the list of planted defects, if there are any
 */
public record GeneratedExtract(
        List<FeedRows> feeds, @Nullable Path planted) {

    /**
     * The rows of one feed.
     *
     * @param rows all rows of the file, planted ones too
     * @param rejected how many of them a load will reject
     */
    public record FeedRows(String feed, long rows, long rejected) {}

    /** The share of rows that a load will reject of the feed that fares worst, rounded up to whole percents. */
    public int highestRejectPercent() {
        return feeds.stream()
                .filter(feed -> feed.rows() > 0)
                .mapToInt(feed -> (int) ((100 * feed.rejected() + feed.rows() - 1) / feed.rows()))
                .max()
                .orElse(0);
    }

    /** How many rows all feeds have. */
    public long rows() {
        return feeds.stream().mapToLong(FeedRows::rows).sum();
    }
}
