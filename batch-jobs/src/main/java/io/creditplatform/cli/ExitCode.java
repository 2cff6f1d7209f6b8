package io.creditplatform.cli;

/** What the exit codes mean; other programs rely on them. */
final class ExitCode {

    /** Done; also when the same extract is already loaded. */
    static final int DONE = 0;

    /** The job failed or was stopped; nothing half-done is visible. */
    static final int FAILED = 1;

    /** Wrong usage, or an input that does not exist. */
    static final int USAGE = 2;

    /** A gate was not met. */
    static final int GATE = 3;

    /** Another process is loading into this database. */
    static final int BUSY = 4;

    private ExitCode() {}
}
