package io.creditplatform.analytics.web;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was worked out, for who asks the same again, as far as there is room. Many threads ask; one works it out while
 * others with the same question wait for it. What failed is not kept.
 *
 * @param <Q> the question; it tells the state of the database that it is about
 * @param <A> what was worked out
 */
final class OncePerQuestion<Q, A> {

    private final AsyncCache<Q, A> cache;
    private final Predicate<Q> isKept;

    /**
     * @param mostBytes how much is kept; of more, what was asked for least
     * @param isKept whether answers to a question are kept at all; others are worked out whenever they are asked
     * @param bytes about how much an answer takes, with its question
     */
    OncePerQuestion(long mostBytes, Predicate<Q> isKept, Weigher<Q, A> bytes) {
        this.isKept = isKept;
        this.cache = Caffeine.newBuilder()
                .maximumWeight(mostBytes)
                .weigher(bytes)
                .executor(Runnable::run)
                .buildAsync();
    }

    /** How many answers are kept. */
    long size() {
        cache.synchronous().cleanUp();
        return cache.synchronous().estimatedSize();
    }

    /** The kept answer; null if there is none, or it is still being worked out. */
    @Nullable A find(Q question) {
        CompletableFuture<A> known = cache.getIfPresent(question);
        return known == null || !known.isDone() || known.isCompletedExceptionally() ? null : known.join();
    }

    /** The kept answer, or the one that is being worked out, or else a new one. */
    A ask(Q question, Supplier<A> work) {
        while (true) {
            A soon = askUnlessBusy(question, work);
            if (soon != null) {
                return soon;
            }
            CompletableFuture<A> others = cache.getIfPresent(question);
            if (others != null) {
                try {
                    return others.join();
                } catch (CancellationException e) {
                    return work.get();
                }
            }
        }
    }

    /** The kept answer, or a new one; null if others are working it out. */
    @Nullable A askUnlessBusy(Q question, Supplier<A> work) {
        if (!isKept.test(question)) {
            return work.get();
        }
        A kept = find(question);
        if (kept != null) {
            return kept;
        }
        CompletableFuture<A> mine = new CompletableFuture<>();
        if (cache.asMap().putIfAbsent(question, mine) != null) {
            return find(question);
        }
        try {
            A answer = work.get();
            mine.complete(answer);
            return answer;
        } catch (RuntimeException | Error e) {
            mine.cancel(false); // and is forgotten thereby
            throw e;
        }
    }
}
