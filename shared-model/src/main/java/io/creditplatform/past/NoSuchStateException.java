package io.creditplatform.past;

/** The state after a load cannot be told; the message says why. */
public final class NoSuchStateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean gone;

    private NoSuchStateException(String message, boolean gone) {
        super(message);
        this.gone = gone;
    }

    static NoSuchStateException never(String message) {
        return new NoSuchStateException(message, false);
    }

    static NoSuchStateException notAnyMore(String message) {
        return new NoSuchStateException(message, true);
    }

    /** Whether it could be told once. */
    public boolean isGone() {
        return gone;
    }
}
