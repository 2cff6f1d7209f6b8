package io.creditplatform.service;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.scheduling.support.CronExpression;

/**
 * The moments that a cron expression names in a time zone. Where clocks are set forward over one, it comes as much later; where they
 * are set back over one, it comes once. Those that come at every hour, or at some of them, come in each hour that passes.
 */
record CronTimes(CronExpression cron, ZoneId zone) {

    /** Clocks are never set by more. */
    private static final int MOST_HOURS = 3;

    /** How far one looks back, the nearest first, so that few are looked at. */
    private static final List<Duration> WINDOWS = List.of(
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            Duration.ofDays(1),
            Duration.ofDays(8),
            Duration.ofDays(32),
            Duration.ofDays(367),
            Duration.ofDays(5 * 366));

    /** The first one after a moment. */
    Instant after(Instant moment) {
        if (!hasHours()) {
            return Objects.requireNonNull(cron.next(ZonedDateTime.ofInstant(moment, zone)))
                    .toInstant();
        }
        LocalDateTime local = LocalDateTime.ofInstant(moment, zone).minusHours(MOST_HOURS);
        Instant next;
        do {
            local = Objects.requireNonNull(cron.next(local));
            next = local.atZone(zone).toInstant();
        } while (!next.isAfter(moment));
        return next;
    }

    /** The last one that is not after a moment, if it is after another one. */
    Optional<Instant> last(Instant after, Instant until) {
        for (Duration window : WINDOWS) {
            Instant from = until.minus(window);
            Instant begin = from.isBefore(after) ? after : from;
            Instant last = after(begin);
            if (!last.isAfter(until)) {
                Instant next = after(last);
                while (!next.isAfter(until)) {
                    last = next;
                    next = after(last);
                }
                return Optional.of(last);
            } else if (begin.equals(after)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Whether it names hours, as against coming in all or some that pass. */
    private boolean hasHours() {
        return cron.toString().split(" +", -1)[2].matches("[0-9,]+");
    }
}
