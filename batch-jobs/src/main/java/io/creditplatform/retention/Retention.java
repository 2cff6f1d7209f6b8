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
