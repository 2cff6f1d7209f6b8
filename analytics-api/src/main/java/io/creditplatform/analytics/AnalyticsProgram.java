package io.creditplatform.analytics;

import io.creditplatform.analytics.export.ExportCommand;
import io.creditplatform.analytics.web.ServeCommand;
import io.creditplatform.console.Console;
import io.creditplatform.console.StopSignal;
import java.io.FileDescriptor;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of {@code credit} that read for others; the launcher gives them to this program. */
@Command(
        name = "credit",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Console.Version.class,
        subcommands = {ServeCommand.class, ExportCommand.class})
public final class AnalyticsProgram {

    private AnalyticsProgram() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        CommandLine commandLine =
                commandLine().setOut(Console.writer(FileDescriptor.out)).setErr(Console.writer(FileDescriptor.err));
        int exitCode = Console.run(commandLine, Console.helpLast(arguments));
        commandLine.getErr().flush();
        StopSignal.exit(exitCode);
    }

    /** The commands with their options. */
    public static CommandLine commandLine() {
        return Console.prepare(new CommandLine(new AnalyticsProgram()));
    }
}
