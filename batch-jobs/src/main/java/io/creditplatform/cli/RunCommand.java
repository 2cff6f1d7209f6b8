package io.creditplatform.cli;

import io.creditplatform.console.CommonOptions;
import io.creditplatform.console.ExitCode;
import io.creditplatform.console.Stderr;
import io.creditplatform.console.StopSignal;
import io.creditplatform.console.WholeFile;
import io.creditplatform.file.FileFailure;
import io.creditplatform.file.OwnedFiles;
import io.creditplatform.file.SpecialFile;
import io.creditplatform.service.Service;
import io.creditplatform.service.SettingsException;
import io.creditplatform.text.Visible;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code credit run}. */
@Command(
        mixinStandardHelpOptions = true,
        name = "run",
        description = {
            "Loads each extract that arrives in a folder, the inbox, and does what is to follow, until it is stopped.",
            "credit.yaml says which folder and what follows; without it, the inbox is ./inbox, and nothing follows. What a stop or a "
                    + "crash interrupts goes on at the next start."
        },
        footer = {"", "Example: credit run --init", "", "Example: credit run --check-config", "", "Example: credit run"
        })
final class RunCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The settings (default: credit.yaml here, if it is there).")
    private @Nullable Path config;

    @Option(names = "--check-config", description = "Only say whether the settings are all right, and if not, why.")
    private boolean checkConfig;

    @Option(
            names = "--init",
            description =
                    "Only write the settings' file, with all settings as they are by default, and make the inbox.")
    private boolean init;

    @Option(names = "--test-notify", description = "Only tell all who are to be told of failures that this is a test.")
    private boolean testNotify;

    @Option(
            names = "--new-token",
            paramLabel = "NAME",
            description = "Only add a new token for jobs over HTTP to the file --tokens, and print it, once.")
    private @Nullable String newToken;

    @Option(names = "--tokens", paramLabel = "FILE", description = "The file of tokens that --new-token adds to.")
    private @Nullable Path tokens;

    private final StopSignal stop;

    RunCommand(StopSignal stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() {
        if (newToken != null || tokens != null) {
            return token();
        }
        Path byDefault = Path.of(Service.FILE);
        if (init) {
            return init(config == null ? byDefault : config);
        }
        Path file = config != null ? config : Files.exists(byDefault) ? byDefault : null;
        obstacle(file).ifPresent(obstacle -> {
            throw new ParameterException(
                    spec.commandLine(), obstacle + " with the settings of the service; `credit run --init` writes one");
        });
        Service service;
        try {
            service = Service.of(file, common.address());
        } catch (SettingsException e) {
            Stderr stderr = Stderr.of(spec.commandLine());
            String.valueOf(e.getMessage()).lines().forEach(stderr::fail);
            return ExitCode.USAGE;
        }
        if (checkConfig) {
            spec.commandLine()
                    .getOut()
                    .println((file == null ? "the default settings" : Visible.of(file)) + ": all right");
            return ExitCode.DONE;
        }
        if (testNotify) {
            return service.testNotify(Stderr.of(spec.commandLine()));
        }
        return service.run(Stderr.of(spec.commandLine()), stop);
    }

    /** Why there are no settings to read in a file that is given. */
    private static Optional<String> obstacle(@Nullable Path file) {
        if (file == null) {
            return Optional.empty();
        } else if (!Files.exists(file)) {
            return Optional.of("There is no file " + Visible.of(file) + ", expected the name of one");
        }
        return Files.isDirectory(file)
                ? Optional.of(Visible.of(file) + " is a folder, expected the name of a file")
                : SpecialFile.findObstacle(file);
    }

    private int token() {
        String name = newToken;
        Path file = tokens;
        if (name == null || file == null) {
            throw new ParameterException(
                    spec.commandLine(), "--new-token NAME and --tokens FILE go together, expected both");
        } else if (!name.matches("[A-Za-z0-9._@-]+")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--new-token': expected letters, digits and . _ @ -, got "
                            + Visible.quoted(name));
        }
        SpecialFile.findObstacle(file).ifPresent(obstacle -> {
            throw new ParameterException(spec.commandLine(), obstacle + " with tokens");
        });
        spec.commandLine().getOut().println(Service.newToken(common.address(), file, name));
        return ExitCode.DONE;
    }

    private int init(Path file) {
        Stderr stderr = Stderr.of(spec.commandLine());
        if (Files.exists(file)) {
            throw new ParameterException(
                    spec.commandLine(),
                    Visible.of(file) + " is there already; name another one by --config, or remove it");
        }
        WholeFile.write(file, Service.example());
        try {
            OwnedFiles.folder(Path.of("inbox"));
        } catch (IOException e) {
            stderr.fail("cannot make the folder inbox: " + FileFailure.reason(e) + ".");
            return ExitCode.FAILED;
        }
        stderr.say("Wrote " + Visible.of(file)
                + " and made the folder inbox. `credit run --check-config` checks them, `credit run` starts.");
        return ExitCode.DONE;
    }
}
