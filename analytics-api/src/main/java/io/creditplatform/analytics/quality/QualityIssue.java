package io.creditplatform.analytics.quality;

import io.creditplatform.model.Key;

/**
 * A row that breaks a rule.
 *
 * @param entity the feed that the row is of
 * @param entityKey the row's natural key
 * @param reason what is wrong, with its numbers
 */
record QualityIssue(
        long runId, @Key String rule, String entity, @Key(2) String entityKey, String severity, String reason) {}
