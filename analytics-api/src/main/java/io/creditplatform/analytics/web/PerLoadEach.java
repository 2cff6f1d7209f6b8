package io.creditplatform.analytics.web;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Some things that many answers share, told apart by a key, each worked out once for each published load.
 * Many threads ask; one works a thing out while others who ask for it wait.
 *
 * @param <K> what tells them apart, of which there are few
 * @param <T> what they are
 */
public final class PerLoadEach<K, T> {

    private final PerLoad<Map<K, T>> kept;

    public PerLoadEach(PublishedQuery published) {
        this.kept = new PerLoad<>(published, ConcurrentHashMap::new);
    }

    /**
     * What belongs to the newest published load.
     *
     * @param work works it out
     */
    public T get(K key, Supplier<T> work) {
        return Objects.requireNonNull(kept.get().computeIfAbsent(key, missing -> work.get()));
    }
}
