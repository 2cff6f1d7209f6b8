package io.creditplatform.database.postgresql;

import io.creditplatform.database.Refusal;
import io.creditplatform.database.Refusal.Cause;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What PostgreSQL's states mean: five characters, of which the first two name a class. */
final class PostgresqlRefusals {

    /** What the server says first: how grave it is, in its own language. */
    private static final Pattern SEVERITY = Pattern.compile("^\\p{Lu}{3,12}: ");

    private static final Pattern OBJECT =
            Pattern.compile("(?<what>table|view|relation|sequence|schema|database) \"?(?<name>[^\\s\"]+)\"?");

    /** Not of "the hostname and port", which a server that is down is told with. */
    private static final Pattern ENCRYPTION = Pattern.compile("SSL|could not be verified");

    /** The name of a class before what it says. */
    private static final Pattern CLASS = Pattern.compile("\\b(?:\\w+\\.)+\\w+Exception: ");

    private PostgresqlRefusals() {}

    static Refusal refusal(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        String message = String.valueOf(failure.getMessage());
        String reason = SEVERITY.matcher(message).replaceFirst("");
        Cause cause = isOfReplay(failure, state) ? Cause.REPLAYED : cause(state, message);
        return switch (cause) {
            case NO_RIGHTS -> cause.because(reason, grant(reason));
            case IDLE ->
                cause.because(
                        reason,
                        "Have idle_in_transaction_session_timeout raised for the role that connects, as by"
                                + " ALTER ROLE … SET idle_in_transaction_session_timeout = 0");
            case TIME_OUT ->
                cause.because(
                        reason,
                        "Have statement_timeout raised for the role that connects, as by ALTER ROLE … SET statement_timeout = 0");
            default -> cause.because(reason);
        };
    }

    /**
     * What a failure to connect means beyond {@link #refusal}: nothing encrypted, or nobody trusted, answers, to the driver's state a
     * connection which was lost; or the driver does not understand what is set in the URL.
     */
    static Optional<Refusal> ofConnecting(SQLException failure) {
        String reason = CLASS.matcher(String.valueOf(failure.getMessage())).replaceAll("");
        if (isOfEncryption(failure, reason)) {
            return Optional.of(Cause.UNREACHABLE.because(
                    reason,
                    "See to sslmode and sslrootcert in the URL, to the name by which it calls the server, and to the server's"
                            + " certificate"));
        }
        return refusal(failure).cause() == Cause.OTHER
                ? Optional.of(Cause.UNREACHABLE.because(reason))
                : Optional.empty();
    }

    private static boolean isOfEncryption(SQLException failure, String reason) {
        boolean encryption = ENCRYPTION.matcher(reason).find();
        for (Throwable cause = failure; cause != null && !encryption; cause = cause.getCause()) {
            encryption = cause instanceof SSLException || cause instanceof GeneralSecurityException;
        }
        return encryption;
    }

    /** A standby has the states of those who wait for each other for it, too; whom it interrupts, unlike these, it tells in this file. */
    private static boolean isOfReplay(SQLException failure, String state) {
        ServerErrorMessage told = failure instanceof PSQLException server ? server.getServerErrorMessage() : null;
        return Set.of("40001", "40P01").contains(state) && told != null && "postgres.c".equals(told.getFile());
    }

    private static Cause cause(String state, String message) {
        return switch (state) {
            case "53100" -> Cause.FULL;
            case "53300" -> Cause.CROWDED;
            case "55P03", "40P01", "40001", "55006" -> Cause.BUSY;
            case "25006" -> Cause.READ_ONLY;
            case "42501" -> Cause.NO_RIGHTS;
            case "25P03", "25P04", "57P05" -> Cause.IDLE;
            case "57014" -> Cause.TIME_OUT;
            case "22003" -> Cause.OVERFLOW;
            case "22P05" -> Cause.ENCODING;
            case "XX001", "XX002" -> Cause.DAMAGED;
            case "58030", "58P01" -> Cause.DISK;
            // Not connected in the first place: nobody there, not let in, no such database, or just starting.
            case "08001", "08004", "3D000", "57P03" -> Cause.UNREACHABLE;
            default -> causeOfClass(state, message);
        };
    }

    private static Cause causeOfClass(String state, String message) {
        if (state.startsWith("08") || state.startsWith("57P")) {
            return Cause.LOST;
        } else if (state.startsWith("28")) {
            return Cause.UNREACHABLE;
        } else if (state.startsWith("54")) {
            return Cause.TOO_LARGE;
        }
        // What Spring and the pool say of a connection that they find closed has no state.
        return message.startsWith("Connection was closed") || message.equals("Connection is closed")
                ? Cause.LOST
                : Cause.OTHER;
    }

    /** What the owner of a thing has to grant; a server that speaks another language than English gets the advice in general. */
    private static String grant(String reason) {
        Matcher object = OBJECT.matcher(reason);
        if (reason.contains("temporary")) {
            return "Have its owner run GRANT TEMPORARY ON DATABASE … TO the role that connects: an earlier state is put together"
                    + " from views that live as long as the connection";
        } else if (reason.contains("must be owner of")) {
            return "Only the owner of a table may change its definition: have the role that made the tables do this, or make"
                    + " this role a member of it";
        }
        String what = object.find() ? object.group("what") : "";
        return switch (what) {
            case "schema" ->
                "Have its owner run GRANT USAGE ON SCHEMA " + object.group("name")
                        + " TO the role that connects, and CREATE as well if it loads";
            case "sequence" ->
                "Have its owner run GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA … TO the role that connects";
            case "database" -> "Have its owner run GRANT CONNECT, CREATE ON DATABASE … TO the role that connects";
            default ->
                "Have their owner run GRANT SELECT ON ALL TABLES IN SCHEMA … TO the role that connects, and INSERT, UPDATE,"
                        + " DELETE as well if it loads";
        };
    }
}
