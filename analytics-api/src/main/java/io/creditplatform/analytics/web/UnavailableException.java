package io.creditplatform.analytics.web;

/** The database, or its answer, cannot be used for now; the message may leave the server. */
class UnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnavailableException(String message) {
        super(message);
    }
}
