package io.creditplatform.cli;

import io.creditplatform.console.CommonOptions;
import io.creditplatform.console.Console;
import io.creditplatform.console.ExitCode;
import io.creditplatform.console.Share;
import io.creditplatform.console.Stderr;
import io.creditplatform.console.StopSignal;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.ingest.ExtractException;
import io.creditplatform.ingest.StoppedException;
import io.creditplatform.jobs.DatabaseBusyException;
import io.creditplatform.jobs.DatabaseFailure;
import io.creditplatform.model.Severity;
import io.creditplatform.retention.Keep;
import java.io.FileDescriptor;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code credit}. */
@Command(
        name = "credit",
        description = "Turns a marketplace's nightly CSV extracts into trustworthy credit figures.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Console.Version.class,
        footer = {
            "",
            "Example: credit import sample-data/baseline",
            "",
            "Exit codes: 0 done; 1 failed, nothing half-done is visible; 2 wrong usage, or an input that does not exist; "
                    + "3 a gate was not met; 4 another process is loading into this database; 5 no load was published in time."
        })
public final class Credit {

    private static final List<Class<?>> COMMANDS = List.of(
            ImportCommand.class,
            ResumeCommand.class,
            WorkerCommand.class,
            UndoCommand.class,
            PruneCommand.class,
            HistoryCommand.class,
            LoadsCommand.class,
            AuditCommand.class,
            RejectsCommand.class,
            CheckCommand.class,
            DbCommand.class,
            GenerateCommand.class,
            RunCommand.class,
            CompletionCommand.class);

    private static final Set<List<String>> VERSION = Set.of(List.of("--version"), List.of("-V"));

    /** Commands of the analytics API, a program of its own that the launcher starts for them; here they are for the help. */
    private static final SortedMap<String, String> OF_THE_ANALYTICS = new TreeMap<>(Map.of(
            "export", "Writes all tables and all figures as files for Power BI, Excel, pandas and the like.",
            "serve", "Answers questions about the loaded data over HTTP until it is stopped. It only reads."));

