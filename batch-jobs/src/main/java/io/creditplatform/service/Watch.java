package io.creditplatform.service;

import io.creditplatform.console.StopSignal;
import io.creditplatform.file.FileFailure;
import io.creditplatform.text.Visible;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Looks at the inbox again and again, and has taken in what is complete. */
final class Watch {

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final long PAUSE_MILLIS = 100;
    private static final String LOOK = "the look into the inbox";
    private static final String WORK = "the work of the service";

    private final ServiceSettings.Inbox settings;
    private final Inbox inbox;
    private final Intake intake;
    private final Jobs jobs;
    private final JobRunner runner;
    private final Clock clock;
    private final StopSignal stop;
    private final Teller teller;

    Watch(
            ServiceSettings.Inbox settings,
            Inbox inbox,
            Intake intake,
            Jobs jobs,
            JobRunner runner,
            Clock clock,
            StopSignal stop,
            Teller teller) {
        this.settings = settings;
        this.inbox = inbox;
        this.intake = intake;
        this.jobs = jobs;
        this.runner = runner;
        this.clock = clock;
        this.stop = stop;
        this.teller = teller;
    }

    /**
     * Looks until a stop is requested.
     *
     * @return whether nothing is left half-done
     */
    boolean run() {
        Duration pause = settings.every();
        while (!stop.isRequested()) {
            try {
                boolean unhindered = look();
                pause = unhindered ? settings.every() : longer(pause);
                rest(pause, unhindered);
            } catch (StopException e) {
                return false;
            }
        }
        return true;
    }

    /**
     * One look, and what follows from it.
     *
     * @return whether nothing was in the way
     * @throws StopException if a stop was requested in the middle of something
     */
    boolean look() {
        return runJobs() && lookIntoInbox();
    }

    /** Those who ask are before those who deliver: they wait for an answer. */
    private boolean runJobs() {
        try {
            while (!stop.isRequested() && runner.runNext()) {
                // and the next one
            }
            return true;
        } catch (HindranceException e) {
            teller.trouble(WORK, e.getMessage() + " The service waits, and goes on by itself.");
            return false;
        }
    }

    private boolean lookIntoInbox() {
        List<Delivery> complete;
        try {
            complete = inbox.complete(clock.instant());
            teller.isOver(LOOK, "The inbox " + Visible.of(inbox.folder()) + " is there again.");
        } catch (IOException e) {
            teller.trouble(
                    LOOK,
                    "cannot look into the inbox " + Visible.of(inbox.folder()) + ": " + FileFailure.reason(e)
                            + ". It is waited for.");
            return false;
        }
        try {
            intake.finishGone();
            for (Delivery delivery : complete) {
                if (stop.isRequested()) {
                    return true;
                }
                intake.take(delivery);
                if (jobs.haveCome() && !runJobs()) {
                    return false;
                }
            }
            teller.isOver(WORK, "It goes on.");
            return true;
        } catch (HindranceException e) {
            teller.trouble(WORK, e.getMessage() + " The service waits, and goes on by itself.");
            return false;
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    /** @param forJobs whether a job that comes ends it */
    private void rest(Duration pause, boolean forJobs) {
        long end = System.nanoTime() + pause.toNanos();
        try {
            while (!stop.isRequested() && !(forJobs && jobs.haveCome()) && System.nanoTime() - end < 0) {
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.request();
        }
    }
}
