package io.creditplatform.service;

import io.creditplatform.console.Stderr;
import java.util.HashMap;
import java.util.Map;

/** Says what the service does. What goes wrong again and again for the same reason is said once, and that it is over, too. */
final class Teller {

    private final Stderr stderr;
    private final Map<String, String> troubles = new HashMap<>();

    Teller(Stderr stderr) {
        this.stderr = stderr;
    }

    void say(String sentence) {
        stderr.say(sentence);
    }

    void fail(String sentence) {
        stderr.fail(sentence);
    }

    /**
     * Something is in the way.
     *
     * @param where what of, so that {@link #isOver} can end it
     */
    void trouble(String where, String sentence) {
        if (!sentence.equals(troubles.put(where, sentence))) {
            stderr.fail(sentence);
        }
    }

    /** Nothing is in the way of that any more. */
    void isOver(String where, String sentence) {
        if (troubles.remove(where) != null) {
            stderr.say(sentence);
        }
    }
}
