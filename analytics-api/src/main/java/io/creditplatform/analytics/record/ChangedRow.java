package io.creditplatform.analytics.record;

import io.creditplatform.model.Key;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row that is not as it was after some load.
 *
 * @param key the values of the key's columns, joined by {@code /}
 * @param loadId the load that made it what it is, or removed it
 * @param line where it stands in that load's file; null if it is removed, or was loaded before lines were kept
 * @param row its columns, as texts that a file could have; null if it is removed
 */
record ChangedRow(
        @Key String feed,
        @Key(2) String key,
        RowChange change,
        long loadId,
        @Nullable Long line,
        @Nullable Map<String, @Nullable String> row) {}
