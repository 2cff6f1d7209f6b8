package io.creditplatform.analytics.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.util.concurrent.TimeUnit;

/**
 * How many requests a client may send: so many a second on average, and twice as many at once. Clients that are gone are forgotten.
 * Many threads ask; those of one client take their turn.
 */
final class RateLimit {

    private static final int MOST_CLIENTS = 100_000;
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final int perSecond;
    private final Ticker ticker;
    private final Cache<String, Allowance> clients = Caffeine.newBuilder()
            .maximumSize(MOST_CLIENTS)
            .expireAfterAccess(1, TimeUnit.MINUTES)
            .executor(Runnable::run)
            .build();

    RateLimit(int perSecond, Ticker ticker) {
        this.perSecond = perSecond;
        this.ticker = ticker;
    }

    /** Whether the client may send one more request now. */
    boolean admits(String client) {
        return perSecond == 0
                || clients.get(client, key -> new Allowance(2.0 * perSecond, ticker.read()))
                        .take();
    }

    private final class Allowance {

        private double left;
        private long countedAt;

        Allowance(double left, long countedAt) {
            this.left = left;
            this.countedAt = countedAt;
        }

        synchronized boolean take() {
            long now = ticker.read();
            left = Math.min(2.0 * perSecond, left + (now - countedAt) / NANOS_PER_SECOND * perSecond);
            countedAt = now;
            if (left < 1) {
                return false;
            }
            left--;
            return true;
        }
    }
}
