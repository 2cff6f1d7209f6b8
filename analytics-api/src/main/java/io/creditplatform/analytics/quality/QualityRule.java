package io.creditplatform.analytics.quality;

import io.creditplatform.model.Key;

/**
 * A rule that a run held the data against.
 *
 * @param entity the feed whose rows it judges
 * @param issues rows that break it
 */
record QualityRule(long runId, @Key String rule, String entity, String severity, long issues) {}
