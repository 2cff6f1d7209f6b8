package io.creditplatform.cli;

import io.creditplatform.database.Schema;
import io.creditplatform.feed.Feeds;
import java.util.List;
import java.util.Set;
import org.springframework.batch.core.observability.jfr.events.job.JobLaunchEvent;
import org.springframework.batch.core.repository.dao.DefaultExecutionContextSerializer;

/**
 * Makes ready, on a thread of its own, what a load is sure to need and takes long to load, while the command is still being
 * read. Short commands would gain nothing: it would take the compiler's processor. What fails here fails again where it is
 * needed, and is told there.
 */
final class Ahead {

    /** In the order in which they are needed; none of them makes a logger, since it is not known yet what is to be logged. */
    static final List<Class<?>> NEEDED =
            List.of(Feeds.class, Schema.class, JobLaunchEvent.class, DefaultExecutionContextSerializer.class);

    private static final Set<String> LOADING = Set.of("import", "resume");

    private Ahead() {}

    /** Begins, if the command is one that loads. */
    static void of(String[] arguments) {
        if (arguments.length > 0 && LOADING.contains(arguments[0])) {
            Thread thread = new Thread(() -> NEEDED.forEach(Ahead::initialize), "ahead");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void initialize(Class<?> type) {
        try {
            Class.forName(type.getName(), true, type.getClassLoader());
        } catch (ReflectiveOperationException | LinkageError | VirtualMachineError e) {
            // told where the class is needed
        }
    }
}
