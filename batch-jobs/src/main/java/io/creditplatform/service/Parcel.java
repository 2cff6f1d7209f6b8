package io.creditplatform.service;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to one target.
 *
 * @param attempts how often it was tried
 * @param nextAt when it is tried next
 * @param endedAt when the target had got it, or it was given up; null before
 * @param problem why the last attempt failed; null if none did
 */
record Parcel(
        Event event,
        String target,
        long attempts,
        Instant nextAt,
        @Nullable Instant endedAt,
        @Nullable String problem) {

    static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(10);
    private static final int DOUBLED_AT_MOST = 20;

    /** One that was not tried yet. */
    static Parcel of(Event event, String target) {
        return new Parcel(event, target, 0, event.happenedAt(), null, null);
    }

    /** Whether it is the same event for the same target. */
    boolean isSame(Parcel other) {
        return event.key().equals(other.event.key()) && target.equals(other.target);
    }

    /** Whether it is time to try. A time that no pause leads to is one of a clock that was set back since. */
    boolean isDue(Instant now) {
        return !nextAt.isAfter(now) || nextAt.isAfter(now.plus(LONGEST_PAUSE));
    }

    Parcel arrived(Instant now) {
        return new Parcel(event, target, attempts + 1, nextAt, now, null);
    }

    /** The pauses double, up to an hour. */
    Parcel failed(Instant now, String why) {
        Duration pause = SHORTEST_PAUSE.multipliedBy(1L << Math.min(attempts, DOUBLED_AT_MOST));
        return new Parcel(
                event,
                target,
                attempts + 1,
                now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause),
                null,
                why);
    }

    Parcel givenUp(Instant now) {
        return new Parcel(event, target, attempts, nextAt, now, problem);
    }
}
