package io.creditplatform.ingest;

/** Thrown where a request to stop came while something was waited for that may never come. */
public final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoppedException() {
        super(
                "It was stopped while it waited for a file to be read. Nothing of it is visible; the same command begins anew.");
    }
}
