package io.creditplatform.analytics.service;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the service does, did and has to say (docs/service.md).
 *
 * @param services one for each inbox that a service works or worked with, the one that spoke last first; none if there never was one
 * @param jobs what is not over: what runs, then what waits, in its order, then what was stopped
 * @param ended the newest jobs that are over, newest first
 * @param events what somebody had to know, newest first
 */
record ServiceOverview(
        List<ServiceAtInbox> services, List<ServiceJob> jobs, List<ServiceJob> ended, List<ServiceEvent> events) {

    /**
     * A service, as it said last.
     *
     * @param inbox the folder that extracts arrive in
     * @param host the machine that it runs on
     * @param aliveUntil until when it is sure to have said so again; if that has passed, it was ended, or cannot write
     * @param stoppedAt null unless it was stopped and could say so
     * @param complete extracts that wait to be loaded; null if the inbox could not be looked at
     * @param arriving extracts that are not complete
     * @param obstacle why nothing can be taken from the inbox; null if something can
     * @param deadline the next one; null if there is none
     * @param lateSince the deadline that was missed; null if none was, or a load came since
     */
    record ServiceAtInbox(
            String inbox,
            String host,
            Instant startedAt,
            Instant aliveUntil,
            @Nullable Instant stoppedAt,
            @Nullable Long complete,
            @Nullable Long arriving,
            @Nullable String obstacle,
            @Nullable Instant deadline,
            @Nullable Instant lateSince) {}

    /**
     * A job.
     *
     * @param kind IMPORT, CHECK, EXPORT or PRUNE
     * @param origin INBOX, SCHEDULE or HTTP
     * @param directory what was to be loaded; null if that is nothing
     * @param status QUEUED, RUNNING, STOPPED, SUCCEEDED or FAILED
     * @param loadId the load that it came to or was about
     * @param message why it failed or stopped
     */
    record ServiceJob(
            long jobId,
            String kind,
            String origin,
            @Nullable String directory,
            String status,
            Instant requestedAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Long loadId,
            @Nullable String message) {}

    /**
     * Something that somebody had to know.
     *
     * @param kind FAILED, GATE_NOT_MET, LATE or RECOVERED
     * @param about what it was about, in words
     * @param reasons why, each in a sentence
     * @param nextStep what somebody can do about it; empty if nothing is to be done
     */
    record ServiceEvent(
            Instant happenedAt,
            String kind,
            String about,
            @Nullable Long loadId,
            List<String> reasons,
            String nextStep) {}
}
