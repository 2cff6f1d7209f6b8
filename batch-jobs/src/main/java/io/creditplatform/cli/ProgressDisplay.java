package io.creditplatform.cli;

import io.creditplatform.ingest.Progress;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar on a terminal, for loads that take longer than a second. */
final class ProgressDisplay implements Progress, AutoCloseable {

    private static final long DELAY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long MEGABYTE = 1_000_000;

    /** The launcher says whether stderr is a terminal; Java itself can only tell for stdin and stdout together. */
    private static final boolean TERMINAL = Boolean.getBoolean("credit.terminal");

    private final boolean shown;
    private final long start = System.nanoTime();
    private @Nullable ProgressBar bar;

    ProgressDisplay(boolean wanted) {
        this.shown = wanted && TERMINAL;
    }

    @Override
    public void at(String task, long done, long total) {
        if (shown && bar == null && System.nanoTime() - start > DELAY_NANOS) {
            bar = new ProgressBarBuilder()
                    .setTaskName("import")
                    .setUnit(" MB", MEGABYTE)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setInitialMax(total)
                    .build();
        }
        if (bar != null) {
            bar.stepTo(done);
            bar.setExtraMessage(task);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
