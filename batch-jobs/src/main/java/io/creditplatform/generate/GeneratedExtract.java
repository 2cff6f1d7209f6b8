package io.creditplatform.generate;

import java.util.List;

/**
 * What was written.
 *
 * @param feeds the feeds in load order
 */
public record GeneratedExtract(List<FeedRows> feeds) {

    /**
     * The rows of one feed.
     *
     * @param rows all rows of the file, planted ones too
     * @param rejected how many of them a load will reject
     */
    public record FeedRows(String feed, long rows, long rejected) {}

    public long rows() {
        return feeds.stream().mapToLong(FeedRows::rows).sum();
    }
}
