package io.creditplatform.http;

/** The database, or its answer, cannot be used for now; the message may leave the server. */
public class UnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnavailableException(String message) {
        super(message);
    }
}
