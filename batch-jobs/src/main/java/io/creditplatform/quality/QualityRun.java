package io.creditplatform.quality;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One run of the quality check, as the table {@code quality_runs} has it.
 *
 * @param loadId the load that was the newest published one
 * @param asOf the day that rows are judged by
 * @param durationMillis from its start to its end, stops in between included; null while it is not over
 */
public record QualityRun(
        long id,
        long loadId,
        LocalDate asOf,
        Status status,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Long durationMillis) {

    /** How far a run is. */
    public enum Status {
        /** Under way, or interrupted. */
        STARTED,
        /** Ended by an error; it can go on. */
        FAILED,
        /** Through; only such runs are shown. */
        COMPLETED,
        /** Through once, but the load that it was about was taken back. */
        UNDONE,
        /** Through once, but what it found was kept for long enough. */
        PRUNED
    }
}
