package io.creditplatform.service;

import io.creditplatform.database.DatabaseAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a load is published by the time that it has to be on each working day: one that was published since the deadline before.
 * Several threads may ask what it found.
 */
final class DeadlineWatch {

    /** There may be as many holidays in a row, and no more. */
    private static final int MOST_DAYS = 3660;

    /** How many deadlines in a row are looked at that were missed. */
    private static final int LOOKED_AT = 30;

    private final DeadlineSettings settings;
    private final Clock clock;
    private final Teller teller;
    private final Records records;
    private final Instant startedAt;
    private @Nullable Instant judged;
    private volatile @Nullable Instant lateSince;

    /**
     * How it stands with the deadline.
     *
     * @param next the next one
     * @param lateSince the one that was missed, as long as nothing is published since; null if none was
     */
    record State(Instant next, @Nullable Instant lateSince) {}

    DeadlineWatch(DeadlineSettings settings, DatabaseAddress address, Clock clock, Teller teller) {
        this.settings = settings;
        this.clock = clock;
        this.teller = teller;
        this.records = new Records(address);
        this.startedAt = clock.instant();
    }

    /** How it stands; empty if there is no deadline. */
    Optional<State> state() {
        LocalTime by = settings.by();
        return by == null ? Optional.empty() : Optional.of(new State(next(by, clock.instant(), 1), lateSince));
    }

    /** Looks at the clock, and at what is published; tells of a deadline that was missed, and of the load that came after it. */
    void look() {
        LocalTime by = settings.by();
        if (by == null) {
            return;
        }
        List<Instant> published = records.published();
        Instant deadline = next(by, clock.instant(), -1);
        if (lateSince == null && !deadline.equals(judged)) {
            if (!isBeforeAll(deadline, published) && isMissed(by, deadline, published, LOOKED_AT)) {
                late(deadline);
            }
            judged = deadline;
        }
        Instant missed = lateSince;
        if (missed != null) {
            published.stream()
                    .filter(moment -> moment.isAfter(missed))
                    .findFirst()
                    .ifPresent(moment -> recovered(missed, moment));
        }
    }

    /** Nobody waited yet for a load: there was none before, and no service that could have told of it. */
    private boolean isBeforeAll(Instant deadline, List<Instant> published) {
        return deadline.isBefore(startedAt)
                && (published.isEmpty() || published.get(0).isAfter(deadline))
                && !records.haveTold(key(deadline));
    }

    private static String key(Instant deadline) {
        return "late " + deadline;
    }

    /** Each one needs a load of its own: the one that came too late for the deadline before is not there in time for this one. */
    private boolean isMissed(LocalTime by, Instant deadline, List<Instant> published, int lookedAt) {
        Instant before = next(by, deadline.minusSeconds(1), -1);
        long since = published.stream()
                .filter(moment -> moment.isAfter(before) && !moment.isAfter(deadline))
                .count();
        if (since == 0 || lookedAt == 0) {
            return since == 0;
        }
        return since == 1
                && isMissed(by, before, published, lookedAt - 1)
                && published.get(0).isBefore(before);
    }

    private void late(Instant deadline) {
        String by = deadline.atZone(settings.zone()).toLocalDateTime() + " " + settings.zone();
        teller.fail("no load is published by " + by + ".");
        teller.tell(new Event(
                key(deadline),
                Event.Kind.LATE,
                "the load of " + deadline.atZone(settings.zone()).toLocalDate(),
                null,
                List.of("Nothing was published by " + by),
                "Ask whoever delivers the extract; `credit loads` shows what failed.",
                now()));
        lateSince = deadline;
    }

    private void recovered(Instant missed, Instant published) {
        teller.say("A load is published, which was late.");
        teller.tell(new Event(
                "no longer late " + missed,
                Event.Kind.RECOVERED,
                "the load of " + missed.atZone(settings.zone()).toLocalDate(),
                null,
                List.of("It was published at " + published.truncatedTo(ChronoUnit.SECONDS)),
                "",
                now()));
        lateSince = null;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The next deadline after a moment, or the last one that is not after it. */
    private Instant next(LocalTime by, Instant moment, int direction) {
        LocalDate day = LocalDate.ofInstant(moment, settings.zone());
        for (int i = 0; i < MOST_DAYS; i++) {
            Instant deadline = day.atTime(by).atZone(settings.zone()).toInstant();
            boolean works = settings.days().contains(day.getDayOfWeek())
                    && !settings.holidays().contains(day);
            if (works && deadline.isAfter(moment) == direction > 0) {
                return deadline;
            }
            day = day.plusDays(direction);
        }
        throw new IllegalStateException("No working day within " + MOST_DAYS + " days of " + moment);
    }
}
