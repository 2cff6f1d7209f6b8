package io.creditplatform.cli;

import io.creditplatform.database.Database;
import io.creditplatform.jobs.Workers;
import io.creditplatform.jobs.broker.BrokerAddress;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--broker",
            paramLabel = "URL",
            description =
                    "Have `credit worker` processes stage large files in parts, told of them by the message broker at"
                            + " tcp://HOST:PORT; embedded:PORT has this process carry the broker, for workers on this"
                            + " machine.")
    private @Nullable String broker;

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
        if (broker == null) {
            return Workers.within(workers);
        } else if (workers > 1) {
            throw new ParameterException(
                    spec.commandLine(), "Either --workers or --broker: with a broker, others stage the files");
        } else if (!database.takesSeveralWriters()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--broker needs a PostgreSQL database, since SQLite takes one writer at a time."
                            + " Leave --broker out, or name such a database with --db.");
        }
        return Workers.at(broker(spec, broker));
    }

    static BrokerAddress broker(CommandSpec spec, String url) {
        try {
            return BrokerAddress.of(url);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--broker': " + e.getMessage(), e);
        }
    }
}
