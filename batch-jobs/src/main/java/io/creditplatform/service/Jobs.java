package io.creditplatform.service;

import io.creditplatform.console.Json;
import io.creditplatform.console.StopSignal;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;

/**
 * The jobs: those that are done, those that wait for their turn, and the one that runs. One thread does them; others ask for more,
 * look how far they are, and have them stopped.
 */
final class Jobs {

    /** Names a job in entries of the log. */
    private static final String JOB = "job_id";

    private final JobTable table;
    private final StopSignal stop;
    private final Teller teller;
    private final Clock clock;
    private final ObservationRegistry observations;
    private final Map<Long, Running> running = new ConcurrentHashMap<>();
    private final AtomicBoolean news = new AtomicBoolean(true);

    Jobs(JobTable table, StopSignal stop, Teller teller, Clock clock, ObservationRegistry observations) {
        this.table = table;
        this.stop = stop;
        this.teller = teller;
        this.clock = clock;
        this.observations = observations;
    }

    /** How far a job is that runs. */
    record Progressed(String task, long done, long total) {}

    private static final class Running {

        private final StopSignal stop;
        private volatile @Nullable Progressed progress;

        Running(StopSignal stop) {
            this.stop = stop;
        }
    }

    /** Adds a job to those that wait; one that is there already is left as it is. */
    Job add(Job.Wanted wanted) {
        Job job = table.add(wanted);
        news.set(true);
        return job;
    }

    /** Whether there may be jobs that were not there when it was last asked. */
    boolean haveCome() {
        return news.get();
    }

    /** The next one to be done, of those that are not done by the inbox. What ran when the service ended comes first. */
    Optional<Job> next() {
        news.set(false);
        return table.unfinished().stream()
                .filter(job -> job.origin() != Job.Origin.INBOX)
                .findFirst();
    }

    /**
     * Begins with a job, or goes on with it.
     *
     * @return empty if it is over, or somebody stopped it
     */
    Optional<Errand> begin(Job job) {
        return table.start(job) ? Optional.of(errand(job)) : Optional.empty();
    }

    /** On whose behalf a job is done. */
    Errand errand(Job job) {
        Running run = new Running(StopSignal.within(stop));
        running.put(job.id(), run);
        MDC.put(JOB, String.valueOf(job.id())); // what is logged from here on is about it
        return new Errand(
                job.actor(),
                run.stop,
                (task, done, total) -> run.progress = new Progressed(task, done, total),
                observations);
    }

    /** Nothing is done for it for now: something is in the way, or the service ends. */
    void pause(Job job) {
        forget(job);
        news.set(true);
    }

    /** Notes how it ended, and tells if that is good after it was not. */
    void end(Job job, Job.End end) {
        if (job.kind() == Job.Kind.IMPORT && isGood(end.status(), end.result()) && end.loadId() != null) {
            table.endedBefore(job)
                    .filter(before -> !isGood(before.status(), before.result()))
                    .ifPresent(before -> teller.tell(new Event(
                            "recovered " + job.key(),
                            Event.Kind.RECOVERED,
                            "load " + end.loadId(),
                            end.loadId(),
                            List.of("It is published, after job " + before.id() + " ended otherwise"),
                            "",
                            clock.instant())));
        }
        table.end(job, end);
        forget(job);
    }

    private void forget(Job job) {
        running.remove(job.id());
        MDC.remove(JOB);
    }

    private static boolean isGood(Job.Status status, @Nullable String result) {
        return status == Job.Status.SUCCEEDED
                && (result == null || json(result).path("breaches").isEmpty());
    }

    static JsonNode json(String text) {
        return Json.MAPPER.readTree(text);
    }

    /**
     * A job was stopped: by somebody who wanted that, and then others go on, or since the service ends.
     *
     * @throws StopException if the service ends
     */
    void interrupted(Job job, StopException stopped) {
        if (stop.isRequested()) {
            teller.say("The next `credit run` goes on from there.");
            throw stopped;
        }
        Long load = stopped.load() == null ? job.loadId() : stopped.load();
        table.end(job, new Job.End(Job.Status.STOPPED, load, "It was stopped; it can be resumed.", null));
        teller.say("Job " + job.id() + " is stopped; POST /jobs/" + job.id() + "/resume has it go on.");
        forget(job);
    }

    /**
     * Has a job stopped: at once if it waits, at its next resting place if it runs.
     *
     * @return whether it waited or ran
     */
    boolean stop(Job job) {
        Running run = running.get(job.id());
        if (run != null) {
            run.stop.request();
            return true;
        }
        return table.change(job, Job.Status.QUEUED, Job.Status.STOPPED)
                || table.change(job, Job.Status.RUNNING, Job.Status.STOPPED);
    }

    /**
     * Has a job go on that was stopped.
     *
     * @return whether it was
     */
    boolean resume(Job job) {
        boolean was = table.change(job, Job.Status.STOPPED, Job.Status.QUEUED);
        news.set(true);
        return was;
    }

    /** How far it is, if it runs and has come to say. */
    Optional<Progressed> progress(Job job) {
        return Optional.ofNullable(running.get(job.id())).map(run -> run.progress);
    }

    JobTable table() {
        return table;
    }
}
