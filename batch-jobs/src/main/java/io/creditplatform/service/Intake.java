package io.creditplatform.service;

import io.creditplatform.console.Progress;
import io.creditplatform.console.StopSignal;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.file.FileFailure;
import io.creditplatform.file.OwnedFiles;
import io.creditplatform.ingest.ExtractException;
import io.creditplatform.ingest.StoppedException;
import io.creditplatform.jobs.DatabaseBusyException;
import io.creditplatform.jobs.DatabaseFailure;
import io.creditplatform.jobs.ImportOutcome;
import io.creditplatform.jobs.ImportRequest;
import io.creditplatform.jobs.Importer;
import io.creditplatform.load.FeedCounts;
import io.creditplatform.load.LoadReport;
import io.creditplatform.text.Visible;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes deliveries in: loads each, does what follows a load, and puts it away. Whatever ends it in between, it goes on from there
 * when the delivery is taken again.
 */
final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final DatabaseAddress address;
    private final ServiceSettings settings;
    private final Inbox inbox;
    private final Journal journal;
    private final Clock clock;
    private final StopSignal stop;
    private final Teller teller;
    private final Records records;
    private final Progression progression;
    private final AfterLoad afterLoad;
    private final Clearance clearance;

    Intake(
            DatabaseAddress address,
            ServiceSettings settings,
            Inbox inbox,
            Clock clock,
            StopSignal stop,
            Teller teller,
            Runnable between) {
        this.address = address;
        this.settings = settings;
        this.inbox = inbox;
        this.journal = new Journal(inbox.folder());
        this.clock = clock;
        this.stop = stop;
        this.teller = teller;
        this.records = new Records(address);
        this.progression = new Progression(journal, clock, between);
        this.afterLoad = new AfterLoad(address, settings.afterLoad(), clock, stop, teller, progression);
        this.clearance = new Clearance(settings.inbox(), inbox, journal, records, teller, progression);
    }

    /**
     * Takes one in, or goes on with it.
     *
     * @throws HindranceException if something is in the way that has nothing to do with it
     * @throws StopException if a stop was requested
     */
    void take(Delivery delivery) {
        hindered(() -> {
            Optional<Entry> known = journal.of(delivery.name());
            if (known.isPresent() && !known.get().fingerprint().equals(delivery.fingerprint())) {
                finish(known.get());
                known = Optional.empty();
            }
            Entry entry = known.isPresent()
                    ? known.get()
                    : progression.keep(Entry.begun(delivery, records.newestPublished(), clock.instant()), "");
            if (entry.verdict() == null && entry.loadId() == null) {
                entry = load(delivery, entry);
            }
            clearance.putAway(follow(entry), delivery);
        });
    }

    /** Ends what was begun with deliveries that are no longer there, or were replaced by others. */
    void finishGone() {
        hindered(() -> {
            for (Entry entry : journal.open()) {
                if (!Files.exists(inbox.folder().resolve(entry.name()), LinkOption.NOFOLLOW_LINKS)) {
                    finish(entry);
                }
            }
        });
    }

    private void finish(Entry entry) throws IOException {
        clearance.putAway(entry.verdict() == null && entry.loadId() == null ? gone(entry) : follow(entry), null);
    }

    private Entry gone(Entry entry) {
        teller.say(Visible.of(entry.name()) + " went away, or was changed, before it could be loaded.");
        return progression.keep(entry.judged(Entry.Verdict.GONE, null), "went away");
    }

    private Entry follow(Entry loaded) {
        Entry entry = loaded;
        if (entry.verdict() == null) {
            entry = afterLoad.run(entry, Objects.requireNonNull(entry.loadId()));
        }
        return entry.verdict() == Entry.Verdict.UNDONE
                ? afterLoad.undo(entry, Objects.requireNonNull(entry.loadId()))
                : entry;
    }

    private Entry load(Delivery delivery, Entry entry) throws IOException {
        if (!delivery.links().isEmpty()) {
            return fail(
                    entry,
                    "It holds links, which may lead anywhere, expected files: "
                            + Visible.of(String.join(", ", delivery.links()))
                            + ". Have the files themselves delivered.");
        }
        ImportOutcome outcome;
        try {
            Path folder = delivery.path();
            if (delivery.packed()) {
                folder = clearance.unpackedFolder(entry);
                OwnedFiles.folder(Objects.requireNonNull(folder.getParent()));
                new PackedExtract(delivery.path(), settings.inbox().zip(), stop::isRequested).unpack(folder);
                progression.acted();
            }
            outcome = importer().run(request(folder));
        } catch (ExtractException e) {
            return Files.exists(delivery.path(), LinkOption.NOFOLLOW_LINKS)
                    ? fail(entry, String.valueOf(e.getMessage()))
                    : gone(entry);
        }
        progression.acted();
        if (outcome instanceof ImportOutcome.Published published) {
            teller.say("Load " + published.report().loadId() + " of " + Visible.of(entry.name()) + " is published: "
                    + counts(published.report().totals()) + ".");
            return loaded(entry, published.report());
        } else if (outcome instanceof ImportOutcome.AlreadyLoaded already) {
            if (already.load().id() > entry.publishedBefore()) {
                return loaded(entry, already.report()); // by this delivery, before something ended the service
            }
            teller.say(Visible.of(entry.name()) + " holds what load "
                    + already.load().id() + " loaded already.");
            return progression.keep(
                    entry.judged(
                            Entry.Verdict.KNOWN,
                            "Its content was loaded before, as load "
                                    + already.load().id() + "."),
                    "already loaded as load " + already.load().id());
        } else if (outcome instanceof ImportOutcome.Stopped stopped) {
            teller.say("Load " + stopped.report().loadId() + " of " + Visible.of(entry.name()) + " was stopped after "
                    + stopped.report().totals().read()
                    + " rows; nothing of it is visible yet. The next `credit run` goes on from there.");
            throw new StopException();
        } else if (outcome instanceof ImportOutcome.Failed failure) {
            if (failure.passing()) {
                throw new HindranceException("load " + failure.report().loadId() + " of " + Visible.of(entry.name())
                        + " cannot go on. " + failure.message());
            }
            return fail(entry.loaded(failure.report().loadId()), failure.message(), Event.Count.of(failure.report()));
        }
        throw new IllegalStateException("Unknown outcome " + outcome);
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

    private Entry fail(Entry entry, String reason) {
        return fail(entry, reason, List.of());
    }

    private Entry fail(Entry entry, String reason, List<Event.Count> rules) {
        teller.fail(Visible.of(entry.name()) + " could not be loaded. " + reason);
        teller.tell(entry.event(
                Event.Kind.FAILED,
                List.of(reason),
                rules,
                "It is moved to " + Visible.of(settings.inbox().failed())
                        + ". Have it corrected, and move it back into the inbox.",
                clock.instant()));
        return progression.keep(entry.judged(Entry.Verdict.FAILED, reason), "failed. " + reason);
    }

    private Importer importer() {
        return new Importer(
                address,
                new Importer.Options(
                        AfterLoad.ACTOR, clock, Progress.NONE, stop, Importer.Options.DEFAULT_BLOCKS_PER_CHUNK));
    }

    private ImportRequest request(Path folder) {
        ServiceSettings.Load load = settings.load();
        return new ImportRequest(
                folder,
                Set.of(),
                load.maxRejectRate().value(),
                load.complete(),
                load.maxRemovedRate().value(),
                load.volumeGate(),
                null,
                false,
                false);
    }

    /** Work that may fail of what has nothing to do with a delivery. */
    @FunctionalInterface
    private interface Work {

        void run() throws IOException;
    }

    private void hindered(Work work) {
        try {
            work.run();
        } catch (StoppedException e) {
            throw new StopException();
        } catch (DatabaseBusyException | DatabaseException e) {
            throw new HindranceException(String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            throw new HindranceException(
                    e.getMessage() + ": " + FileFailure.reason(Objects.requireNonNull(e.getCause())) + ".");
        } catch (IOException e) {
            throw new HindranceException("the inbox " + Visible.of(inbox.folder()) + " cannot be worked with: "
                    + FileFailure.reason(e) + ".");
        } catch (StopException | HindranceException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Unexpected failure at {}", clock.instant().truncatedTo(ChronoUnit.SECONDS), e);
            throw new HindranceException(DatabaseFailure.explain(address, e, "the service goes on by itself")
                    .orElseGet(() -> "unexpected failure: " + DatabaseFailure.reason(e)
                            + ". --log-format json shows the details."));
        }
    }
}
