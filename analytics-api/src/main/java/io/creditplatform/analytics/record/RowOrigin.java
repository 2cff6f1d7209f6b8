package io.creditplatform.analytics.record;

import io.creditplatform.model.Key;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row that a figure rests on, and where it comes from.
 *
 * @param key the values of the key's columns, joined by {@code /}
 * @param loadId the load that brought it as it is
 * @param directory the folder of that load's extract
 * @param file the file in it
 * @param sha256 of the file's bytes
 * @param line the line on which the row begins; null if it was loaded before lines were kept
 * @param publishedAt when it became visible
 */
record RowOrigin(
        @Key String feed,
        @Key(2) String key,
        long loadId,
        @Nullable String directory,
        @Nullable String file,
        @Nullable String sha256,
        @Nullable Long line,
        @Nullable Instant publishedAt) {}
