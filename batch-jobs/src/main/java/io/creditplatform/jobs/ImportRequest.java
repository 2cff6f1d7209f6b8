package io.creditplatform.jobs;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a user wants to have loaded.
 *
 * @param directory the extract's folder
 * @param feeds names of the feeds to take; empty means all that are there
 * @param maxRejectRate share of a feed's rows, from 0 to 1, above which the load fails
 * @param complete names of the feeds of which the extract is the whole truth
 * @param maxRemovedRate share of a complete feed's known rows, from 0 to 1, above whose removal the load fails
 * @param asOf the date that the extract speaks of, kept with the load, or null
 * @param force whether to load content again that was loaded before
 * @param dryRun whether to do everything but leave anything of it
 */
public record ImportRequest(
        Path directory,
        Set<String> feeds,
        BigDecimal maxRejectRate,
        Set<String> complete,
        BigDecimal maxRemovedRate,
        @Nullable LocalDate asOf,
        boolean force,
        boolean dryRun) {

    /** A request for an extract that does not claim to be the whole truth of any feed. */
    public ImportRequest(
            Path directory,
            Set<String> feeds,
            BigDecimal maxRejectRate,
            @Nullable LocalDate asOf,
            boolean force,
            boolean dryRun) {
        this(directory, feeds, maxRejectRate, Set.of(), new BigDecimal("0.05"), asOf, force, dryRun);
    }
}
