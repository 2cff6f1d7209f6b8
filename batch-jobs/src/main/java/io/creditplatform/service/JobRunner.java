package io.creditplatform.service;

import io.creditplatform.console.Json;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.ingest.ExtractException;
import io.creditplatform.jobs.CheckOutcome;
import io.creditplatform.jobs.Checker;
import io.creditplatform.jobs.Pruner;
import io.creditplatform.model.Severity;
import io.creditplatform.quality.Findings;
import io.creditplatform.quality.Gate;
import io.creditplatform.quality.report.ReportFolder;
import io.creditplatform.text.Visible;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Does the jobs that were asked for over HTTP or by the schedule, by the code of the commands. It is for the one thread that works. */
final class JobRunner {

    private final DatabaseAddress address;
    private final ServiceSettings settings;
    private final Clock clock;
    private final Teller teller;
    private final Jobs jobs;
    private final Journal journal;
    private final Progression progression;
    private final Loading loading;
    private final Records records;
    private final Roots roots;

    JobRunner(
            DatabaseAddress address,
            ServiceSettings settings,
            Clock clock,
            Teller teller,
            Jobs jobs,
            Runnable between) {
        this.address = address;
        this.settings = settings;
        this.clock = clock;
        this.teller = teller;
        this.jobs = jobs;
        this.journal = Journal.ofJobs(settings.inbox().folder().toAbsolutePath().normalize());
        this.progression = new Progression(journal, clock, between);
        this.loading = new Loading(address, settings.afterLoad(), clock, teller, progression);
        this.records = new Records(address);
        this.roots = new Roots(settings.http().roots());
    }

    /**
     * Does the next one, if there is one.
     *
     * @return whether there was
     * @throws HindranceException if something is in the way; it is done later
     * @throws StopException if a stop of the service was requested; it goes on at the next start
     */
    boolean runNext() {
        AtomicBoolean done = new AtomicBoolean();
        Hindered.run(address, "the service's own folder", () -> {
            Optional<Job> next = jobs.next();
            done.set(next.isPresent());
            if (next.isPresent()) {
                run(next.get());
            }
        });
        return done.get();
    }

    private void run(Job job) throws java.io.IOException {
        Optional<Errand> errand = jobs.begin(job);
        if (errand.isEmpty()) {
            return;
        }
        try {
            switch (job.kind()) {
                case IMPORT -> load(job, errand.get());
                case CHECK -> check(job, errand.get());
                case EXPORT -> export(job, errand.get());
                case PRUNE -> prune(job, errand.get());
            }
        } catch (StopException e) {
            jobs.interrupted(job, e);
        } finally {
            jobs.pause(job);
        }
    }

    private void load(Job job, Errand errand) throws java.io.IOException {
        WantedImport wanted = WantedImport.of(Jobs.json(job.request()));
        Optional<Entry> known = journal.of(job.key());
        Entry entry = known.isPresent()
                ? known.get()
                : progression.keep(Entry.begun(job.key(), "", records.newestPublished(), clock.instant()), "");
        String remedy = "Have it corrected, and ask for it again.";
        if (entry.verdict() == null && entry.loadId() == null) {
            try {
                Path folder = Path.of(wanted.request().path("directory").asString());
                Optional<String> obstacle = job.origin() == Job.Origin.HTTP ? roots.obstacle(folder) : Optional.empty();
                if (obstacle.isPresent()) {
                    throw ExtractException.unfit(obstacle.get());
                }
                // What was forced and published before something ended the service is not loaded once more.
                boolean force = wanted.isForced() && records.newestPublished() == entry.publishedBefore();
                entry = loading.load(entry, wanted.request(settings.load(), force), errand, remedy);
            } catch (ExtractException e) {
                entry = loading.fail(entry, String.valueOf(e.getMessage()), remedy);
            }
        }
        entry = loading.follow(entry, errand);
        jobs.end(job, entry.end());
        journal.close(entry);
    }

