package io.creditplatform.cli;

import io.creditplatform.database.DatabaseException;
import io.creditplatform.ingest.ExtractException;
import io.creditplatform.jobs.DatabaseBusyException;
import io.creditplatform.jobs.DatabaseFailure;
import io.creditplatform.jobs.StopSignal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code credit}. */
@Command(
        name = "credit",
        description = "Turns a marketplace's nightly CSV extracts into trustworthy credit figures.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Credit.Version.class,
        footer = {
            "",
            "Example: credit import sample-data/baseline",
            "",
            "Exit codes: 0 done; 1 failed, nothing half-done is visible; 2 wrong usage, or an input that does not exist; "
                    + "3 a gate was not met; 4 another process is loading into this database."
        })
public final class Credit {

    private static final List<Class<?>> COMMANDS = List.of(
            ImportCommand.class,
            ResumeCommand.class,
            LoadsCommand.class,
            RejectsCommand.class,
            DbCommand.class,
            GenerateCommand.class);

    private Credit() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        int exitCode;
        try (StopSignal stop = StopSignal.listening()) {
            PrintWriter out = writer(FileDescriptor.out);
            PrintWriter err = writer(FileDescriptor.err);
            exitCode = run(arguments, out, err, stop);
            err.flush();
            if (exitCode == ExitCode.DONE) {
                stop.done();
            }
        }
        System.exit(exitCode);
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    /** Runs a command; returns its exit code. */
    static int run(String[] arguments, PrintWriter out, PrintWriter err, StopSignal stop) {
        CommandLine commandLine = commandLine(stop, arguments).setOut(out).setErr(err);
        int exitCode = commandLine.execute(arguments);
        if (exitCode == ExitCode.DONE && out.checkError()) {
            Stderr.of(chosen(commandLine.getParseResult()))
                    .fail("what had to be done is done, but not all results could be written to stdout."
                            + " Has its reader gone, or is the disk full that it leads to?");
            return ExitCode.FAILED;
        }
        return exitCode;
    }

    /** The command that is run: the innermost one. */
    private static CommandLine chosen(CommandLine.ParseResult parsed) {
        List<CommandLine> commands = parsed.asCommandLineList();
        return commands.get(commands.size() - 1);
    }

    /**
     * The commands with their options, as users see them.
     *
     * @param arguments if they begin with a command's name, only that command is made: making all of them would lengthen each start
     */
    static CommandLine commandLine(StopSignal stop, String... arguments) {
        CommandLine commandLine = new CommandLine(new Credit(), new Commands(stop));
        List<Class<?>> wanted = COMMANDS.stream()
                .filter(command -> arguments.length > 0
                        && command.getAnnotation(Command.class).name().equals(arguments[0]))
                .toList();
        (wanted.isEmpty() ? COMMANDS : wanted).forEach(commandLine::addSubcommand);
        return commandLine
                .registerConverter(Share.class, Share::of)
                .registerConverter(LocalDate.class, Credit::date)
                .setExecutionStrategy(parsed -> {
                    CommonOptions.applyTo(chosen(parsed));
                    return new CommandLine.RunLast().execute(parsed);
                })
                .setParameterExceptionHandler(Credit::explainUsage)
                .setExecutionExceptionHandler(Credit::explain)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true);
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new CommandLine.TypeConversionException("'" + text + "' is no date, expected one such as 2025-10-01");
        }
    }

    private static int explain(Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
        Stderr stderr = Stderr.of(commandLine);
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof ExtractException extract) {
            stderr.fail(message);
            return extract.isMissing() ? ExitCode.USAGE : ExitCode.FAILED;
        } else if (failure instanceof DatabaseException database && database.isMissing()) {
            stderr.fail(message);
            return ExitCode.USAGE;
        } else if (failure instanceof DatabaseBusyException) {
            stderr.fail(message);
            return ExitCode.BUSY;
        } else if (failure instanceof UncheckedIOException) {
            stderr.fail(message + ": " + failure.getCause());
            return ExitCode.FAILED;
        }
        Optional<String> explained = CommonOptions.of(commandLine)
                .flatMap(options -> DatabaseFailure.explain(options.address(), failure, "run this command again"));
        if (explained.isPresent() || failure instanceof DatabaseException) {
            stderr.fail(explained.orElse(message), failure);
            return ExitCode.FAILED;
        }
        stderr.fail(
                "unexpected failure: " + failure
                        + ". Nothing half-done is visible; --log-format json shows the details.",
                failure);
        return ExitCode.FAILED;
    }

    private static int explainUsage(CommandLine.ParameterException failure, String[] arguments) {
        CommandLine commandLine = failure.getCommandLine();
        StringWriter suggestions = new StringWriter();
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, new PrintWriter(suggestions, true));
        String advice = suggestions + "See `" + commandLine.getCommandSpec().qualifiedName() + " --help`.";
        // The options have not been read, or not wholly, so what they say about logs has to be looked for.
        if (String.join("=", arguments).toLowerCase(Locale.ROOT).contains("--log-format=json")) {
            LogSetup.choose(CommonOptions.LogFormat.JSON, false);
            Stderr.json(commandLine).fail(failure.getMessage() + " " + advice);
        } else {
            commandLine.getErr().println("credit: " + failure.getMessage());
            commandLine.getErr().println(advice);
        }
        return ExitCode.USAGE;
    }

    /** Makes the commands; those that take long are told of requests to stop. */
    private record Commands(StopSignal stop) implements CommandLine.IFactory {

        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (type == ImportCommand.class) {
                return type.cast(new ImportCommand(stop));
            } else if (type == ResumeCommand.class) {
                return type.cast(new ResumeCommand(stop));
            } else if (type == GenerateCommand.class) {
                return type.cast(new GenerateCommand(stop));
            }
            return CommandLine.defaultFactory().create(type);
        }
    }

    /** Takes the version from the jar. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Credit.class.getPackage().getImplementationVersion();
            return new String[] {
                "credit " + (version == null ? "(not packaged)" : version) + ", Java " + Runtime.version()
            };
        }
    }
}
