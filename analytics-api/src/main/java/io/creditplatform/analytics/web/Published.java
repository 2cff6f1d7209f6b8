package io.creditplatform.analytics.web;

import org.jspecify.annotations.Nullable;

/**
 * What has been published when an answer is worked out.
 *
 * @param loadId the newest published load, or null while there is none
 * @param qualityRun the newest finished run of the data-quality rules, or null where there is none or it plays no part
 */
record Published(@Nullable Long loadId, @Nullable Long qualityRun) {}
