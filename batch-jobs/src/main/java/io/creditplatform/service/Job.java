package io.creditplatform.service;

import io.creditplatform.audit.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that the service was asked to do, as it is kept in the table {@code service_jobs}.
 *
 * @param key what is the same job, whoever asks for it again
 * @param actor who asked for it, and from where
 * @param request with which options, as JSON
 * @param loadId the load that it came to or was about, once that is known
 * @param message why it failed or stopped, as a sentence
 * @param result what came of it, as JSON
 */
record Job(
        long id,
        String key,
        Kind kind,
        Origin origin,
        Actor actor,
        String request,
        Status status,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Long loadId,
        @Nullable String message,
        @Nullable String result) {

    /** What is done. */
    enum Kind {
        IMPORT,
        CHECK,
        EXPORT,
        PRUNE
    }

    /** Where jobs come from. */
    enum Origin {
        INBOX,
        SCHEDULE,
        HTTP
    }

    /** How far it is. */
    enum Status {
        /** Others are before it. */
        QUEUED,
        RUNNING,
        /** Somebody stopped it; it can go on. */
        STOPPED,
        SUCCEEDED,
        FAILED;

        boolean isOver() {
            return this == SUCCEEDED || this == FAILED;
        }
    }

    /** What is asked for. */
    record Wanted(String key, Kind kind, Origin origin, Actor actor, String request) {}

    /** How it ended. */
    record End(
            Status status,
            @Nullable Long loadId,
            @Nullable String message,
            @Nullable String result) {}
}
