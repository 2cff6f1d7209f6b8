package io.creditplatform.service;

import io.creditplatform.load.LoadReport;
import io.creditplatform.quality.Gate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody may have to be told of, once.
 *
 * @param key tells events apart: one that is heard again, since something ended the service in between, has the same
 * @param about what it is about, for people, such as {@code load 17 of 2025-07-08}
 * @param loadId the load that it is about, if there is one
 * @param reasons why, each a sentence, or a rule that is broken with its numbers
 * @param rules which rules are broken how often, or for which codes how many rows were rejected; none where that is not why
 * @param nextStep what somebody can do about it, as a sentence; empty if nothing is to be done
 */
record Event(
        String key,
        Kind kind,
        String about,
        @Nullable Long loadId,
        List<String> reasons,
        List<Count> rules,
        String nextStep,
        Instant happenedAt) {

    /** Begins the key of one that tells that something is in the way, and goes on with what of and since when. */
    static final String WAITING = "waiting ";

    /** Begins the key of the one that tells that this is over, and goes on alike. */
    static final String GOING_ON = "going on ";

    Event {
        reasons = List.copyOf(reasons);
        rules = List.copyOf(rules);
        happenedAt = happenedAt.truncatedTo(ChronoUnit.MILLIS); // as it is kept, and told
    }

    /** Whether it tells that something is in the way which goes on by itself. */
    boolean isTrouble() {
        return key.startsWith(WAITING);
    }

    /** The key of the event that tells that such a trouble is over. */
    String keyOfEnd() {
        return GOING_ON + key.substring(WAITING.length());
    }

    /** One that no rule is to do with. */
    Event(
            String key,
            Kind kind,
            String about,
            @Nullable Long loadId,
            List<String> reasons,
            String nextStep,
            Instant happenedAt) {
        this(key, kind, about, loadId, reasons, List.of(), nextStep, happenedAt);
    }

    /**
     * How many rows break a rule.
     *
     * @param rule the rule, or the code for which rows were rejected
     * @param feed whose rows
     */
    record Count(String rule, String feed, long rows) {

        /** Which rules a check found broken how often. */
        static List<Count> of(List<Gate.Breach> breaches) {
            return breaches.stream()
                    .map(breach -> new Count(breach.rule(), breach.feed(), breach.rows()))
                    .toList();
        }

        /** For which codes a load rejected how many rows. */
        static List<Count> of(LoadReport report) {
            return report.feeds().stream()
                    .flatMap(feed -> feed.rejections().stream()
                            .collect(Collectors.groupingBy(
                                    LoadReport.Rejections::code,
                                    TreeMap::new,
                                    Collectors.summingLong(LoadReport.Rejections::count)))
                            .entrySet()
                            .stream()
                            .map(code -> new Count(code.getKey(), feed.feed(), code.getValue())))
                    .toList();
        }
    }

    /** What happened. */
    enum Kind {
        /** A job failed, or cannot go on since something is in its way. */
        FAILED,
        /** A load broke the rules more often than the gate allows. */
        GATE_NOT_MET,
        /** Nothing was published by the time it had to be. */
        LATE,
        /** What had failed, broken the gate or been late is all right again. */
        RECOVERED,
        /** Nothing: somebody wants to see whether it arrives. */
        TEST
    }

    /** It as a sentence or more. */
    String text() {
        String what =
                switch (kind) {
                    case FAILED -> " failed";
                    case GATE_NOT_MET -> " does not meet the gate";
                    case LATE -> " is late";
                    case RECOVERED -> " is all right again";
                    case TEST -> " has arrived";
                };
        String why = about + what + (reasons.isEmpty() ? "" : ": " + String.join("; ", reasons));
        return why + (why.endsWith(".") ? "" : ".") + (nextStep.isEmpty() ? "" : " Next: " + nextStep);
    }
}
