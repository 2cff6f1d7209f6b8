package io.creditplatform.analytics.web;

/** What a request names was there once and is not any more. */
final class GoneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GoneException(String message) {
        super(message);
    }
}
