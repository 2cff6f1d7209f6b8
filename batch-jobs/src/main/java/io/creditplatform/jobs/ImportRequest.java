package io.creditplatform.jobs;

import io.creditplatform.ingest.Extract;
import io.creditplatform.ingest.ExtractException;
import io.creditplatform.ingest.Manifest;
import io.creditplatform.load.Load;
import io.creditplatform.text.Visible;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a user wants to have loaded.
 *
 * @param directory the extract's folder
 * @param feeds names of the feeds to take; empty means all that are there
 * @param maxRejectRate share of a feed's rows, from 0 to 1, above which the load fails
 * @param complete names of the feeds of which the extract is the whole truth
 * @param maxRemovedRate share of a complete feed's known rows, from 0 to 1, above whose removal the load fails
 * @param volumeGate whether the load fails if a feed delivers much less or more than it usually does
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
        boolean volumeGate,
        @Nullable LocalDate asOf,
        boolean force,
        boolean dryRun) {

    /** The share of a feed's rows that may be rejected, by default. */
    public static final String MAX_REJECTED = "5%";

    /** The share of a complete feed's known rows that may be gone, by default. */
    public static final String MAX_REMOVED = "5%";

    /**
     * Makes sure that the feeds which are to be complete are delivered.
     *
     * @throws ExtractException if one is not
     */
    void requireComplete(Extract extract) {
        complete.stream()
                .filter(feed -> extract.files().stream()
                        .noneMatch(file -> file.feed().name().equals(feed)))
                .findFirst()
                .ifPresent(feed -> {
                    throw ExtractException.missing("The feed " + feed + " is to be complete, but "
                            + (feeds.isEmpty()
                                    ? Visible.of(extract.directory()) + " has no file of it, expected " + feed
                                            + ".csv. Have it delivered, or leave it out of --complete."
                                    : "--feeds leaves it out. Name it in both, or in neither."));
                });
    }

    /** All of it as a line of text, for the audit log. */
    String options() {
        String all = toString();
        return all.substring(all.indexOf('[') + 1, all.length() - 1);
    }

    /** Whether a load is what this asks for: of that content, with the options that change what comes of it. */
    boolean isOf(Load load, Extract extract) {
        return load.contentSha256().equals(extract.contentSha256())
                && load.maxRejectRate().compareTo(maxRejectRate) == 0
                && load.complete().equals(complete)
                && load.maxRemovedRate().compareTo(maxRemovedRate) == 0
                && load.volumeGate() == volumeGate
                && Objects.equals(load.asOf(), asOf);
    }

    /** A request for an extract that does not claim to be the whole truth of any feed. */
    public ImportRequest(
            Path directory,
            Set<String> feeds,
            BigDecimal maxRejectRate,
            @Nullable LocalDate asOf,
            boolean force,
            boolean dryRun) {
        this(directory, feeds, maxRejectRate, Set.of(), new BigDecimal("0.05"), false, asOf, force, dryRun);
    }

    /**
     * The same with what the extract's sender says of it, if anything. The date that the user gives goes before the sender's; a
     * feed is complete if either says so.
     */
    ImportRequest toldBy(Extract extract) {
        Manifest manifest = extract.manifest();
        if (manifest == null) {
            return this;
        }
        Set<String> whole = new TreeSet<>(complete);
        extract.files().stream()
                .map(file -> file.feed().name())
                .filter(manifest.complete()::contains)
                .forEach(whole::add);
        return new ImportRequest(
                directory,
                feeds,
                maxRejectRate,
                whole,
                maxRemovedRate,
                volumeGate,
                asOf == null ? manifest.asOf() : asOf,
                force,
                dryRun);
    }
}
