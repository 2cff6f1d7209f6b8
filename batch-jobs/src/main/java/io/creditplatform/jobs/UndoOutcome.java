package io.creditplatform.jobs;

import io.creditplatform.load.Load;
import io.creditplatform.past.Undo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How taking back the newest load ended. */
public sealed interface UndoOutcome {

    /** No load is published. */
    record NothingPublished() implements UndoOutcome {}

    /** It cannot be exact, and nothing was changed. */
    record Refused(String reason) implements UndoOutcome {}

    /**
     * It was taken back, or would be.
     *
     * @param changes what that does, by table
     * @param before the load whose state it is now; null if there is none
     * @param givenUp the unfinished loads that cannot go on without it
     */
    record Undone(
            Load load, List<Undo.Change> changes, @Nullable Load before, List<Load> givenUp) implements UndoOutcome {}
}
