package io.creditplatform.retention;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The rules for what is kept how long.
 *
 * @param rules one of each kind
 */
public record Retention(Map<Kept, Keep> rules) {

    /** What loads replaced stays for so many loads, by default: a quarter of nights. */
    public static final int HISTORY = 92;

    /** Rejected rows stay for so many loads, by default: a month to correct them at the source. */
    public static final int QUARANTINE = 31;

    /** What checks found stays for so many checked loads, by default. */
    public static final int CHECKS = 30;

    /** What Spring Batch notes stays for the jobs of so many loads, by default. */
    public static final int JOBS = 31;

    /** Records of loads stay for so many loads, by default: two years. */
    public static final int LOADS = 730;

    public Retention {
        rules = Map.copyOf(rules);
        if (!rules.keySet().containsAll(List.of(Kept.values()))) {
            throw new IllegalArgumentException("Expected a rule for each of " + List.of(Kept.values()));
        }
    }

    /** The rule for something. */
    Keep of(Kept kept) {
        return Objects.requireNonNull(rules.get(kept));
    }

    @Override
    public String toString() {
        return new EnumMap<>(rules)
                .entrySet().stream()
                        .map(rule -> rule.getKey().name().toLowerCase(Locale.ROOT) + "=" + rule.getValue())
                        .collect(Collectors.joining(", "));
    }
}
