package io.creditplatform.analytics.web;

/** As much is being done as the server does at once. */
final class CrowdedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CrowdedException(String message) {
        super(message);
    }
}
