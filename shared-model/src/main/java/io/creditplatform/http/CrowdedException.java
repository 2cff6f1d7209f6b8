package io.creditplatform.http;

/** As much is being done as the server does at once. */
public final class CrowdedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CrowdedException(String message) {
        super(message);
    }
}