    private void check(Job job, Errand errand) {
        ServiceSettings.Check check = settings.afterLoad().check();
        AtomicReference<Job.@Nullable End> end = new AtomicReference<>();
        CheckOutcome outcome = new Checker(
                        address,
                        new Checker.Options(
                                errand.actor(),
                                clock,
                                errand.progress(),
                                errand.stop(),
                                check.keepLoads(),
                                errand.observations()))
                .run(WantedImport.day(Jobs.json(job.request())), findings -> end.set(found(job, check, findings)));
        if (outcome instanceof CheckOutcome.Stopped) {
            throw new StopException();
        } else if (outcome instanceof CheckOutcome.Failed failed) {
            throw new HindranceException("the check of job " + job.id() + " failed. " + failed.message());
        }
        Job.End found = end.get();
        if (found == null) {
            String nothing = "nothing to check: no load is published";
            fail(job, "the check", "there is " + nothing, "Have an extract loaded first.");
            found = new Job.End(Job.Status.FAILED, null, "There is " + nothing + ".", null);
        }
        jobs.end(job, found);
    }

    private Job.End found(Job job, ServiceSettings.Check check, Findings findings) {
        var report = findings.report();
        if (check.reports() != null) {
            ReportFolder.write(findings, report, Severity.INFO, check.reports());
        }
        long load = findings.run().loadId();
        Gate gate = SettingsCheck.gate(check, address.database());
        List<Gate.Breach> breached = gate == null ? List.of() : gate.breached(report);
        List<String> breaches = breached.stream().map(Gate.Breach::text).toList();
        if (!breaches.isEmpty()) {
            teller.fail("the gate is not met by load " + load + ": " + String.join("; ", breaches));
            teller.tell(new Event(
                    "gate_not_met " + job.key(),
                    Event.Kind.GATE_NOT_MET,
                    "load " + load,
                    load,
                    breaches,
                    Event.Count.of(breached),
                    "The load stays. Have these rows corrected; `credit undo` takes it back.",
                    clock.instant()));
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("check", findings.run().id());
        result.put("issues", report.issues(Severity.INFO));
        result.put("critical", report.issues(Severity.CRITICAL));
        result.put("breaches", breaches);
        return new Job.End(
                breaches.isEmpty() ? Job.Status.SUCCEEDED : Job.Status.FAILED,
                load,
                breaches.isEmpty() ? null : "The gate is not met: " + String.join("; ", breaches) + ".",
                Json.MAPPER.writeValueAsString(result));
    }

    private void export(Job job, Errand errand) {
        Path folder = settings.afterLoad().export().folder();
        Optional<String> failure = new ExportProgram(address, errand.stop())
                .run(settings.afterLoad().export());
        failure.ifPresent(
                reason -> fail(job, "the export", reason, "`credit export " + folder + " --replace` makes it."));
        jobs.end(
                job,
                failure.map(reason -> new Job.End(Job.Status.FAILED, null, Visible.of(reason) + ".", null))
                        .orElseGet(() -> new Job.End(
                                Job.Status.SUCCEEDED,
                                null,
                                null,
                                Json.MAPPER.writeValueAsString(Map.of("folder", folder.toString())))));
    }

    private void fail(Job job, String what, String reason, String remedy) {
        teller.fail(what + " of job " + job.id() + " failed: " + reason + ". " + remedy);
        teller.tell(new Event(
                "failed " + job.key(),
                Event.Kind.FAILED,
                what + " of job " + job.id(),
                null,
                List.of(reason),
                remedy,
                clock.instant()));
    }

    private void prune(Job job, Errand errand) {
        Map<String, Long> removed = new TreeMap<>();
        new Pruner(address, errand.actor())
                .run(settings.afterLoad().prune().retention(), false)
                .forEach(part -> removed.put(part.kept().unit(), part.rows()));
        jobs.end(job, new Job.End(Job.Status.SUCCEEDED, null, null, Json.MAPPER.writeValueAsString(removed)));
    }
}
