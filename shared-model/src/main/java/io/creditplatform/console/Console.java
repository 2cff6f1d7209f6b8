package io.creditplatform.console;

import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.Masking;
import io.creditplatform.database.Refusal;
import io.creditplatform.file.FileFailure;
import io.creditplatform.model.RequestedDate;
import io.creditplatform.past.NoSuchStateException;
import io.creditplatform.setting.Setting;
import io.creditplatform.setting.SettingException;
import io.creditplatform.text.Visible;
import io.creditplatform.text.VisibleWriter;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;

/** How the commands of {@code credit} are read, run and, where they fail, explained, whichever program holds them. */
public final class Console {

    private static final Set<String> HELP = Set.of("help", "--help", "-h");

    /** Help is not laid out for less. */
    private static final int LEAST_COLUMNS = 55;

    private Console() {}

    /** The process's own stdout or stderr, in UTF-8. What stderr says is for now: a service may say no more for days. */
    public static PrintWriter writer(FileDescriptor descriptor) {
        return new VisibleWriter(
                new BufferedWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8)),
                descriptor == FileDescriptor.err);
    }

    /** Whether stdout is a terminal, with people before it; the launcher says so, since Java cannot tell for stdout alone. */
    public static boolean isTerminal() {
        return Setting.TERMINAL_STDOUT.isOn();
    }

    /** Has commands read dates, obey the common options, and say what went wrong in the house's words. */
    public static CommandLine prepare(CommandLine commandLine) {
        return commandLine
                .registerConverter(LocalDate.class, Console::date)
                .registerConverter(Path.class, Console::path)
                .registerConverter(Integer.class, text -> number(text, Integer::valueOf))
                .registerConverter(Integer.TYPE, text -> number(text, Integer::valueOf))
                .registerConverter(Long.class, text -> number(text, Long::valueOf))
                .registerConverter(Long.TYPE, text -> number(text, Long::valueOf))
                .setExecutionStrategy(parsed -> {
                    OutputOptions.applyTo(chosen(parsed));
                    return new CommandLine.RunLast().execute(parsed);
                })
                .setParameterExceptionHandler(Console::explainUsage)
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(Math.max(LEAST_COLUMNS, Setting.TERMINAL_COLUMNS.number()));
    }

    /**
     * {@code credit help import} and {@code credit --help import} ask the same as {@code credit import --help}.
     *
     * @return the arguments in the last one's order; as they are, if they do not begin like that
     */
    public static String[] helpLast(String... arguments) {
        if (arguments.length == 0 || !HELP.contains(arguments[0])) {
            return arguments;
        }
        List<String> asked = new ArrayList<>(List.of(arguments).subList(1, arguments.length));
        if (asked.isEmpty() || !HELP.contains(asked.get(asked.size() - 1))) {
            asked.add("--help");
        }
        return asked.toArray(String[]::new);
    }

    /** Help about a command that there is not is a mistake, which has to be named; picocli would show the help of all. */
    private static String[] aboutWhatThereIs(CommandLine commandLine, String... arguments) {
        CommandLine command = commandLine;
        for (String name : arguments) {
            if (name.startsWith("-") || command.getSubcommands().isEmpty()) {
                return arguments;
            }
            CommandLine next = command.getSubcommands().get(name);
            if (next == null) {
                return Arrays.stream(arguments)
                        .filter(argument -> !HELP.contains(argument))
                        .toArray(String[]::new);
            }
            command = next;
        }
        return arguments;
    }

    /** Runs a command; returns its exit code. */
    public static int run(CommandLine commandLine, String... arguments) {
        int exitCode;
        Ink ink = Ink.forStdout(Ink.When.said(arguments));
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(
                ink.isWanted() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        try {
            exitCode = commandLine.execute(aboutWhatThereIs(commandLine, arguments));
        } catch (VirtualMachineError | LinkageError e) {
            exitCode = explain(e, Stderr.of(chosen(commandLine)));
        }
        boolean lost = commandLine.getOut().checkError(); // flushes, whatever the exit code
        if (exitCode == ExitCode.DONE && lost) {
            Stderr.of(chosen(commandLine))
                    .fail("what had to be done is done, but not all results could be written to stdout."
                            + " Has its reader gone, or is the disk full that it leads to?");
            return ExitCode.FAILED;
        }
        return exitCode;
    }

    private static CommandLine chosen(CommandLine commandLine) {
        CommandLine.ParseResult parsed = commandLine.getParseResult();
        return parsed == null ? commandLine : chosen(parsed);
    }

    /** The command that is run: the innermost one. */
    private static CommandLine chosen(CommandLine.ParseResult parsed) {
        List<CommandLine> commands = parsed.asCommandLineList();
        return commands.get(commands.size() - 1);
    }

    private static LocalDate date(String text) {
        try {
            return RequestedDate.of(text);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.TypeConversionException("'" + text + "' is not " + e.getMessage());
        }
    }

    private static <N> N number(String text, Function<String, N> number) {
        try {
            return number.apply(text);
        } catch (NumberFormatException e) {
            throw new CommandLine.TypeConversionException(
                    "'" + Visible.of(text) + "' is not a whole number that fits, expected one such as 1");
        }
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new CommandLine.TypeConversionException("'" + Visible.of(text) + "' " + FileFailure.reason(e));
        }
    }

    private static int explain(Exception failure, CommandLine command) {
        Stderr stderr = Stderr.of(command);
        Optional<String> refusal = failure instanceof DatabaseException database && database.isMissing()
                ? Optional.empty()
                : CommonOptions.of(command).flatMap(options -> refusal(options.address(), failure));
        if (refusal.isEmpty()) {
            return explain(failure, stderr);
        }
        stderr.fail(refusal.get(), failure);
        return ExitCode.FAILED;
    }

    private static Optional<String> refusal(DatabaseAddress address, Exception failure) {
        return Refusal.of(address.database(), failure)
                .filter(refusal -> refusal.cause() != Refusal.Cause.OTHER)
                .map(refusal -> refusal.explain(address, "run this command again"));
    }

    /** What a database says, not the statements that frameworks put around it. */
    private static String inWords(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return Masking.masked(String.valueOf(cause.getMessage()))
                        .strip()
                        .replaceAll("\\s+", " ");
            }
        }
        return failure.toString();
    }

    /** Says why a command failed; returns the exit code that says it. */
    public static int explain(Throwable failure, Stderr stderr) {
        String message = String.valueOf(failure.getMessage());
        Optional<String> shortage = Shortage.of(failure);
        if (shortage.isPresent()) {
            stderr.fail(shortage.get() + ", then run this command again.", failure);
        } else if (failure instanceof DatabaseException database && database.isMissing()) {
            stderr.fail(message);
            return ExitCode.USAGE;
        } else if (failure instanceof NoSuchStateException) {
            stderr.fail(message);
            return ExitCode.USAGE;
        } else if (failure instanceof SettingException) {
            stderr.fail(message + ".");
            return ExitCode.USAGE;
        } else if (failure instanceof InvalidPathException path) {
            stderr.fail(Visible.quoted(path.getInput()) + " " + FileFailure.reason(path) + ".");
        } else if (failure instanceof LinkageError) {
            stderr.fail(
                    "a part of the program cannot be loaded: " + failure
                            + ". Is it whole, and may the process have 256 files open, as `ulimit -n` says?",
                    failure);
        } else if (failure instanceof UncheckedIOException file) {
            stderr.fail(message + ": " + FileFailure.reason(Objects.requireNonNull(file.getCause())) + ".");
        } else if (failure instanceof DatabaseException) {
            stderr.fail(message, failure);
        } else {
            stderr.fail(
                    "unexpected failure: " + inWords(failure)
                            + ". Nothing half-done is visible; --log-format json shows the details.",
                    failure);
        }
        return ExitCode.FAILED;
    }

    private static int explainUsage(CommandLine.ParameterException failure, String[] arguments) {
        CommandLine commandLine = failure.getCommandLine();
        StringWriter suggestions = new StringWriter();
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, new PrintWriter(suggestions, true));
        String message = String.valueOf(failure.getMessage());
        for (String argument : arguments) {
            // A line break in one must not look like ours; messages name what stands behind --option= without that.
            for (String named : List.of(argument, argument.substring(argument.indexOf('=') + 1))) {
                message = message.replace(named, Visible.of(named));
            }
        }
        String advice = suggestions + "See `" + commandLine.getCommandSpec().qualifiedName() + " --help`.";
        // The options have not been read, or not wholly, so what they say about logs has to be looked for.
        if (String.join("=", arguments).toLowerCase(Locale.ROOT).contains("--log-format=json")) {
            LogSetup.choose(OutputOptions.LogFormat.JSON, false, Ink.NONE);
            Stderr.json(commandLine).fail(message + " " + advice);
        } else {
            Stderr.print(commandLine.getErr(), Ink.forStderr(Ink.When.said(arguments)), message);
            commandLine.getErr().println(advice);
        }
        return ExitCode.USAGE;
    }

    /** Takes the version from the jar. */
    public static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"credit " + ofProgram() + ", Java " + Runtime.version()};
        }

        /** The program's version; all that are not packaged call themselves the same. */
        public static String ofProgram() {
            String version = Console.class.getPackage().getImplementationVersion();
            return version == null ? "(not packaged)" : version;
        }
    }
}
