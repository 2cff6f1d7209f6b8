package io.creditplatform.analytics.web;

import java.lang.ref.SoftReference;
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

    /** Softly: rather than run out of memory, it is worked out once more. */
    private record Kept<T>(Published published, SoftReference<T> value) {}

    public PerLoad(PublishedQuery published, Supplier<T> work) {
        this.published = published;
        this.work = work;
    }

    /** What belongs to the newest published load. Who comes while it is worked out waits for it. */
    public T get() {
        Published newest = published.newest(Answer.Basis.ROWS);
        T known = known(newest);
        return known == null ? renewed(newest) : known;
    }

    private synchronized T renewed(Published newest) {
        T value = known(newest);
        if (value == null) {
            value = work.get();
            kept = new Kept<>(newest, new SoftReference<>(value));
        }
        return value;
    }

    private @Nullable T known(Published newest) {
        Kept<T> known = kept;
        return known == null || !known.published().equals(newest)
                ? null
                : known.value().get();
    }
}
