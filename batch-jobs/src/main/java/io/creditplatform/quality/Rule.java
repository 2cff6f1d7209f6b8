package io.creditplatform.quality;

import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.model.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A rule of the data quality, docs/domain.md#quality.
 *
 * @param entity the feed whose rows may break it
 * @param title a few words
 * @param meaning one sentence: when a row breaks it
 * @param advice what to do about such a row
 * @param sql finds the rows that break it, each once. Its columns: the row's key, in the key's order; {@code weight}, the
 *     greater the worse; then what the reason names. {@code :as_of} is the day to judge by
 * @param reason tells of one row why it breaks the rule
 * @param reference the column that holds the parent's key, if the rule is that the parent be known, else null
 */
public record Rule(
        String code,
        FeedDefinition entity,
        Severity severity,
        String title,
        String meaning,
        String advice,
        String sql,
        ReasonText reason,
        @Nullable Column reference) {}
