package io.creditplatform.ingest;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One load of an extract, as the table {@code loads} has it.
 *
 * @param directory the extract's folder
 * @param contentSha256 what was in it
 * @param feeds names of the feeds taken from it, in load order
 * @param maxRejectRate share of a feed's rows, from 0 to 1, above which the load fails
 * @param asOf the date that the user gave, or null
 * @param dryRun whether nothing of it may stay
 * @param durationMillis from its start to its end, stops in between included; null while it is not over
 * @param message why it failed, or null
 */
public record Load(
        long id,
        Status status,
        String directory,
        String contentSha256,
        List<String> feeds,
        BigDecimal maxRejectRate,
        @Nullable LocalDate asOf,
        boolean dryRun,
        Instant startedAt,
        @Nullable Instant publishedAt,
        @Nullable Long durationMillis,
        @Nullable String message) {

    /** How far a load is. */
    public enum Status {
        /** Under way, or interrupted. */
        STARTED,
        /** Given up, with a message; nothing of it is visible. */
        FAILED,
        /** Published. */
        COMPLETED
    }
}
