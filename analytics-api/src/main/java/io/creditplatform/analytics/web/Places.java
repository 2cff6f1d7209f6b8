package io.creditplatform.analytics.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How much is done at the same time, in all and for one client: whoever waits for its clients holds a thread for each. Many
 * threads ask for places; those that come too late wait a while, a few of them.
 */
final class Places {

    private final int most;
    private final int mostOfAClient;
    private final int mostWaiting;
    private final long patienceNanos;
    private final Map<String, Integer> taken = new HashMap<>();
    private int takenOfAll;
    private int waiting;

    /**
     * @param most places there are
     * @param mostOfAClient that one client may have of them
     * @param mostWaiting that may wait for one; all others are told at once that there is none
     * @param patience how long each waits
     */
    Places(int most, int mostOfAClient, int mostWaiting, Duration patience) {
        this.most = most;
        this.mostOfAClient = mostOfAClient;
        this.mostWaiting = mostWaiting;
        this.patienceNanos = patience.toNanos();
    }

    int most() {
        return most;
    }

    int mostOfAClient() {
        return mostOfAClient;
    }

    /** Takes a place, which has to be given back; tells whether there was one. */
    synchronized boolean take(String client) {
        if (!isFree(client) && !isFreeInTime(client)) {
            return false;
        }
        taken.merge(client, 1, Integer::sum);
        takenOfAll++;
        return true;
    }

    synchronized void giveBack(String client) {
        taken.computeIfPresent(client, (name, number) -> number == 1 ? null : number - 1);
        takenOfAll--;
        if (waiting > 0) {
            notifyAll();
        }
    }

    /** How many are taken. */
    synchronized int taken() {
        return takenOfAll;
    }

    /** How many wait for one. */
    synchronized int waiting() {
        return waiting;
    }

    private boolean isFree(String client) {
        return takenOfAll < most && taken.getOrDefault(client, 0) < mostOfAClient;
    }

    private boolean isFreeInTime(String client) {
        if (waiting == mostWaiting) {
            return false;
        }
        waiting++;
        try {
            long end = System.nanoTime() + patienceNanos;
            for (long left = patienceNanos; left > 0; left = end - System.nanoTime()) {
                wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
                if (isFree(client)) {
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting--;
        }
        return false;
    }
}
