package io.creditplatform.service;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody may have to be told of, once.
 *
 * @param key tells events apart: one that is heard again, since something ended the service in between, has the same
 * @param about what it is about, for people, such as {@code load 17 of 2025-07-08}
 * @param loadId the load that it is about, if there is one
 * @param reasons why, each a sentence, or a rule that is broken with its numbers
 * @param nextStep what somebody can do about it, as a sentence; empty if nothing is to be done
 */
record Event(
        String key,
        Kind kind,
        String about,
        @Nullable Long loadId,
        List<String> reasons,
        String nextStep,
        Instant happenedAt) {

    Event {
        reasons = List.copyOf(reasons);
    }

    /** What happened. */
    enum Kind {
        /** A job failed, or cannot go on since something is in its way. */
        FAILED,
        /** A load broke the rules more often than the gate allows. */
        GATE_NOT_MET,
        /** Nothing was published by the time it had to be. */
        LATE,
        /** What had failed, broken the gate or been late is all right again. */
        RECOVERED
    }

    /** It as a sentence or more. */
    String text() {
        String what =
                switch (kind) {
                    case FAILED -> " failed";
                    case GATE_NOT_MET -> " does not meet the gate";
                    case LATE -> " is late";
                    case RECOVERED -> " is all right again";
                };
        String why = about + what + (reasons.isEmpty() ? "" : ": " + String.join("; ", reasons));
        return why + (why.endsWith(".") ? "" : ".") + (nextStep.isEmpty() ? "" : " Next: " + nextStep);
    }
}
