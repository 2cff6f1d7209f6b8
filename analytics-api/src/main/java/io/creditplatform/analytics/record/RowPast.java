package io.creditplatform.analytics.record;

import io.creditplatform.model.Key;
import io.creditplatform.past.RowVersion;
import java.util.List;

/**
 * What a row was, version by version, oldest first.
 *
 * @param key the values of the key's columns, joined by {@code /}
 */
record RowPast(@Key String feed, @Key(2) String key, List<RowVersion> versions) {}
