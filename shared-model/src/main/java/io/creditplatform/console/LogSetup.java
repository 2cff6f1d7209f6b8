package io.creditplatform.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.FilterReply;
import io.creditplatform.text.Visible;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;

/**
 * Sets logging up in a few lines of code, which starts faster than a configuration file. People get warnings and errors,
 * without stack traces; log collectors get everything, as JSON. All goes to stderr.
 * Set by the thread that begins, read by any that logs.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {

    private static volatile OutputOptions.LogFormat format = OutputOptions.LogFormat.TEXT;
    private static volatile boolean quiet;
    private static volatile Ink ink = Ink.NONE;

    /** Says how to log; has to come before the first logger is made. */
    static void choose(OutputOptions.LogFormat newFormat, boolean newQuiet, Ink newInk) {
        format = newFormat;
        quiet = newQuiet;
        ink = newInk;
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        boolean json = format == OutputOptions.LogFormat.JSON;
        Encoder<ILoggingEvent> encoder = json ? json() : text(context);
        encoder.setContext(context);
        encoder.start();
        MaskedEncoder masked = new MaskedEncoder(encoder);
        masked.setContext(context);
        masked.start();
        ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
        stderr.setContext(context);
        stderr.setTarget("System.err");
        stderr.setEncoder(masked);
        if (!json) {
            stderr.addFilter(new WithoutFailures());
        }
        stderr.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(stderr);
        root.setLevel(Level.WARN);
        // What Spring Batch reports as an error is reported by the command, with what to do about it.
        context.getLogger("org.springframework").setLevel(json ? Level.ERROR : Level.OFF);
        // Advice for developers, and the small talk of a pool that closes.
        context.getLogger("org.springdoc").setLevel(Level.ERROR);
        context.getLogger("com.zaxxer.hikari").setLevel(Level.ERROR);
        context.getLogger("io.creditplatform").setLevel(ownLevel(json));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static Level ownLevel(boolean json) {
        Level informative = json ? Level.INFO : Level.WARN;
        return quiet ? Level.ERROR : informative;
    }

    /** A failure is explained by the command itself; its stack trace is for log collectors only. */
    private static final class WithoutFailures extends Filter<ILoggingEvent> {

        @Override
        public FilterReply decide(ILoggingEvent event) {
            return event.getThrowableProxy() == null ? FilterReply.NEUTRAL : FilterReply.DENY;
        }
    }

    private static Encoder<ILoggingEvent> json() {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithFormattedMessage(true);
        return encoder;
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context) {
        Lines layout = new Lines();
        layout.setContext(context);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setLayout(layout);
        encoder.setCharset(StandardCharsets.UTF_8);
        return encoder;
    }

    /** An entry for people: how bad it is, and what it says, in which nothing can drive their terminal. */
    private static final class Lines extends LayoutBase<ILoggingEvent> {

        @Override
        public String doLayout(ILoggingEvent event) {
            String level = String.format("%-5s", event.getLevel());
            return String.format(
                    "%s %s%n",
                    event.getLevel().isGreaterOrEqual(Level.ERROR) ? ink.wrong(level) : ink.doubtful(level),
                    Visible.lines(event.getFormattedMessage()));
        }
    }
}
