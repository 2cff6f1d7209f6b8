package io.creditplatform.ingest;

import java.sql.SQLException;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Questions to a database that a thread of its own asks one after the other, while whoever wants to know does something else. */
final class Aside {

    /** How long a thread without work is kept. */
    private static final long KEPT_SECONDS = 1;

    private final ExecutorService thread;

    /** @param name of the thread that asks; it ends by itself, and holds up no end of the process */
    Aside(String name) {
        this.thread =
                new ThreadPoolExecutor(0, 1, KEPT_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread asking = new Thread(work, name);
                    asking.setDaemon(true);
                    return asking;
                });
    }

    <T> Future<T> begin(Callable<T> question) {
        return thread.submit(question);
    }

    /**
     * Waits for an answer, as long as the connection's own limits let it take. Whoever is interrupted meanwhile learns of it
     * afterwards: the connection is not free before.
     */
    static <T> T result(Future<T> asked) throws SQLException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return asked.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof SQLException failure) {
                        throw failure;
                    }
                    throw BlockingWork.unchecked(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits for answers that nobody wants any more: why there is none would tell less than what made them useless. */
    static void await(Collection<? extends Future<?>> asked) {
        for (Future<?> due : asked) {
            try {
                result(due);
            } catch (SQLException | RuntimeException e) {
                // whoever asks on this connection next learns of it
            }
        }
    }
}
