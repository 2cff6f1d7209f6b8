package io.creditplatform.ingest;

/** A load was not published because too many of its rows were refused. */
public final class RejectRateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RejectRateException(String message) {
        super(message);
    }
}
