package io.creditplatform.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long something is kept: for a number of published loads, or of days. Days are counted back from the newest published load,
 * so that a database that gets none loses nothing.
 *
 * @param number of loads or days
 */
public record Keep(Unit unit, int number) {

    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,5})(d?)");

    /** What is counted. */
    public enum Unit {
        LOADS,
        DAYS,
        /** Nothing: it is kept for ever. */
        NONE
    }

    /** A published load. */
    record Published(long id, Instant publishedAt) {}

    /**
     * The rule that a text states: {@code 92} for loads, {@code 92d} for days, {@code all} for everything.
     *
     * @throws IllegalArgumentException if it is none; the message says what was expected
     */
    public static Keep of(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (text.equals("all")) {
            return new Keep(Unit.NONE, 0);
        } else if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text
                            + "' is no such rule, expected a number of loads such as 92, of days such as 92d, each 1 or more, or all");
        }
        return new Keep(matcher.group(2).isEmpty() ? Unit.LOADS : Unit.DAYS, Integer.parseInt(matcher.group(1)));
    }

    /**
     * The newest load that is not kept, 0 if there is none. The newest published one always is.
     *
     * @param published newest first
     */
    long newestGone(List<Published> published) {
        return switch (unit) {
            case NONE -> 0;
            case LOADS -> published.size() > number ? published.get(number).id() : 0;
            case DAYS ->
                published.isEmpty()
                        ? 0
                        : published.stream()
                                .skip(1)
                                .filter(load -> load.publishedAt()
                                        .isBefore(published.get(0).publishedAt().minus(Duration.ofDays(number))))
                                .mapToLong(Published::id)
                                .findFirst()
                                .orElse(0);
        };
    }

    @Override
    public String toString() {
        return switch (unit) {
            case NONE -> "all";
            case LOADS -> String.valueOf(number);
            case DAYS -> number + "d";
        };
    }
}
