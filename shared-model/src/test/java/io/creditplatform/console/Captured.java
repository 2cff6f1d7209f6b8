package io.creditplatform.console;

import ch.qos.logback.classic.LoggerContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;

/** Has everything be logged as a command with certain options wants it, and catches it, until it is closed. */
final class Captured implements AutoCloseable {

    private final PrintStream stderr = System.err;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Captured() {}

    static Captured from(OutputOptions.LogFormat format, boolean quiet) {
        Captured captured = new Captured();
        System.setErr(new PrintStream(captured.bytes, true, StandardCharsets.UTF_8));
        setUp(format, quiet);
        return captured;
    }

    private static void setUp(OutputOptions.LogFormat format, boolean quiet) {
        LogSetup.choose(format, quiet, Ink.NONE);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        new LogSetup().configure(context);
    }

    /** What was logged so far. */
    String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        System.setErr(stderr);
        setUp(OutputOptions.LogFormat.TEXT, false);
    }
}
