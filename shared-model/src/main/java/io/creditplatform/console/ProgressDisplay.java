package io.creditplatform.console;

import io.creditplatform.setting.Setting;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar on a terminal, for what takes longer than a second. */
public final class ProgressDisplay implements Progress, AutoCloseable {

    private static final long DELAY_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** The launcher says whether stderr is a terminal; Java itself can only tell for stdin and stdout together. */
    private static final boolean TERMINAL = Setting.TERMINAL.isOn();

    private final boolean shown;
    private final String name;
    private final String unit;
    private final long unitSize;
    private final long start = System.nanoTime();
    private @Nullable ProgressBar bar;

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
            bar = new ProgressBarBuilder()
                    .setTaskName(name)
                    .setUnit(unit, unitSize)
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
