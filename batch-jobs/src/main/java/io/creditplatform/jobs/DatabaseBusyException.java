package io.creditplatform.jobs;

import io.creditplatform.database.DatabaseAddress;

/** Somebody else is loading into the database. */
public final class DatabaseBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private DatabaseBusyException(String message) {
        super(message);
    }

    static DatabaseBusyException loading(DatabaseAddress address) {
        return new DatabaseBusyException("Another process is loading into " + address
                + ", checking it, or changing its schema. Wait until it is done, then try again.");
    }

    static DatabaseBusyException published(DatabaseAddress address) {
        return new DatabaseBusyException("Another process has published or taken back a load of " + address
                + " meanwhile, so another one is the newest than when this began. Nothing was undone; see `credit loads`,"
                + " then try again.");
    }

    static DatabaseBusyException takenOver(DatabaseAddress address) {
        return new DatabaseBusyException("Another process has begun to write to " + address
                + " meanwhile, though this one had not ended: the lock between them was taken away, as happens when a lock file is"
                + " removed. This one has given way, and nothing that it had not finished is visible. `credit loads` shows how far the"
                + " other one is.");
    }
}
