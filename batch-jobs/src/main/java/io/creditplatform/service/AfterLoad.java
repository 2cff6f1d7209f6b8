package io.creditplatform.service;

import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.jobs.CheckOutcome;
import io.creditplatform.jobs.Checker;
import io.creditplatform.jobs.Pruner;
import io.creditplatform.jobs.UndoOutcome;
import io.creditplatform.jobs.Undoer;
import io.creditplatform.load.Load;
import io.creditplatform.model.Severity;
import io.creditplatform.quality.Findings;
import io.creditplatform.quality.Gate;
import io.creditplatform.quality.report.ReportFolder;
import io.creditplatform.retention.Pruning.Pruned;
import io.creditplatform.text.Counted;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * What follows a load: check with its gate, export, prune, by the code of the commands. Each is noted as it is done, so that one that
 * is interrupted goes on with what is left. It is for the one thread that loads.
 */
final class AfterLoad {

    private final DatabaseAddress address;
    private final ServiceSettings.AfterLoad settings;
    private final Clock clock;
    private final Teller teller;
    private final Progression progression;

    AfterLoad(
            DatabaseAddress address,
            ServiceSettings.AfterLoad settings,
            Clock clock,
            Teller teller,
            Progression progression) {
        this.address = address;
        this.settings = settings;
        this.clock = clock;
        this.teller = teller;
        this.progression = progression;
    }

    /** Does all of it that is on and not yet done; says in the end what is to become of the delivery. */
    Entry run(Entry loaded, long load, Errand errand) {
        Entry entry = loaded;
        if (settings.check().enabled() && !entry.done().contains(Entry.Step.CHECK)) {
            entry = check(entry, load, errand);
        }
        String breaches = String.join("; ", entry.breachTexts());
        if (!entry.breaches().isEmpty() && settings.check().onBreach() == ServiceSettings.OnBreach.UNDO) {
            return progression.keep(
                    entry.judged(
                            Entry.Verdict.UNDONE,
                            "Load " + load + " was published and taken back, since the gate was not met: " + breaches
                                    + ". Have these rows corrected, or allow more with after-load.check.thresholds."),
                    "the gate is not met: " + breaches);
        }
        if (settings.export().enabled() && !entry.done().contains(Entry.Step.EXPORT)) {
            entry = export(entry, load, errand);
        }
        if (settings.prune().enabled() && !entry.done().contains(Entry.Step.PRUNE)) {
            List<Pruned> pruned =
                    new Pruner(address, errand.actor()).run(settings.prune().retention(), false);
            String removed = pruned.stream()
                    .filter(part -> part.rows() > 0)
                    .map(part -> part.kept().counted(part.rows()))
                    .collect(Collectors.joining(", "));
            progression.acted();
            entry = progression.keep(
                    entry.with(Entry.Step.PRUNE), "pruned: " + (removed.isEmpty() ? "nothing" : removed));
        }
        return progression.keep(
                entry.judged(
                        Entry.Verdict.LOADED,
                        breaches.isEmpty()
                                ? null
                                : "Load " + load + " is published, but the gate is not met: " + breaches
                                        + ". Have these rows corrected, or `credit undo` takes the load back."),
                "done");
    }

