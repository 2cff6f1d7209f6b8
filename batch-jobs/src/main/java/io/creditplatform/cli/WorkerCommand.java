package io.creditplatform.cli;

import io.creditplatform.console.CommonOptions;
import io.creditplatform.console.ExitCode;
import io.creditplatform.console.Stderr;
import io.creditplatform.console.StopSignal;
import io.creditplatform.jobs.Importer;
import io.creditplatform.jobs.PartWorker;
import io.creditplatform.jobs.broker.BrokerAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code credit worker}. */
@Command(
        mixinStandardHelpOptions = true,
        name = "worker",
        description = {
            "Stages parts of large files for imports that run elsewhere, until it is stopped.",
            "It needs the same PostgreSQL database and the same broker as the imports have, and has to see their folders by"
                    + " the same names. Stopped, it gives the part that it is at back to others."
        },
        footer = {"", "Example: credit worker --db jdbc:postgresql://db/credit --broker tcp://broker:61616"})
final class WorkerCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(
            names = "--broker",
            required = true,
            paramLabel = "URL",
            description = "The message broker: tcp://HOST:PORT, also that of an import which carries it itself.")
    private String broker;

    private final StopSignal stop;

    WorkerCommand(StopSignal stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() {
        if (!common.address().database().takesSeveralWriters()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "A worker needs a PostgreSQL database, since SQLite takes one writer at a time. Name one with --db.");
        }
        BrokerAddress address = WorkerOptions.broker(spec, broker.replaceFirst("^embedded:", "tcp://127.0.0.1:"));
        Stderr stderr = Stderr.of(spec.commandLine());
        try {
            new PartWorker(
                            common.address(),
                            new PartWorker.Options(
                                    name(),
                                    address,
                                    stderr::say,
                                    Clock.systemUTC(),
                                    stop::isRequested,
                                    Importer.Options.DEFAULT_BLOCKS_PER_CHUNK))
                    .run();
        } catch (PartWorker.WorkerException e) {
            stderr.fail(String.valueOf(e.getMessage()));
            return ExitCode.FAILED;
        }
        stderr.say("Stopped.");
        return ExitCode.DONE;
    }

    private static String name() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "worker";
        }
        return host + ":" + ProcessHandle.current().pid();
    }
}
