package io.creditplatform.ingest;

import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import java.time.LocalDate;
import java.util.List;

/**
 * What has to follow when a load's rows are merged into the tables: it is told of each feed, parents first, within the
 * transaction that publishes the load. One that has nothing to do costs nothing.
 */
interface MergeFollower {

    /**
     * Looks at what a feed's merge is about to change, while the tables are as the load before left them.
     *
     * @param stage knows the rows that will replace others, {@link Stage#changed}
     * @param delivered the columns that the load's file has
     */
    default void beforeMerge(Stage stage, List<Column> delivered) {}

    /**
     * Looks at what a feed's merge has changed, before its staging table goes.
     *
     * @param changed how many rows are new or were replaced
     */
    default void afterMerge(Stage stage, List<Column> delivered, long changed) {}

    /**
     * Looks at rows that are about to be removed, since they are gone at the source; all feeds are merged by then.
     *
     * @param condition SQL for which rows of the feed's table
     */
    default void beforeRemoval(FeedDefinition feed, String condition) {}

    /**
     * Brings up to date what depends on several feeds, now that all are merged.
     *
     * @param day that all data now speak of
     */
    default void finish(LocalDate day) {}
}
