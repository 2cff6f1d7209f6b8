package io.creditplatform.jobs;

import io.creditplatform.console.Shortage;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.Masking;
import io.creditplatform.database.Refusal;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/** Says in a user's words why a database refused its service. */
public final class DatabaseFailure {

    private static final Set<Refusal.Cause> OF_THE_DATA =
            EnumSet.of(Refusal.Cause.TOO_LARGE, Refusal.Cause.OVERFLOW, Refusal.Cause.ENCODING, Refusal.Cause.OTHER);

    private DatabaseFailure() {}

    /**
     * Explains a failure.
     *
     * @param next what to do once its cause is removed, such as {@code go on with `credit resume`}
     * @return empty if it comes neither from the database nor from a limit of the process, or is nothing that a user could do something about
     */
    public static Optional<String> explain(DatabaseAddress address, Throwable failure, String next) {
        Optional<String> shortage = Shortage.of(failure).map(sentence -> sentence + ", then " + next + ".");
        if (shortage.isPresent()) {
            return shortage;
        }
        return Refusal.of(address.database(), cause(failure))
                .filter(refusal -> refusal.cause() != Refusal.Cause.OTHER)
                .map(refusal -> refusal.explain(address, next));
    }

    /** Whether it is the state of the database or of the machine that failed something, and not what was given to it. */
    public static boolean mayPass(DatabaseAddress address, Throwable failure) {
        return Shortage.of(failure).isPresent()
                || Refusal.of(address.database(), cause(failure))
                        .map(Refusal::cause)
                        .filter(cause -> !OF_THE_DATA.contains(cause))
                        .isPresent();
    }

    /** What lies behind a failure, in one line. */
    public static String reason(Throwable failure) {
        return Masking.masked(String.valueOf(cause(failure).getMessage()))
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
}
