package io.creditplatform.analytics.web;

/** What a request names is not there. */
final class NotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotFoundException(String name) {
        super("There is no " + name + ".");
    }
}
