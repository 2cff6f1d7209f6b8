package io.creditplatform.console;

import io.creditplatform.database.Masking;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** What a command says beside its results: plain lines for people, log entries for log collectors; never a password. */
public final class Stderr {

    private final PrintWriter err;
    private final boolean quiet;
    private final boolean json;

    private final Ink ink;

    private Stderr(PrintWriter err, boolean quiet, boolean json, Ink ink) {
        this.err = err;
        this.ink = ink;
        this.quiet = quiet;
        this.json = json;
    }

    /** As the options of the command being run want it. */
    public static Stderr of(CommandLine commandLine) {
        return OutputOptions.find(commandLine)
                .map(options -> new Stderr(
                        commandLine.getErr(),
                        options.isQuiet(),
                        options.logFormat() == OutputOptions.LogFormat.JSON,
                        Ink.forStderr(options.color())))
                .orElseGet(() -> new Stderr(commandLine.getErr(), false, false, Ink.NONE));
    }

    /** For log collectors, whatever the options. */
    static Stderr json(CommandLine commandLine) {
        return new Stderr(commandLine.getErr(), false, true, Ink.NONE);
    }

    /** Whether people are being spoken to, who like to see progress. */
    public boolean isForPeople() {
        return !quiet && !json;
    }

    /** Something good to know. */
    public void say(String sentence) {
        if (json) {
            logger().info(sentence);
        } else if (!quiet) {
            err.println(Masking.masked(sentence));
        }
    }

    /** Why it did not work and what to do. */
    public void fail(String sentence) {
        if (json) {
            logger().error(sentence);
        } else {
            print(err, ink, sentence);
        }
    }

    /** Something that nobody foresaw. */
    public void fail(String sentence, Throwable failure) {
        if (json) {
            logger().error(sentence, failure);
        } else {
            print(err, ink, sentence);
        }
    }

    /** Why it did not work, for people. */
    static void print(PrintWriter err, Ink ink, String sentence) {
        err.print(ink.wrong("credit:") + " ");
        err.println(Masking.masked(sentence));
    }

    private static Logger logger() {
        return LoggerFactory.getLogger("io.creditplatform.credit");
    }
}
