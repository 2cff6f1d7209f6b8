package io.creditplatform.service;

import io.creditplatform.audit.Actor;
import io.creditplatform.console.Json;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.file.OwnedFiles;
import io.creditplatform.ingest.ExtractException;
import io.creditplatform.text.Visible;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes deliveries in: loads each, does what follows a load, and puts it away. Whatever ends it in between, it goes on from there
 * when the delivery is taken again. Each is a job.
 */
final class Intake {

    private static final Actor ACTOR = Actor.service("inbox");

    private final DatabaseAddress address;
    private final ServiceSettings settings;
    private final Inbox inbox;
    private final Journal journal;
    private final Clock clock;
    private final Teller teller;
    private final Jobs jobs;
    private final Records records;
    private final Progression progression;
    private final Loading loading;
    private final Clearance clearance;

    Intake(
            DatabaseAddress address,
            ServiceSettings settings,
            Inbox inbox,
            Clock clock,
            Teller teller,
            Jobs jobs,
            Runnable between) {
        this.address = address;
        this.settings = settings;
        this.inbox = inbox;
        this.journal = Journal.ofDeliveries(inbox.folder());
        this.clock = clock;
        this.teller = teller;
        this.jobs = jobs;
        this.records = new Records(address);
        this.progression = new Progression(journal, clock, between);
        this.loading = new Loading(address, settings.afterLoad(), clock, teller, progression);
        this.clearance = new Clearance(settings.inbox(), inbox, journal, records, teller, progression);
    }

    /**
     * Takes one in, or goes on with it, unless somebody stopped it.
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
            work(entry, delivery);
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
        work(entry, null);
    }

    /** @param delivery null if it is not there any more */
    private void work(Entry begun, @Nullable Delivery delivery) throws IOException {
        Job job = jobs.add(new Job.Wanted(
                "inbox/" + begun.name() + "/" + begun.begunAt(),
                Job.Kind.IMPORT,
                Job.Origin.INBOX,
                ACTOR,
                Json.MAPPER.writeValueAsString(Map.of("directory", begun.name()))));
        if (job.status() == Job.Status.STOPPED && delivery != null) {
            return;
        }
        Optional<Errand> errand = jobs.begin(job);
        if (errand.isEmpty() && delivery != null && !job.status().isOver()) {
            return; // somebody stopped it just now
        }
        try {
            clearance.putAway(done(begun, job, errand.orElseGet(() -> jobs.errand(job)), delivery), delivery);
        } catch (StopException e) {
            jobs.interrupted(job, e);
        } finally {
            jobs.pause(job);
        }
    }

    private Entry done(Entry begun, Job job, Errand errand, @Nullable Delivery delivery) throws IOException {
        Entry entry = begun;
        if (entry.verdict() == null && entry.loadId() == null) {
            entry = delivery == null ? gone(entry) : load(delivery, entry, errand);
        }
        if (entry.verdict() != Entry.Verdict.GONE) {
            entry = loading.follow(entry, errand);
        }
        if (!job.status().isOver()) {
            jobs.end(job, entry.end());
        }
        return entry;
    }

    private Entry gone(Entry entry) {
        teller.say(entry.shown() + " went away, or was changed, before it could be loaded.");
        return progression.keep(
                entry.judged(Entry.Verdict.GONE, "It went away, or was changed, before it could be loaded."),
                "went away");
    }

    private Entry load(Delivery delivery, Entry entry, Errand errand) throws IOException {
        String remedy = "It is moved to " + Visible.of(settings.inbox().failed())
                + ". Have it corrected, and move it back into the inbox.";
        if (!delivery.links().isEmpty()) {
            return loading.fail(
                    entry,
                    "It holds links, which may lead anywhere, expected files: "
                            + Visible.of(String.join(", ", delivery.links()))
                            + ". Have the files themselves delivered.",
                    remedy);
        }
        Path folder = delivery.path();
        try {
            if (delivery.packed()) {
                folder = clearance.unpackedFolder(entry);
                OwnedFiles.folder(Objects.requireNonNull(folder.getParent()));
                new PackedExtract(delivery.path(), settings.inbox().zip(), errand.stop()::isRequested).unpack(folder);
                progression.acted();
            }
            return loading.load(entry, settings.load().request(folder), errand, remedy);
        } catch (ExtractException e) {
            return Files.exists(delivery.path(), LinkOption.NOFOLLOW_LINKS)
                    ? loading.fail(entry, inPlaceOf(folder, delivery, String.valueOf(e.getMessage())), remedy)
                    : gone(entry);
        }
    }

    /** Whoever reads it knows what was delivered, and not where it was unpacked. */
    private static String inPlaceOf(Path unpacked, Delivery delivery, String message) {
        return delivery.packed() ? message.replace(Visible.of(unpacked), Visible.of(delivery.path())) : message;
    }

    private void hindered(Hindered.Work work) {
        Hindered.run(address, "the inbox " + Visible.of(inbox.folder()), work);
    }
}
