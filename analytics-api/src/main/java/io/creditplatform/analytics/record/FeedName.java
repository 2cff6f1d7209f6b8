package io.creditplatform.analytics.record;

import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;

/** The name of a feed in a request. */
record FeedName(FeedDefinition feed) {

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if no feed is called so; the message says what was expected
     */
    static FeedName of(String text) {
        return new FeedName(
                Feeds.named(text).orElseThrow(() -> new IllegalArgumentException("one of " + Feeds.names())));
    }

    @Override
    public String toString() {
        return feed.name();
    }
}
