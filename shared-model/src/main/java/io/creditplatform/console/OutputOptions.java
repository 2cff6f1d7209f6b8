package io.creditplatform.console;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options of every command, also of those that need no database: how it speaks. */
public class OutputOptions {

    @Option(names = "--quiet", description = "Say nothing on stderr but errors.")
    private boolean quiet;

    @Option(
            names = "--log-format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "How stderr speaks: text for people, json for log collectors (default: text).")
    private LogFormat logFormat = LogFormat.TEXT;

    @Option(
            names = Ink.OPTION,
            paramLabel = "auto|always|never",
            defaultValue = "auto",
            description =
                    "Whether words stand out by colour and weight: auto does so on a terminal, unless $NO_COLOR is set"
                            + " (default: auto).")
    private Ink.When color = Ink.When.AUTO;

    /** How logs are written. */
    enum LogFormat {
        TEXT,
        JSON
    }

    /** Sets the process up as the options of the command being run say, before anything is logged. */
    static void applyTo(CommandLine command) {
        find(command)
                .ifPresent(options -> LogSetup.choose(options.logFormat, options.quiet, Ink.forStderr(options.color)));
    }

    /** The options of a command, if it has these. */
    static Optional<OutputOptions> find(CommandLine commandLine) {
        return commandLine.getMixins().values().stream()
                .filter(OutputOptions.class::isInstance)
                .map(OutputOptions.class::cast)
                .findFirst();
    }

    boolean isQuiet() {
        return quiet;
    }

    LogFormat logFormat() {
        return logFormat;
    }

    Ink.When color() {
        return color;
    }
}
