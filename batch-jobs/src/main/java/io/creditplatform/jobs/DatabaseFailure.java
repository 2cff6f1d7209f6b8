package io.creditplatform.jobs;

import io.creditplatform.database.DatabaseAddress;
import java.sql.SQLException;

/** Says in a user's words why a database refused its service. */
final class DatabaseFailure {

    private DatabaseFailure() {}

    static String explain(DatabaseAddress address, Throwable failure) {
        String reason = String.valueOf(failure.getMessage());
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                reason = String.valueOf(sql.getMessage());
            }
        }
        if (reason.contains("SQLITE_FULL") || reason.contains("No space left")) {
            return "The disk that holds " + address + " is full. Make room, then go on with `credit resume`.";
        } else if (reason.contains("SQLITE_BUSY") || reason.contains("SQLITE_LOCKED")) {
            return "Another program holds a lock on " + address + ". End it, then go on with `credit resume`.";
        } else if (reason.contains("SQLITE_READONLY")) {
            return address + " is read-only for you. Have that changed, then go on with `credit resume`.";
        } else if (reason.contains("SQLITE_IOERR") || reason.contains("SQLITE_CORRUPT")) {
            return "The disk under " + address + " does not answer as it should: " + reason
                    + ". Check it, then go on with `credit resume`.";
        }
        return "Unexpected failure: " + reason
                + ". Nothing was published; `credit resume` tries again, --log-format json shows the details.";
    }
}
