package io.creditplatform.service;

/** Something is in the way that has nothing to do with the extract: it is tried again later, from where it stopped. */
final class HindranceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HindranceException(String message) {
        super(message);
    }
}
