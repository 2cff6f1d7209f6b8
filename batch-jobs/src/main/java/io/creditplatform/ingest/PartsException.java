package io.creditplatform.ingest;

/** The parts of a load cannot all be staged; the message says which, why, and what to do next. */
public final class PartsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PartsException(String message) {
        super(message);
    }
}
