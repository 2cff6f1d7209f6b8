package io.creditplatform.jobs;

import io.creditplatform.load.Load;
import io.creditplatform.load.LoadReport;

/** How an import ended. */
public sealed interface ImportOutcome {

    /** The report of the load that it came to. */
    LoadReport report();

    /** There was nothing to do: this content is published. */
    record AlreadyLoaded(Load load, LoadReport report) implements ImportOutcome {}

    /** The load was published, or would have been, had it not been a dry run. */
    record Published(LoadReport report, boolean dryRun) implements ImportOutcome {}

    /** Somebody asked the process to end; the load can go on, unless it was a dry run. */
    record Stopped(LoadReport report, boolean dryRun) implements ImportOutcome {}

    /**
     * The load failed and nothing of it is visible; of a dry run nothing is kept.
     *
     * @param gate whether a threshold stopped it, as against an error
     * @param passing whether it was the database or the machine that failed it, so that the same extract may fare better later
     */
    record Failed(LoadReport report, String message, boolean gate, boolean passing, boolean dryRun)
            implements ImportOutcome {}
}
