package io.creditplatform.database;

/** A database cannot be used; the message tells a user why and what to do about it. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean missing;

    public DatabaseException(String message) {
        super(message);
        missing = false;
    }

    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
        missing = false;
    }

    private DatabaseException(String message, boolean missing) {
        super(message);
        this.missing = missing;
    }

    /** What was named is no database, or is not there. */
    static DatabaseException missing(String message) {
        return new DatabaseException(message, true);
    }

    /** Whether there is no database at all, as against one that cannot be used. */
    public boolean isMissing() {
        return missing;
    }
}
