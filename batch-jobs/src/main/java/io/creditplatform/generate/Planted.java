package io.creditplatform.generate;

import io.creditplatform.ingest.RejectionCode;
import org.jspecify.annotations.Nullable;

/**
 * One line of the list of planted defects.
 *
 * @param outcome {@code rejected}, {@code superseded}, {@code duplicate}, or {@code issue}
 * @param code the rejection's code, or the rule's that the row breaks
 * @param line line of the feed's file on which the row begins
 * @param column the column at fault, if the rejection names one
 * @param key the row's natural key as the file has it, parts joined by a slash
 */
record Planted(
        String outcome,
        @Nullable String code,
        String feed,
        long line,
        @Nullable String column,
        String key) {

    static Planted rejected(RejectionCode code, String feed, long line, @Nullable String column, String key) {
        return new Planted("rejected", code.code(), feed, line, column, key);
    }

    static Planted repeated(String outcome, String feed, long line, String key) {
        return new Planted(outcome, null, feed, line, null, key);
    }

    static Planted issue(String rule, String feed, long line, String key) {
        return new Planted("issue", rule, feed, line, null, key);
    }
}
