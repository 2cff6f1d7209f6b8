package io.creditplatform.service;

import io.creditplatform.console.Stderr;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what the service does, and tells the listeners of what somebody has to know. What goes wrong again and again for the same reason
 * is said once, and that it is over, too. The thread that works says things, and the one that tells others.
 */
final class Teller {

    private static final Logger LOG = LoggerFactory.getLogger(Teller.class);

    private final Stderr stderr;
    private final Clock clock;
    private final List<Listener> listeners;
    private final Map<String, Trouble> troubles = new HashMap<>();

    Teller(Stderr stderr, Clock clock, List<Listener> listeners) {
        this.stderr = stderr;
        this.clock = clock;
        this.listeners = List.copyOf(listeners);
    }

    private record Trouble(String sentence, Instant since, boolean told) {}

    synchronized void say(String sentence) {
        stderr.say(sentence);
    }

    synchronized void fail(String sentence) {
        stderr.fail(sentence);
    }

    /** Something happened that somebody has to know; to be called before it is noted as done. */
    void tell(Event event) {
        for (Listener listener : listeners) {
            try {
                listener.hear(event);
            } catch (RuntimeException e) {
                LOG.error("A listener failed of {}", event.key(), e);
            }
        }
    }

    /**
     * Something lies there that does not belong there, which holds nothing up.
     *
     * @param where what of, so that it is said once
     */
    synchronized void oddity(String where, String sentence) {
        note(where, new Trouble(sentence, now(), false));
    }

    /**
     * Something is in the way; the service tries again by itself.
     *
     * @param where what of, so that {@link #isOver} can end it
     */
    synchronized void trouble(String where, String sentence) {
        Trouble known = troubles.get(where);
        Instant since = known == null ? now() : known.since();
        if (known == null) {
            tell(new Event(
                    Event.WAITING + where + " " + since,
                    Event.Kind.FAILED,
                    where,
                    null,
                    List.of(sentence),
                    "Nothing is lost, and the service goes on by itself when that is mended.",
                    since));
        }
        note(where, new Trouble(sentence, since, true));
    }

    /** What was in the way when the service ended, and was told of; so it is not told again, but that it is over. */
    synchronized void remember(Event trouble) {
        troubles.putIfAbsent(trouble.about(), new Trouble("", trouble.happenedAt(), true));
    }

    private void note(String where, Trouble trouble) {
        Trouble before = troubles.put(where, trouble);
        if (before == null || !before.sentence().equals(trouble.sentence())) {
            stderr.fail(trouble.sentence());
        }
    }

    /** Nothing is in the way of that any more. */
    synchronized void isOver(String where, String sentence) {
        Trouble trouble = troubles.remove(where);
        if (trouble != null) {
            stderr.say(sentence);
            if (trouble.told()) {
                tell(new Event(
                        Event.GOING_ON + where + " " + trouble.since(),
                        Event.Kind.RECOVERED,
                        where,
                        null,
                        List.of(sentence),
                        "",
                        now()));
            }
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
