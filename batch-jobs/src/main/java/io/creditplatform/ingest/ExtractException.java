package io.creditplatform.ingest;

/** An extract cannot be loaded as it is; the message names the folder or file, what is wrong, and what to do. */
public final class ExtractException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean missing;

    private ExtractException(String message, boolean missing) {
        super(message);
        this.missing = missing;
    }

    /** The extract is there, but not fit to be loaded. */
    public static ExtractException unfit(String message) {
        return new ExtractException(message, false);
    }

    /** There is no extract. */
    public static ExtractException missing(String message) {
        return new ExtractException(message, true);
    }

    /** Whether there is no extract at all, as against one that is not fit to be loaded. */
    public boolean isMissing() {
        return missing;
    }
}
