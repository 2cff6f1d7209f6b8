package io.creditplatform.service;

/** Somebody asked the service to end; what is under way goes on at its next start. */
final class StopException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StopException() {
        super("stopped");
    }
}
