package io.creditplatform.database;

/**
 * A database that is there for a while only, beside one that is to stay as it is.
 *
 * @param address where it is
 * @param removal what makes it go
 */
public record ScratchDatabase(DatabaseAddress address, Removal removal) implements AutoCloseable {

    /** Makes a database go. */
    @FunctionalInterface
    public interface Removal {

        /** Does it. */
        void run() throws Exception;
    }

    @Override
    public void close() {
        try {
            removal.run();
        } catch (Exception e) {
            throw new DatabaseException(
                    "Cannot remove the scratch database " + address + ": " + e.getMessage()
                            + ". Remove it by hand; nothing needs it.",
                    e);
        }
    }
}
