package io.creditplatform.ingest;

/** Thrown where a request to stop came while a file was read, of which nothing may ever come. */
public final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoppedException() {
        super("It was stopped while it read a file. Nothing of it is visible; the same command begins anew.");
    }
}
