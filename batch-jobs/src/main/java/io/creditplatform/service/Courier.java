package io.creditplatform.service;

import io.creditplatform.database.DatabaseException;
import io.creditplatform.file.FileFailure;
import io.creditplatform.text.Visible;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the targets what has happened, each in the order in which it did, until they have got it: at least once, since one that has got
 * it may not be able to say so. It works in a thread of its own, so that nobody who hangs holds a load up. Where the database is away,
 * it tells all the same what it hears meanwhile, and notes that later.
 */
final class Courier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ServiceSettings.Notify settings;
    private final List<Target> targets;
    private final Spool spool;
    private final Outbox outbox;
    private final Clock clock;
    private final Teller teller;
    private final Thread thread = new Thread(this::run, "courier");

    /** Changed by the courier's thread alone; others may ask how many there are. */
    private volatile List<Parcel> underWay = new ArrayList<>();
    /** What became of parcels, and is not in the database yet. */
    private final List<Parcel> unnoted = new ArrayList<>();

    private boolean known;

    Courier(ServiceSettings.Notify settings, Spool spool, Outbox outbox, Clock clock, Teller teller) {
        this.settings = settings;
        this.targets = Target.of(settings);
        this.spool = spool;
        this.outbox = outbox;
        this.clock = clock;
        this.teller = teller;
        thread.setDaemon(true);
    }

    /** Begins, once the teller knows again what was in the way when the service ended. */
    Courier start() {
        remember();
        thread.start();
        return this;
    }

    void remember() {
        List<Event> kept = spool.waiting();
        List<Event> troubles = new ArrayList<>(kept);
        try {
            troubles.addAll(outbox.troubles());
        } catch (DatabaseException e) {
            LOG.debug("What was in the way is not known but for what the inbox keeps", e);
        }
        Set<String> over = kept.stream().map(Event::key).collect(Collectors.toSet());
        troubles.stream()
                .filter(event -> event.isTrouble() && !over.contains(event.keyOfEnd()))
                .forEach(teller::remember);
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    round();
                } catch (RuntimeException e) {
                    LOG.error("Unexpected failure to tell what happened", e);
                }
                Thread.sleep(EVERY.toMillis());
            }
        } catch (InterruptedException e) {
            // The service ends; what is left is told after the next start.
        }
    }

    /** How many messages are under way, as it was seen last. */
    int waiting() {
        return underWay.size();
    }

    /**
     * Tells each target what is due.
     *
     * @throws InterruptedException if the service ends meanwhile
     */
    void round() throws InterruptedException {
        List<Event> added = spool.waiting();
        if (!added.isEmpty() || !unnoted.isEmpty() || !known) {
            exchange(added);
        }
        if (deliver()) {
            exchange(List.of());
        }
    }

    private void exchange(List<Event> added) {
        try {
            underWay = new ArrayList<>(outbox.exchange(unnoted, added, this::told));
            unnoted.clear();
            known = true;
            for (Event event : added) {
                spool.forget(event);
            }
        } catch (DatabaseException e) {
            LOG.debug("What happened is not noted yet", e);
            added.stream()
                    .flatMap(event -> told(event).stream().map(target -> Parcel.of(event, target)))
                    .filter(parcel -> underWay.stream().noneMatch(parcel::isSame)
                            && unnoted.stream().noneMatch(parcel::isSame))
                    .forEach(underWay::add);
        } catch (IOException e) {
            throw new UncheckedIOException(FileFailure.reason(e), e);
        }
    }

    private List<String> told(Event event) {
        return settings.events().contains(event.kind())
                ? targets.stream().map(Target::name).toList()
                : List.of();
    }

    /** Returns whether there is something to note. */
    private boolean deliver() throws InterruptedException {
        Set<String> waiting = new HashSet<>();
        for (Parcel parcel : List.copyOf(underWay)) {
            Optional<Target> target = targets.stream()
                    .filter(each -> each.name().equals(parcel.target()))
                    .findFirst();
            if (target.isEmpty() || waiting.contains(parcel.target())) {
                continue; // one whom the settings do not name now may be named again
            }
            Instant now = clock.instant();
            if (!parcel.isDue(now)) {
                waiting.add(parcel.target());
                continue;
            }
            Optional<String> failure = tell(target.get(), parcel.event());
            if (failure.isEmpty()) {
                end(parcel.arrived(now));
                teller.isOver(trouble(parcel), parcel.target() + " can be told again.");
            } else if (now.isAfter(parcel.event().happenedAt().plus(settings.keepTrying()))) {
                end(parcel.failed(now, failure.get()).givenUp(now));
                teller.fail(parcel.target() + " is not told any more what happened at "
                        + parcel.event().happenedAt() + ", as notify.keep-trying says: "
                        + parcel.event().text());
            } else {
                Parcel later = parcel.failed(now, failure.get());
                underWay.replaceAll(each -> each.isSame(later) ? later : each);
                unnoted.removeIf(later::isSame);
                unnoted.add(later);
                waiting.add(parcel.target());
                teller.oddity(
                        trouble(parcel),
                        parcel.target() + " could not be told what happened: " + Visible.of(failure.get())
                                + ". It is tried again; nothing waits for it.");
            }
        }
        return !unnoted.isEmpty();
    }

    /** One that fails in a way that nobody thought of holds no other one up. */
    private static Optional<String> tell(Target target, Event event) throws InterruptedException {
        try {
            return target.tell(event);
        } catch (RuntimeException e) {
            LOG.error("Unexpected failure to tell {}", target.name(), e);
            return Optional.of("unexpected failure: " + e.getClass().getSimpleName());
        }
    }

    private void end(Parcel parcel) {
        underWay.removeIf(parcel::isSame);
        unnoted.removeIf(parcel::isSame);
        unnoted.add(parcel);
    }

    private static String trouble(Parcel parcel) {
        return "telling " + parcel.target();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(GRACE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
