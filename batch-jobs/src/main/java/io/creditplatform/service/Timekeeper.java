package io.creditplatform.service;

import io.creditplatform.database.DatabaseException;
import io.creditplatform.jobs.DatabaseBusyException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Looks at the clock, in a thread of its own: times come while a load runs, too. */
final class Timekeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Timekeeper.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Timetable timetable;
    private final DeadlineWatch deadline;
    private final Presence presence;
    private final Thread thread = new Thread(this::run, "timekeeper");

    Timekeeper(Timetable timetable, DeadlineWatch deadline, Presence presence) {
        this.timetable = timetable;
        this.deadline = deadline;
        this.presence = presence;
        thread.setDaemon(true);
    }

    /** Begins. */
    Timekeeper start() {
        thread.start();
        return this;
    }

    private void run() {
        try {
            while (true) {
                look();
                Thread.sleep(EVERY.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the service ends
        }
    }

    /** One look. */
    void look() {
        try {
            timetable.look();
            deadline.look();
            presence.look();
        } catch (DatabaseException | DatabaseBusyException | DataAccessException e) {
            LOG.debug(
                    "Looked at the clock in vain",
                    e); // the thread that works tells of it; the next look makes up for it
        } catch (RuntimeException e) {
            LOG.error("Cannot tell what time it is for", e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(EVERY.multipliedBy(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
