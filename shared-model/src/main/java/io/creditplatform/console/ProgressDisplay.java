package io.creditplatform.console;

import io.creditplatform.setting.Setting;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A progress bar on a terminal, for what takes longer than a second. How wide the terminal is comes from outside: the library
 * would ask it by JLine, which puts a signal handler of its own in the place of Java's, so that Ctrl-C would end the process
 * at once instead of asking it to stop. The thread that works and the one that draws share it.
 */
public final class ProgressDisplay implements Progress, AutoCloseable {

    private static final int PERCENT = 100;

    private static final long DELAY_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** The launcher says whether stderr is a terminal; Java itself can only tell for stdin and stdout together. */
    private static final boolean TERMINAL = Setting.TERMINAL.isOn();

    private final boolean shown;
    private final String name;
    private final String unit;
    private final long unitSize;
    private final long start = System.nanoTime();
    private @Nullable ProgressBar bar;
    /** Written by who works, read by who draws. */
    private volatile long firstDone;

    private volatile long shownSince;
    private volatile boolean isThrough;

    /**
     * @param name what is being done
     * @param unit what is counted, after a space
     * @param unitSize how many steps one of them is
     */
    public ProgressDisplay(boolean wanted, String name, String unit, long unitSize) {
        this.shown = wanted && TERMINAL;
        this.name = name;
        this.unit = unit;
        this.unitSize = unitSize;
    }

    @Override
    public void at(String task, long done, long total) {
        if (shown && bar == null && System.nanoTime() - start > DELAY_NANOS) {
            firstDone = done;
            shownSince = System.nanoTime();
            bar = new ProgressBarBuilder()
                    .setTaskName(name)
                    .setUnit(unit, unitSize)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setInitialMax(total)
                    .continuousUpdate() // else what was drawn in the midst of a step stays until the next one
                    .setEtaFunction(state -> estimate(state.getCurrent(), state.getMax()))
                    .setConsumer(new ConsoleProgressBarConsumer(stderr(), columns()))
                    .build();
        }
        if (bar != null) {
            // What is counted may be through before the work is, such as publishing: only the end is a hundred percent.
            isThrough = done >= total;
            bar.stepTo(isThrough ? total - Math.max(1, total / PERCENT) : done);
            bar.setExtraMessage(task);
        }
    }

    /** By what was done since the bar is there: what came before it, such as the program's own start, tells nothing of the rest. */
    private Optional<Duration> estimate(long done, long total) {
        long since = System.nanoTime() - shownSince;
        long counted = done - firstDone;
        return isThrough || counted <= 0 || since < DELAY_NANOS
                ? Optional.empty()
                : Optional.of(Duration.ofNanos((long) ((double) since / counted * (total - done))));
    }

    /** Not System.err, which others may have replaced. */
    private static PrintStream stderr() {
        return new PrintStream(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8);
    }

    /** The last column stays free: a terminal would break the line behind it. */
    private static int columns() {
        int columns = Setting.TERMINAL_COLUMNS.number();
        return Math.max(1, columns - 1);
    }

    @Override
    public void close() {
        if (bar != null) {
            if (isThrough) {
                bar.stepTo(bar.getMax());
            }
            bar.close();
            bar = null;
        }
    }
}
