package io.creditplatform.console;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns Ctrl-C, SIGTERM and SIGHUP into a request to stop: what is under way ends at its next resting place, says how
 * to go on or cleans up, and only then does the process end. Spring Batch has a shutdown hook of its own, but it does not wait.
 * Any thread may ask whether to stop; the one that the signal brings waits for the one that works.
 */
public final class StopSignal implements AutoCloseable {

    /** Publishing cannot be stopped half-way, and takes its time for large extracts. */
    private static final long PATIENCE_MINUTES = 60;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stopAndWait, "stop");
    private final @Nullable StopSignal outer;
    private volatile boolean requested;
    private volatile boolean done;

    private StopSignal(@Nullable StopSignal outer) {
        this.outer = outer;
    }

    /** Starts to listen. */
    public static StopSignal listening() {
        StopSignal signal = new StopSignal(null);
        try {
            Runtime.getRuntime().addShutdownHook(signal.hook);
        } catch (IllegalStateException e) {
            signal.request(); // One came before anybody listened, and the process ends at any moment.
        }
        return signal;
    }

    /** One that no signal reaches; only {@link #request()} does. */
    public static StopSignal silent() {
        return new StopSignal(null);
    }

    /** One for a part of the work: requested if it is itself, or if that of the whole is. */
    public static StopSignal within(StopSignal outer) {
        return new StopSignal(outer);
    }

    /** Whether somebody asked the process to end. */
    public boolean isRequested() {
        return requested || (outer != null && outer.isRequested());
    }

    /** Asks for a stop as a signal does. */
    public void request() {
        requested = true;
    }

    /** Says that all was done that the user wanted: the exit code is then 0, even if a signal came meanwhile. */
    public void done() {
        done = true;
    }

    /** Says that everything has been said; the process may end now. */
    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // A signal has come, and the hook ends the process.
        }
    }

    /**
     * Ends the process with this exit code, or, if a signal already ends it, with the signal's. Java 17 would let whoever comes
     * last have the code: {@link System#exit} halts at once when all hooks are through.
     */
    public static void exit(int exitCode) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread("end"));
        } catch (IllegalStateException e) {
            while (true) {
                LockSupport.park();
            }
        }
        System.exit(exitCode);
    }

    private void stopAndWait() {
        request();
        try {
            if (!finished.await(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                // Not a static logger: this class is there before the options say how to log.
                Logger log = LoggerFactory.getLogger(StopSignal.class);
                log.warn("Not done after {} minutes; ending all the same", PATIENCE_MINUTES);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (done) {
            // Only so can it be another code than 128 plus the signal's number.
            Runtime.getRuntime().halt(0);
        }
    }
}
