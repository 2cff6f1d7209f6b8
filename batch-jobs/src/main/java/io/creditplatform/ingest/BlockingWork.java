package io.creditplatform.ingest;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Work that may wait for others for ever, as reading does from a disk in the network that does not answer. It is done on a thread
 * of its own, so that whoever wants its result can be asked to stop all the same.
 */
final class BlockingWork {

    /** How long a request to stop may go unnoticed, in milliseconds. */
    static final long PAUSE_MILLIS = 100;

    private BlockingWork() {}

    /**
     * Does it.
     *
     * @throws StoppedException if a stop is requested before it is done; its thread is then left to itself, and holds up no end
     * of the process
     */
    static <T> T run(BooleanSupplier stopRequested, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "blocking-work");
        thread.setDaemon(true);
        thread.start();
        while (true) {
            try {
                return task.get(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (stopRequested.getAsBoolean()) {
                    task.cancel(true); // closes what is being read, where the system lets it
                    throw new StoppedException();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                task.cancel(true);
                throw new StoppedException();
            } catch (ExecutionException e) {
                throw unchecked(e.getCause());
            }
        }
    }

    /** What work on another thread ended with, for whoever wanted its result. */
    static RuntimeException unchecked(@Nullable Throwable cause) {
        if (cause instanceof RuntimeException failure) {
            return failure;
        } else if (cause instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(cause);
    }
}
