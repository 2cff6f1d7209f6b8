package io.creditplatform.database;

import java.sql.SQLException;
import java.util.Optional;

/**
 * Why a database refused its service, told by its kind from what the driver threw. Whoever has to say it, to a user or to a
 * client of the server, goes by the cause; nobody else reads a driver's codes.
 *
 * @param cause what is the matter
 * @param reason what the database itself says, in one line, without passwords
 * @param remedy what to do about it, such as {@code Make room}
 */
public record Refusal(Cause cause, String reason, String remedy) {

    private static final String DATABASE = "{database}";
    private static final String REASON = "{reason}";

    /** What can be the matter. */
    public enum Cause {
        FULL("The disk that holds {database} is full", "Make room"),
        NO_MORE_ROOM(
                "The disk that holds {database} takes no more: it is full, or a quota or a limit to the size of files is reached",
                "Make room"),
        BUSY("Another program holds a lock on {database}", "End it"),
        CROWDED("{database} takes no more connections: {reason}", "Close some, or have it allow more"),
        READ_ONLY("{database} is read-only for you", "Have that changed, or name another one by --db or CREDIT_DB"),
        STANDBY(
                "{database} is a standby, which repeats what its primary does and takes no changes of its own",
                "Name the primary by --db or CREDIT_DB"),
        REPLAYED(
                "{database} is a standby, and ended what was asked since its primary has changed what was being read",
                "Have hot_standby_feedback turned on or max_standby_streaming_delay raised there if that happens often"),
        UNSETTLED(
                "The newest changes to {database} stand in a log beside it that cannot be read where you may not write to the folder",
                "Have somebody who may write there run `credit db status`, which moves them into the database"),
        CHANGED("Another program changed {database} while it was read", "Let it finish"),
        NO_RIGHTS("{database} denies it: {reason}", "Have its owner grant the right"),
        LOST("The connection to {database} was lost", "See to the server"),
        UNREACHABLE("Cannot open the database {database}: {reason}", "See to the address and the server"),
        IDLE(
                "{database} ended the connection, since a transaction waited for longer than allowed",
                "Have it allow more"),
        TIME_OUT("{database} ended a statement that took longer than allowed", "Have it allow more"),
        DISK("The disk under {database} does not answer as it should: {reason}", "Check it"),
        DAMAGED(
                "{database} is damaged: {reason}",
                "See by `credit db status --check` how much, check its disk, then bring back a backup or load into a new database"),
        TOO_LARGE("{database} takes nothing that large: {reason}", "Have less in one row or statement"),
        OVERFLOW(
                "{database} holds amounts that add up to more than 92,233,720,368,547,758.07, which no sum can hold",
                "Correct these amounts, which are hardly money; `credit db rebuild --dry-run` names a seller and sum that are"
                        + " too large"),
        ENCODING(
                "{database} has no place for every character: {reason}",
                "Load into a database that was made with ENCODING 'UTF8'"),
        NO_DATABASE(
                "Cannot open the database {database}: the file is not a SQLite database",
                "Name another one by --db or CREDIT_DB"),
        NO_FILE(
                "Cannot open the database {database}: the file cannot be opened or created",
                "See that its folder exists and that you may write to it"),
        POOLED(
                "{database} is reached through a connection pool that hands each transaction to another session, as PgBouncer does"
                        + " with pool_mode = transaction; locks and settings of a session would be lost or left behind there",
                "Give the server's own address, or have pool_mode = session"),
        OTHER("{database} failed: {reason}", "Have --log-format json show the details");

        private final String problem;
        private final String remedy;

        Cause(String problem, String remedy) {
            this.problem = problem;
            this.remedy = remedy;
        }

        /** The refusal of this cause. */
        public Refusal because(String reason) {
            return new Refusal(this, oneLine(reason), remedy);
        }

        /** The refusal of this cause, with a remedy of its own. */
        public Refusal because(String reason, String ownRemedy) {
            return new Refusal(this, oneLine(reason), ownRemedy);
        }
    }

    /**
     * Where a failure comes from a database: why. Sums of amounts that are too large come from what it holds, too, whether the
     * database adds up or the program does, by {@link Math#addExact}.
     *
     * @return empty if no database had to do with it
     */
    public static Optional<Refusal> of(Database database, Throwable failure) {
        Refusal found = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                Refusal refusal = database.refusal(sql);
                // The innermost one says most, unless it says nothing that is known.
                found = found == null || refusal.cause != Cause.OTHER ? refusal : found;
            } else if (cause instanceof ArithmeticException
                    && String.valueOf(cause.getMessage()).endsWith("overflow")) {
                return Optional.of(Cause.OVERFLOW.because(String.valueOf(cause.getMessage())));
            }
        }
        return Optional.ofNullable(found);
    }

    /** What is the matter, in a sentence without its full stop. */
    public String problem(String database) {
        return cause.problem.replace(DATABASE, database).replace(REASON, reason);
    }

    /**
     * What is the matter and what to do, in sentences.
     *
     * @param next what to do once the cause is removed, such as {@code go on with `credit resume`}
     */
    public String explain(DatabaseAddress address, String next) {
        // What lies in the rows, or is chosen when a database is made, is there the next time, too.
        return cause == Cause.OVERFLOW || cause == Cause.ENCODING
                ? explain(address)
                : problem(address.toString()) + ". " + remedy + ", then " + next + ".";
    }

    /** What is the matter and what to do, in sentences. */
    public String explain(DatabaseAddress address) {
        return problem(address.toString()) + ". " + remedy + ".";
    }

    private static String oneLine(String reason) {
        return Masking.masked(reason).strip().replaceAll("\\s+", " ").replaceFirst("\\.$", "");
    }
}
