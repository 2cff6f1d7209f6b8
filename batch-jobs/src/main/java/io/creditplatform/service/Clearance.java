package io.creditplatform.service;

import io.creditplatform.file.FileFailure;
import io.creditplatform.file.Relocation;
import io.creditplatform.load.LoadReport;
import io.creditplatform.text.Visible;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts deliveries away that are done with: out of the inbox, with what is to be said of them. */
final class Clearance {

    private final Inbox inbox;
    private final Journal journal;
    private final Records records;
    private final Teller teller;
    private final Progression progression;
    private final Shelf archive;
    private final Shelf failed;

    Clearance(
            ServiceSettings.Inbox settings,
            Inbox inbox,
            Journal journal,
            Records records,
            Teller teller,
            Progression progression) {
        this.inbox = inbox;
        this.journal = journal;
        this.records = records;
        this.teller = teller;
        this.progression = progression;
        Relocation relocation = new Relocation(own().resolve("discarded"));
        this.archive = new Shelf(settings.archive(), relocation);
        this.failed = new Shelf(settings.failed(), relocation);
    }

    private Path own() {
        return inbox.folder().resolve(Inbox.OWN);
    }

    /** Where it is tells which content it is of; its name is what the load will say that it was loaded from. */
    Path unpackedFolder(Entry entry) {
        return unpacked(entry).resolve(entry.name());
    }

    private Path unpacked(Entry entry) {
        return own().resolve("unpacked").resolve(entry.fingerprint());
    }

    /**
     * Puts one away. Where that cannot be done, as on a full disk, it is told, and done the next time.
     *
     * @param delivery null if it is not there any more
     */
    void putAway(Entry judged, @Nullable Delivery delivery) {
        if (judged.verdict() == Entry.Verdict.GONE) {
            close(judged);
            return;
        }
        boolean ok = judged.verdict() == Entry.Verdict.LOADED || judged.verdict() == Entry.Verdict.KNOWN;
        Shelf shelf = ok ? archive : failed;
        Long load = judged.loadId();
        LoadReport report = load == null ? null : records.ask(loads -> loads.report(load));
        String trouble = "putting away " + judged.name();
        try {
            String place = judged.place() == null ? shelf.place(judged.name()) : judged.place();
            Entry entry = judged.place() == null ? progression.keep(judged.placed(place), "goes to " + shelf) : judged;
            shelf.describe(place, report, entry.log(), reason(entry, ok));
            progression.acted();
            if (delivery != null) {
                Optional<Delivery> now = inbox.look(delivery.path());
                if (now.isPresent() && now.get().fingerprint().equals(entry.fingerprint())) {
                    shelf.put(delivery.path(), place);
                    progression.acted();
                } else {
                    teller.say(entry.shown()
                            + " was changed while it was loaded; it stays, and is looked at as a new one.");
                }
            }
            close(entry);
            teller.isOver(trouble, entry.shown() + " is put away now, in " + shelf + ".");
        } catch (IOException | UncheckedIOException e) {
            IOException cause = e instanceof UncheckedIOException unchecked ? unchecked.getCause() : (IOException) e;
            teller.trouble(
                    trouble,
                    Visible.of(judged.name()) + " is " + (ok ? "loaded" : "done with")
                            + ", but cannot be put into " + Visible.of(shelf) + ": "
                            + FileFailure.reason(Objects.requireNonNull(cause))
                            + ". It is not loaded again; it is put there as soon as that can be done.");
        }
    }

    private @Nullable String reason(Entry entry, boolean ok) {
        if (entry.reason() == null || ok) {
            return entry.reason();
        }
        return entry.reason() + "\n\nTo have it tried again, move it back into " + Visible.of(inbox.folder()) + ".";
    }

    private void close(Entry entry) {
        try {
            Relocation.remove(unpacked(entry));
            journal.close(entry);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot tidy up in " + Visible.of(own()), e);
        }
    }
}
