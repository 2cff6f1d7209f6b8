package io.creditplatform.cli;

import io.creditplatform.database.Database;
import io.creditplatform.jobs.Workers;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How many stage a load at once. */
final class WorkerOptions {

    private static final int MOST = 64;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Have N workers of this process stage large files in parts, at once; on PostgreSQL (default: 1).")
    private int workers;

    /**
     * What is wanted, on that kind of database.
     *
     * @throws ParameterException if it cannot be had there
     */
    Workers of(Database database) {
        if (workers < 1 || workers > MOST) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--workers': expected a whole number from 1 to " + MOST + ", got '"
                            + workers + "'");
        } else if (workers > 1 && !database.takesSeveralWriters()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--workers " + workers + " needs a PostgreSQL database, since SQLite takes one writer at a time."
                            + " Leave --workers out, or name such a database with --db.");
        }
        return Workers.within(workers);
    }
}
