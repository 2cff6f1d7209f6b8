package io.creditplatform.service;

import io.creditplatform.audit.Actor;
import io.creditplatform.console.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * What is done at set times. A time that has come becomes a job, which its time is the key of, so that none comes twice, whenever the
 * service was ended; of several that have passed meanwhile, the last one does. One thread looks, and others may ask what it found.
 */
final class Timetable {

    private static final Actor ACTOR = Actor.service("schedule");

    private final Clock clock;
    private final Jobs jobs;
    private final List<Planned> planned = new ArrayList<>();
    private final Map<Job.Kind, Instant> done = new EnumMap<>(Job.Kind.class);
    private final Map<Job.Kind, Instant> made = new EnumMap<>(Job.Kind.class);

    private record Planned(Job.Kind kind, CronTimes times, ScheduleSettings.CatchUp catchUp, String request) {}

    /**
     * Something that is done at set times, as requests see it.
     *
     * @param cron the expression
     * @param last the last time that became a job; null if none has
     * @param next when it is to be done next
     */
    record Shown(
            String kind, String cron, String zone, @Nullable Instant last, Instant next) {}

    Timetable(ScheduleSettings settings, Clock clock, Jobs jobs) {
        this.clock = clock;
        this.jobs = jobs;
        plan(settings, Job.Kind.CHECK, settings.check(), Map.of());
        plan(settings, Job.Kind.EXPORT, settings.export(), Map.of());
        plan(settings, Job.Kind.PRUNE, settings.prune(), Map.of());
        ScheduleSettings.ImportTimes load = settings.load();
        if (load.folder() != null) {
            plan(
                    settings,
                    Job.Kind.IMPORT,
                    new ScheduleSettings.Times(load.cron(), load.catchUp()),
                    Map.of(
                            "directory",
                            load.folder().toAbsolutePath().normalize().toString()));
        }
    }

    private void plan(
            ScheduleSettings settings, Job.Kind kind, ScheduleSettings.Times times, Map<String, String> request) {
        CronExpression cron = times.cron();
        if (cron != null) {
            planned.add(new Planned(
                    kind,
                    new CronTimes(cron, settings.zone()),
                    times.catchUp(),
                    Json.MAPPER.writeValueAsString(request)));
        }
    }

    /** Adds the jobs whose time has come. What fails is made up for by the next call. */
    synchronized void look() {
        Instant now = clock.instant();
        for (Planned plan : planned) {
            Instant last = done.containsKey(plan.kind()) ? done.get(plan.kind()) : begin(plan, now);
            done.put(plan.kind(), last);
            plan.times().last(last, now).ifPresent(time -> {
                jobs.add(new Job.Wanted(
                        prefix(plan.kind()) + time, plan.kind(), Job.Origin.SCHEDULE, ACTOR, plan.request()));
                done.put(plan.kind(), time);
                made.put(plan.kind(), time);
            });
        }
    }

    private static String prefix(Job.Kind kind) {
        return "schedule/" + JobAnswer.word(kind) + "/";
    }

    /** From when on times count. */
    private Instant begin(Planned plan, Instant now) {
        Optional<Instant> newest = jobs.table()
                .newestOf(Job.Origin.SCHEDULE, plan.kind())
                .map(job ->
                        Instant.parse(job.key().substring(prefix(plan.kind()).length())));
        newest.ifPresent(time -> made.put(plan.kind(), time));
        Instant last = newest.orElse(now);
        // What was done counts also after the clock was set back, else it would be done again.
        return plan.catchUp() == ScheduleSettings.CatchUp.LAST || last.isAfter(now) ? last : now;
    }

    /** All of it, as requests see it. */
    synchronized List<Shown> shown() {
        Instant now = clock.instant();
        return planned.stream()
                .map(plan -> {
                    Instant last = done.get(plan.kind());
                    Instant from = last != null && last.isAfter(now) ? last : now;
                    return new Shown(
                            JobAnswer.word(plan.kind()),
                            Objects.requireNonNull(plan.times().cron()).toString(),
                            plan.times().zone().getId(),
                            made.get(plan.kind()),
                            plan.times().after(from));
                })
                .toList();
    }
}
