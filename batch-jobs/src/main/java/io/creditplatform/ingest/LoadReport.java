package io.creditplatform.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
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
 */
public record LoadReport(
        long loadId,
        Load.Status status,
        String directory,
        String contentSha256,
        Instant startedAt,
        @Nullable Instant publishedAt,
        @Nullable Long durationMs,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String message,
        List<FeedReport> feeds,
        FeedCounts totals) {

    /**
     * The part of one feed.
     *
     * @param file name of its file in the folder
     * @param rejections how often which column gave which reason for refusing a row, by code and column
     */
    @JsonPropertyOrder({"feed", "file"})
    public record FeedReport(
            String feed, String file, @JsonUnwrapped FeedCounts counts, List<Rejections> rejections) {}

    /** How often a reason was given; a row may have several. */
    public record Rejections(String code, @Nullable String column, long count) {}
}
