package io.creditplatform.analytics.quality;

/**
 * A row that breaks a rule.
 *
 * @param entity the feed that the row is of
 * @param entityKey the row's natural key
 * @param reason what is wrong, with its numbers
 */
record QualityIssue(long runId, String rule, String entity, String entityKey, String severity, String reason) {}
