package io.creditplatform.http;

/** What a request names is not there. */
public final class NotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotFoundException(String name) {
        super("There is no " + name + ".");
    }
}
