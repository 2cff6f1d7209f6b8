package io.creditplatform.analytics.web;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that many answers share, worked out once for each published load.
 * Many threads ask; one works it out while the others wait.
 *
 * @param <T> what it is
 */
public final class PerLoad<T> {

    private final PublishedQuery published;
    private final Supplier<T> work;
    private volatile @Nullable Kept<T> kept;

    private record Kept<T>(Published published, T value) {}

    public PerLoad(PublishedQuery published, Supplier<T> work) {
        this.published = published;
        this.work = work;
    }

    /** What belongs to the newest published load. Who comes while it is worked out waits for it. */
    public T get() {
        Published newest = published.newest(Answer.Basis.ROWS);
        Kept<T> known = kept;
        return known != null && known.published().equals(newest) ? known.value() : renewed(newest);
    }

    private synchronized T renewed(Published newest) {
        Kept<T> known = kept;
        if (known == null || !known.published().equals(newest)) {
            known = new Kept<>(newest, work.get());
            kept = known;
        }
        return known.value();
    }
}