    private Credit() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        int exitCode;
        try (StopSignal stop = StopSignal.listening()) {
            PrintWriter out = Console.writer(FileDescriptor.out);
            PrintWriter err = Console.writer(FileDescriptor.err);
            exitCode = run(arguments, out, err, stop);
            err.flush();
            if (exitCode == ExitCode.DONE) {
                stop.done();
            }
        }
        StopSignal.exit(exitCode);
    }

    /** Runs a command; returns its exit code. */
    static int run(String[] arguments, PrintWriter out, PrintWriter err, StopSignal stop) {
        String[] asked = Console.helpLast(arguments);
        return Console.run(commandLine(stop, asked).setOut(out).setErr(err), asked);
    }

    /**
     * The commands with their options, as users see them.
     *
     * @param arguments if they begin with a command's name, or ask for the version, no other command is made: making all of
     *     them would lengthen each start
     */
    static CommandLine commandLine(StopSignal stop, String... arguments) {
        CommandLine commandLine = new CommandLine(new Credit(), new Commands(stop));
        if (VERSION.contains(List.of(arguments))) {
            return Console.prepare(commandLine);
        }
        if (!add(COMMANDS, commandLine, arguments, 0)) {
            commandLine.addSubcommand("help", help());
            OF_THE_ANALYTICS.forEach((name, description) -> commandLine.addSubcommand(name, elsewhere(description)));
        }
        CommandLine ofDatabases = commandLine.getSubcommands().get(name(DbCommand.class));
        if (ofDatabases != null) {
            add(DbCommand.COMMANDS, ofDatabases, arguments, 1);
        }
        return Console.prepare(commandLine)
                .registerConverter(Share.class, text -> converted(() -> Share.of(text)))
                .registerConverter(Severity.class, text -> converted(() -> Severity.of(text)))
                .registerConverter(Deadline.class, Deadline::of)
                .registerConverter(Keep.class, text -> converted(() -> Keep.of(text)))
                .setExecutionExceptionHandler(Credit::explain);
    }

    /** Adds the command that the arguments name at that place, and tells whether they do; all of them if they do not. */
    private static boolean add(List<Class<?>> commands, CommandLine to, String[] arguments, int place) {
        List<Class<?>> wanted = commands.stream()
                .filter(command -> arguments.length > place && name(command).equals(arguments[place]))
                .toList();
        (wanted.isEmpty() ? commands : wanted).forEach(to::addSubcommand);
        return !wanted.isEmpty();
    }

    /** A command's name is its class's; reading all annotations would take longer than the rest of a short start. */
    static String name(Class<?> command) {
        String name = command.getSimpleName().replace("Command", "").toLowerCase(Locale.ROOT);
        return name.startsWith("db") && name.length() > 2 ? name.substring(2) : name;
    }

    /** Named for the help alone: {@link Console#helpLast} has turned it into an option before arguments are read. */
    private static CommandLine.Model.CommandSpec help() {
        CommandLine.Model.CommandSpec command = elsewhere("Shows what a command does and takes, like its --help.");
        command.addPositional(CommandLine.Model.PositionalParamSpec.builder()
                .paramLabel("COMMAND")
                .arity("0..2")
                .description("The command's name; of one such as `db migrate`, both words (default: all commands).")
                .build());
        command.usageMessage().footer("", "Example: credit help db migrate");
        return command;
    }

    private static CommandLine.Model.CommandSpec elsewhere(String description) {
        Callable<Integer> refusal = () -> {
            throw new IllegalStateException("The analytics API does this; start it by the launcher, ./credit");
        };
        CommandLine.Model.CommandSpec command = CommandLine.Model.CommandSpec.wrapWithoutInspection(refusal);
        command.usageMessage().description(description);
        return command;
    }

    private static <T> T converted(Supplier<T> conversion) {
        try {
            return conversion.get();
        } catch (IllegalArgumentException e) {
            throw new CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private static int explain(Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
        Stderr stderr = Stderr.of(commandLine);
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof ExtractException extract) {
            stderr.fail(message);
            return extract.isMissing() ? ExitCode.USAGE : ExitCode.FAILED;
        } else if (failure instanceof StoppedException) {
            stderr.fail(message);
            return ExitCode.FAILED;
        } else if (failure instanceof DatabaseBusyException) {
            stderr.fail(message);
            return ExitCode.BUSY;
        }
        boolean missing = failure instanceof DatabaseException database && database.isMissing();
        Optional<String> explained = missing
                ? Optional.empty()
                : CommonOptions.of(commandLine)
                        .flatMap(options ->
                                DatabaseFailure.explain(options.address(), failure, "run this command again"));
        if (explained.isEmpty()) {
            return Console.explain(failure, stderr);
        }
        stderr.fail(explained.get(), failure);
        return ExitCode.FAILED;
    }

    /** Makes the commands; those that take long are told of requests to stop. */
    private record Commands(StopSignal stop) implements CommandLine.IFactory {

        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (type == LoadsCommand.class) {
                return type.cast(new LoadsCommand(stop));
            } else if (type == ImportCommand.class) {
                return type.cast(new ImportCommand(stop));
            } else if (type == WorkerCommand.class) {
                return type.cast(new WorkerCommand(stop));
            } else if (type == ResumeCommand.class) {
                return type.cast(new ResumeCommand(stop));
            } else if (type == CheckCommand.class) {
                return type.cast(new CheckCommand(stop));
            } else if (type == RunCommand.class) {
                return type.cast(new RunCommand(stop));
            } else if (type == GenerateCommand.class) {
                return type.cast(new GenerateCommand(stop));
            } else if (type == DbVerifyCommand.class) {
                return type.cast(new DbVerifyCommand(stop));
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