    private Entry check(Entry entry, long load, Errand errand) {
        Checker checker = new Checker(
                address,
                new Checker.Options(
                        errand.actor(),
                        clock,
                        errand.progress(),
                        errand.stop(),
                        settings.check().keepLoads(),
                        errand.observations()));
        AtomicReference<Entry> result = new AtomicReference<>();
        // The check may have been through when the service was killed.
        if (!checker.tellOf(load, findings -> result.set(found(entry, findings)))) {
            CheckOutcome outcome = checker.run(
                    null,
                    findings -> result.set(
                            findings.run().loadId() == load
                                    ? found(entry, findings)
                                    : entry.with(Entry.Step.CHECK)
                                            .noted(
                                                    clock.instant(),
                                                    "not checked: load "
                                                            + findings.run().loadId() + " was published since")));
            if (outcome instanceof CheckOutcome.Stopped) {
                throw new StopException();
            } else if (outcome instanceof CheckOutcome.Failed failed) {
                throw new HindranceException("the check of load " + load + " failed. " + failed.message());
            }
        }
        Entry checked = Optional.ofNullable(result.get())
                .orElseGet(() -> entry.with(Entry.Step.CHECK).noted(clock.instant(), "not checked: it was taken back"));
        progression.acted();
        if (!checked.breaches().isEmpty()) {
            teller.fail("the gate is not met by load " + load + " of " + entry.shown() + ": "
                    + String.join("; ", checked.breachTexts()));
            boolean undo = settings.check().onBreach() == ServiceSettings.OnBreach.UNDO;
            teller.tell(entry.event(
                    Event.Kind.GATE_NOT_MET,
                    checked.breachTexts(),
                    Event.Count.of(checked.breaches()),
                    undo
                            ? "The load is taken back. Have these rows corrected, and deliver them anew."
                            : "The load stays. Have these rows corrected; `credit undo` takes it back.",
                    clock.instant()));
        }
        return progression.keep(checked, "");
    }

    private Entry found(Entry entry, Findings findings) {
        var report = findings.report();
        Path reports = settings.check().reports();
        if (reports != null) {
            ReportFolder.write(findings, report, Severity.INFO, reports);
        }
        Gate gate = SettingsCheck.gate(settings.check(), address.database());
        return entry.found(gate == null ? List.of() : gate.breached(report))
                .with(Entry.Step.CHECK)
                .noted(
                        clock.instant(),
                        "check " + findings.run().id() + ": " + Counted.of(report.issues(Severity.INFO), "issue") + ", "
                                + report.issues(Severity.CRITICAL) + " of them Critical");
    }

    private Entry export(Entry entry, long load, Errand errand) {
        Optional<String> failure = new ExportProgram(address, errand.stop()).run(settings.export());
        failure.ifPresent(reason -> teller.fail("the export after load " + load + " failed: " + reason
                + ". The load is published all the same; `credit export "
                + settings.export().folder() + " --replace` makes it."));
        failure.ifPresent(reason -> teller.tell(new Event(
                "export after load " + load,
                Event.Kind.FAILED,
                "the export after load " + load,
                load,
                List.of(reason),
                "The load is published all the same; `credit export "
                        + settings.export().folder() + " --replace` makes the export.",
                clock.instant())));
        progression.acted();
        return progression.keep(
                entry.with(Entry.Step.EXPORT),
                failure.map(reason -> "export failed: " + reason)
                        .orElse("exported to " + settings.export().folder()));
    }

    /** Takes the load of an entry back whose gate was not met, unless it is by now. */
    Entry undo(Entry entry, long load, Errand errand) {
        boolean published = new Records(address)
                .ask(loads -> loads.find(load).map(Load::status).filter(Load.Status.COMPLETED::equals))
                .isPresent();
        if (!published) {
            return entry;
        }
        UndoOutcome outcome = new Undoer(address, clock, errand.actor()).run(load);
        progression.acted();
        if (outcome instanceof UndoOutcome.Undone) {
            teller.say("Load " + load + " of " + entry.shown() + " is undone.");
            return progression.keep(entry, "load " + load + " is undone");
        }
        String why = outcome instanceof UndoOutcome.Refused refused ? refused.reason() : "Nothing is published.";
        teller.fail("load " + load + " could not be taken back, though its gate was not met. " + why);
        teller.tell(new Event(
                "undo of load " + load,
                Event.Kind.FAILED,
                "the undo of load " + load,
                load,
                List.of(why),
                "It stays published, though its gate was not met. `credit undo` takes back what is newest.",
                clock.instant()));
        return progression.keep(
                entry.judged(
                        Entry.Verdict.LOADED,
                        "Load " + load + " is published, though the gate is not met: "
                                + String.join("; ", entry.breachTexts()) + ". It could not be taken back. " + why),
                "load " + load + " could not be taken back. " + why);
    }
}
