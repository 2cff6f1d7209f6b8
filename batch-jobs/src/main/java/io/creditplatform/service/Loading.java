package io.creditplatform.service;

import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.ingest.ExtractException;
import io.creditplatform.jobs.ImportOutcome;
import io.creditplatform.jobs.ImportRequest;
import io.creditplatform.jobs.Importer;
import io.creditplatform.jobs.Workers;
import io.creditplatform.load.FeedCounts;
import io.creditplatform.load.LoadReport;
import io.creditplatform.text.Counted;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Loads an extract and does what follows a load, noting how far it is, so that it goes on from there whatever ends it. */
final class Loading {

    private final DatabaseAddress address;
    private final Clock clock;
    private final Teller teller;
    private final Progression progression;
    private final AfterLoad afterLoad;

    Loading(
            DatabaseAddress address,
            ServiceSettings.AfterLoad settings,
            Clock clock,
            Teller teller,
            Progression progression) {
        this.address = address;
        this.clock = clock;
        this.teller = teller;
        this.progression = progression;
        this.afterLoad = new AfterLoad(address, settings, clock, teller, progression);
    }

    /**
     * Loads what an entry is about.
     *
     * @param remedy what somebody can do if that fails, as a sentence
     * @return the entry with its load, or with a verdict
     * @throws ExtractException if there is nothing that could be loaded
     * @throws HindranceException if something is in the way that has nothing to do with it
     * @throws StopException if a stop was requested
     */
    Entry load(Entry entry, ImportRequest request, Errand errand, String remedy) {
        ImportOutcome outcome = new Importer(
                        address,
                        new Importer.Options(
                                errand.actor(),
                                clock,
                                errand.progress(),
                                errand.stop(),
                                Importer.Options.DEFAULT_BLOCKS_PER_CHUNK,
                                Workers.NONE,
                                errand.observations()))
                .run(request);
        progression.acted();
        if (outcome instanceof ImportOutcome.Published published) {
            return published(entry, published);
        } else if (outcome instanceof ImportOutcome.AlreadyLoaded already) {
            if (already.load().id() > entry.publishedBefore()) {
                return loaded(entry, already.report()); // for this entry, before something ended the service
            }
            teller.say(entry.shown() + " holds what load " + already.load().id() + " loaded already.");
            return progression.keep(
                    entry.judged(
                            Entry.Verdict.KNOWN,
                            "Its content was loaded before, as load "
                                    + already.load().id() + "."),
                    "already loaded as load " + already.load().id());
        } else if (outcome instanceof ImportOutcome.Stopped stopped) {
            teller.say("Load " + stopped.report().loadId() + " of " + entry.shown() + " was stopped after "
                    + Counted.of(stopped.report().totals().read(), "row")
                    + "; nothing of it is visible yet.");
            throw new StopException(stopped.report().loadId());
        } else if (outcome instanceof ImportOutcome.Failed failure) {
            if (failure.passing()) {
                throw new HindranceException("load " + failure.report().loadId() + " of " + entry.shown()
                        + " cannot go on. " + failure.message());
            }
            Entry failed =
                    failure.dryRun() ? entry : entry.loaded(failure.report().loadId());
            return fail(failed, failure.message(), Event.Count.of(failure.report()), remedy);
        }
        throw new IllegalStateException("Unknown outcome " + outcome);
    }

    private Entry published(Entry entry, ImportOutcome.Published published) {
        LoadReport report = published.report();
        if (published.dryRun()) {
            return progression.keep(
                    entry.judged(
                            Entry.Verdict.KNOWN, "Dry run, nothing of it was kept: " + counts(report.totals()) + "."),
                    "dry run: " + counts(report.totals()));
        }
        teller.say(
                "Load " + report.loadId() + " of " + entry.shown() + " is published: " + counts(report.totals()) + ".");
        return loaded(entry, report);
    }

    private Entry loaded(Entry entry, LoadReport report) {
        return progression.keep(
                entry.loaded(report.loadId()), "load " + report.loadId() + " is published: " + counts(report.totals()));
    }

    private static String counts(FeedCounts counts) {
        return String.format(
                Locale.ROOT,
                "%,d read, %,d inserted, %,d updated, %,d rejected",
                counts.read(),
                counts.inserted(),
                counts.updated(),
                counts.rejected());
    }

    /** Notes that it could not be loaded. */
    Entry fail(Entry entry, String reason, String remedy) {
        return fail(entry, reason, List.of(), remedy);
    }

    private Entry fail(Entry entry, String failure, List<Event.Count> rules, String remedy) {
        String reason = SettingEntry.forOptions(failure, entry.name().startsWith(JobRequests.KEYS));
        teller.fail(entry.shown() + " could not be loaded. " + reason);
        teller.tell(entry.event(Event.Kind.FAILED, List.of(reason), rules, remedy, clock.instant()));
        return progression.keep(entry.judged(Entry.Verdict.FAILED, reason), "failed. " + reason);
    }

    /** Does what follows a load, as far as it is not done. */
    Entry follow(Entry loaded, Errand errand) {
        Entry entry = loaded;
        if (entry.verdict() == null) {
            entry = afterLoad.run(entry, Objects.requireNonNull(entry.loadId()), errand);
        }
        return entry.verdict() == Entry.Verdict.UNDONE
                ? afterLoad.undo(entry, Objects.requireNonNull(entry.loadId()), errand)
                : entry;
    }
}
