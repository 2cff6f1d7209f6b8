package io.creditplatform.analytics.web;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What has been published when an answer is worked out.
 *
 * @param loadId the newest published load, or null while there is none
 * @param publishedAt when, which tells it from the load of that number in another database that takes this one's place
 * @param day the day of its data, in which all figures are given that have a date
 * @param mark what tells apart the states of what else the answer rests on, or null
 */
record Published(
        @Nullable Long loadId,
        @Nullable String publishedAt,
        LocalDate day,
        @Nullable String mark) {

    /** Stands for the day as long as there are no data that could have one: the clock's would be another one each day. */
    static final LocalDate NO_DAY = LocalDate.EPOCH;
}
