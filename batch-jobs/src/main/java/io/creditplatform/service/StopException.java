package io.creditplatform.service;

import org.jspecify.annotations.Nullable;

/** Somebody asked the service to end, and then what is under way goes on at its next start; or asked that a job be stopped. */
final class StopException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Long load;

    StopException() {
        this(null);
    }

    /** @param load that is not through */
    StopException(@Nullable Long load) {
        super("stopped");
        this.load = load;
    }

    @Nullable Long load() {
        return load;
    }
}
