package io.creditplatform.analytics.web;

import org.jspecify.annotations.Nullable;

/**
 * What has been published when an answer is worked out.
 *
 * @param loadId the newest published load, or null while there is none
 * @param mark what tells apart the states of what else the answer rests on, or null
 */
record Published(@Nullable Long loadId, @Nullable String mark) {}
