package io.creditplatform.console;

/** What the exit codes mean; other programs rely on them. */
public final class ExitCode {

    /** Done; also when the same extract is already loaded. */
    public static final int DONE = 0;

    /** The job failed or was stopped; nothing half-done is visible. */
    public static final int FAILED = 1;

    /** Wrong usage, or an input that does not exist. */
    public static final int USAGE = 2;

    /** A gate was not met. */
    public static final int GATE = 3;

    /** Another process is loading into this database. */
    public static final int BUSY = 4;

    /** No load was published in time. */
    public static final int LATE = 5;

    private ExitCode() {}
}
