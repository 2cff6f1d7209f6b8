package io.creditplatform.service;

import java.time.Clock;

/** Notes how far a delivery is, after each step that must not be lost or done twice. */
final class Progression {

    private final Journal journal;
    private final Clock clock;
    private final Runnable between;

    /** @param between is called between any two steps; a test ends it all there */
    Progression(Journal journal, Clock clock, Runnable between) {
        this.journal = journal;
        this.clock = clock;
        this.between = between;
    }

    /** Something was done that is not yet noted. */
    void acted() {
        between.run();
    }

    /** Notes it, with a line for the log if there is something to say. */
    Entry keep(Entry entry, String line) {
        Entry kept = journal.keep(line.isEmpty() ? entry : entry.noted(clock.instant(), line));
        between.run();
        return kept;
    }
}
