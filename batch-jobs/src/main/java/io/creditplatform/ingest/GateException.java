package io.creditplatform.ingest;

/** A load was not published because it did not meet a gate, such as the share of rows that may be refused. */
public final class GateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GateException(String message) {
        super(message);
    }
}
