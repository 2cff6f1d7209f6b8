package io.creditplatform.database;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far a server is that repeats what another one, its primary, does.
 *
 * @param connected whether it is receiving from its primary
 * @param secondsBehind 0 if it has repeated all that it was sent and is still connected, else the age of the newest change that it
 *     has repeated, which is the most that it can be behind; null if it has not repeated any
 * @param newestChange when the primary made that change; null if there is none yet
 */
public record Standby(
        boolean connected,
        @Nullable Long secondsBehind,
        @Nullable Instant newestChange) {

    /** How far it is, in words. */
    @Override
    public String toString() {
        String behind = secondsBehind == null
                ? "has repeated nothing yet since it was started"
                : String.format(Locale.ROOT, "is %d s behind", secondsBehind)
                        + (newestChange == null ? "" : " (newest change repeated: " + newestChange + ")");
        return connected ? behind : behind + "; it does not receive from its primary now";
    }
}
