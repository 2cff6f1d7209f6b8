package io.creditplatform.jobs;

/** How a quality check ended. */
public sealed interface CheckOutcome {

    /** There is no published load to check. */
    record NothingPublished() implements CheckOutcome {}

    /** The check is through. */
    record Checked() implements CheckOutcome {}

    /** Somebody asked the process to end; the check can go on. */
    record Stopped() implements CheckOutcome {}

    /** The check failed; the newest run is still the one before. */
    record Failed(String message) implements CheckOutcome {}
}
