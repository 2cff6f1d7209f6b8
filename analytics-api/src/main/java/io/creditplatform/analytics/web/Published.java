package io.creditplatform.analytics.web;

import org.jspecify.annotations.Nullable;

/**
 * What has been published when an answer is worked out.
 *
 * @param loadId the newest published load, or null while there is none
 * @param publishedAt when, which tells it from the load of that number in another database that takes this one's place
 * @param mark what tells apart the states of what else the answer rests on, or null
 */
record Published(
        @Nullable Long loadId,
        @Nullable String publishedAt,
        @Nullable String mark) {}
