package io.creditplatform.ingest;

/** A load was not published because too many of its rows were refused. */
public final class GateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GateException(String message) {
        super(message);
    }
}
