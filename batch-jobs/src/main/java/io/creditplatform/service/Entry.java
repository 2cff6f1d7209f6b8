package io.creditplatform.service;

import io.creditplatform.console.Json;
import io.creditplatform.quality.Gate;
import io.creditplatform.text.Visible;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a delivery is.
 *
 * @param name what it is called in the inbox
 * @param fingerprint of what was there when it was begun with
 * @param publishedBefore the newest published load then, 0 if none: a load of its content that is newer is its own
 * @param loadId the load that it came to, once that is published
 * @param done what has been done after the load
 * @param breaches what the check found that the gate does not allow
 * @param verdict what is to become of the delivery; null as long as that is open
 * @param reason why, for people
 * @param place the name that it gets where it is moved to, once that is chosen
 * @param log what was done and when, in lines
 */
record Entry(
        String name,
        String fingerprint,
        long publishedBefore,
        @Nullable Long loadId,
        Set<Step> done,
        List<Gate.Breach> breaches,
        @Nullable Verdict verdict,
        @Nullable String reason,
        @Nullable String place,
        List<String> log) {

    /** What follows a load. */
    enum Step {
        CHECK,
        EXPORT,
        PRUNE
    }

    /** What becomes of a delivery. */
    enum Verdict {
        /** Its load is published. */
        LOADED,
        /** Its content was loaded before. */
        KNOWN,
        /** It could not be loaded. */
        FAILED,
        /** Its load did not meet the gate, and is to be taken back. */
        UNDONE,
        /** It went away before it could be loaded. */
        GONE
    }

    static Entry begun(Delivery delivery, long publishedBefore, Instant now) {
        return begun(delivery.name(), delivery.fingerprint(), publishedBefore, now);
    }

    static Entry begun(String name, String fingerprint, long publishedBefore, Instant now) {
        return new Entry(name, fingerprint, publishedBefore, null, Set.of(), List.of(), null, null, null, List.of())
                .noted(now, "complete");
    }

    /** Its name as messages have it: whoever delivers chooses it, so it may hold anything. */
    String shown() {
        return Visible.of(name);
    }

    /** What the gate does not allow, for people. */
    List<String> breachTexts() {
        return breaches.stream().map(Gate.Breach::text).toList();
    }

    /** When it was begun with, which tells it from others of its name. */
    String begunAt() {
        String first = log.get(0);
        return first.substring(0, first.indexOf(' '));
    }

    /** How the job ended that it is. */
    Job.End end() {
        return new Job.End(
                verdict == Verdict.LOADED || verdict == Verdict.KNOWN ? Job.Status.SUCCEEDED : Job.Status.FAILED,
                loadId,
                reason,
                Json.MAPPER.writeValueAsString(Map.of("breaches", breachTexts())));
    }

    /** Something of it that somebody has to know. */
    Event event(Event.Kind kind, List<String> reasons, List<Event.Count> rules, String nextStep, Instant now) {
        return new Event(
                kind.name().toLowerCase(Locale.ROOT) + " " + name + " " + begunAt(),
                kind,
                loadId == null ? name : "load " + loadId + " of " + name,
                loadId,
                reasons,
                rules,
                nextStep,
                now.truncatedTo(ChronoUnit.MILLIS));
    }

    Entry noted(Instant now, String line) {
        List<String> longer = new ArrayList<>(log);
        longer.add(now.truncatedTo(ChronoUnit.MILLIS) + " " + line);
        return new Entry(
                name,
                fingerprint,
                publishedBefore,
                loadId,
                done,
                breaches,
                verdict,
                reason,
                place,
                List.copyOf(longer));
    }

    Entry loaded(long load) {
        return new Entry(name, fingerprint, publishedBefore, load, done, breaches, verdict, reason, place, log);
    }

    Entry with(Step step) {
        Set<Step> more = EnumSet.of(step);
        more.addAll(done);
        return new Entry(name, fingerprint, publishedBefore, loadId, more, breaches, verdict, reason, place, log);
    }

    Entry found(List<Gate.Breach> newBreaches) {
        return new Entry(
                name,
                fingerprint,
                publishedBefore,
                loadId,
                done,
                List.copyOf(newBreaches),
                verdict,
                reason,
                place,
                log);
    }

    Entry judged(Verdict newVerdict, @Nullable String newReason) {
        return new Entry(name, fingerprint, publishedBefore, loadId, done, breaches, newVerdict, newReason, place, log);
    }

    Entry placed(String newPlace) {
        return new Entry(name, fingerprint, publishedBefore, loadId, done, breaches, verdict, reason, newPlace, log);
    }
}
