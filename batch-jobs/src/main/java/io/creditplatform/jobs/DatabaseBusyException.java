package io.creditplatform.jobs;

import io.creditplatform.database.DatabaseAddress;

/** Another process is loading into the database. */
public final class DatabaseBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseBusyException(DatabaseAddress address) {
        super("Another process is loading into " + address + ". Wait until it is done, then try again.");
    }
}
