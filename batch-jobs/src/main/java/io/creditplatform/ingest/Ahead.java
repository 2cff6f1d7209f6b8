package io.creditplatform.ingest;

import io.creditplatform.database.Schema;
import io.creditplatform.feed.Feeds;
import java.util.List;
import org.springframework.batch.core.observability.jfr.events.job.JobLaunchEvent;
import org.springframework.batch.core.repository.dao.DefaultExecutionContextSerializer;

/**
 * Makes ready, on a thread of its own, what a load is sure to need soon and takes long to load. What fails here fails again where
 * it is needed, and is told there.
 */
public final class Ahead {

    /** None of them makes a logger, since it is not known yet what is to be logged. */
    static final List<Class<?>> FOR_LOADING = List.of(Feeds.class, Schema.class);

    private static final List<Class<?>> FOR_JOBS =
            List.of(JobLaunchEvent.class, DefaultExecutionContextSerializer.class);

    private Ahead() {}

    /**
     * Begins with what a command that loads needs first, while it is still being read. Short commands would gain nothing: it
     * would take the compiler's processor.
     */
    public static void ofLoading() {
        begin(() -> FOR_LOADING.forEach(Ahead::initialize));
    }

    /** Begins with what rows are checked by, while the files are being found and hashed. */
    public static void ofRows() {
        begin(RowValidator::makeReady);
    }

    /** Begins with what a job of Spring Batch needs, while it is being set up. */
    public static void ofJob() {
        begin(() -> FOR_JOBS.forEach(Ahead::initialize));
    }

    private static void begin(Runnable work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException | LinkageError | VirtualMachineError e) {
                        // told where it is needed
                    }
                },
                "ahead");
        thread.setDaemon(true);
        thread.start();
    }

    private static void initialize(Class<?> type) {
        try {
            Class.forName(type.getName(), true, type.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
