package io.creditplatform.jobs;

import io.creditplatform.database.DatabaseAddress;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/** Says in a user's words why a database refused its service. */
public final class DatabaseFailure {

    private DatabaseFailure() {}

    /**
     * Explains a failure.
     *
     * @param next what to do once its cause is removed, such as {@code go on with `credit resume`}
     * @return empty if it does not come from the database, or is nothing that a user could do something about
     */
    public static Optional<String> explain(DatabaseAddress address, Throwable failure, String next) {
        if (!(cause(failure) instanceof SQLException cause)) {
            return Optional.empty();
        }
        String reason = reason(failure);
        String then = ", then " + next + ".";
        if (reason.contains("SQLITE_FULL") || reason.contains("No space left")) {
            return Optional.of("The disk that holds " + address + " is full. Make room" + then);
        } else if (reason.contains("SQLITE_IOERR_WRITE") || reason.contains("SQLITE_IOERR_SHMSIZE")) {
            return Optional.of(
                    "The disk that holds " + address + " takes no more: it is full, or a quota or a limit to the"
                            + " size of files is reached. Make room" + then);
        } else if (reason.contains("SQLITE_BUSY") || reason.contains("SQLITE_LOCKED")) {
            return Optional.of("Another program holds a lock on " + address + ". End it" + then);
        } else if (reason.contains("SQLITE_READONLY")) {
            return Optional.of(address + " is read-only for you. Have that changed" + then);
        } else if (reason.contains("SQLITE_IOERR") || reason.contains("SQLITE_CORRUPT")) {
            return Optional.of(
                    "The disk under " + address + " does not answer as it should: " + reason + ". Check it" + then);
        } else if (isConnectionLost(cause)) {
            return Optional.of("The connection to " + address + " was lost. See to the server" + then);
        }
        return Optional.empty();
    }

    /** What lies behind a failure, in one line. */
    static String reason(Throwable failure) {
        return String.valueOf(cause(failure).getMessage())
                .replaceAll("\\s+", " ")
                .replaceFirst("\\.$", "");
    }

    /** What the database itself says, else the innermost failure; the others only repeat it. */
    private static Throwable cause(Throwable failure) {
        Throwable innermost = failure;
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            innermost = cause instanceof SQLException || !(innermost instanceof SQLException) ? cause : innermost;
        }
        return innermost;
    }

    /** What made a rollback necessary says more than why that failed: SQLite has often rolled back by itself. */
    private static @Nullable Throwable next(Throwable failure) {
        return failure instanceof TransactionSystemException transaction
                ? transaction.getOriginalException()
                : failure.getCause();
    }

    /** By the state's class, 08 for connections and 57P for servers that end or begin; Spring's own refusal has no state. */
    private static boolean isConnectionLost(SQLException cause) {
        String state = String.valueOf(cause.getSQLState());
        return state.startsWith("08")
                || state.startsWith("57P")
                || String.valueOf(cause.getMessage()).startsWith("Connection was closed");
    }
}
