package io.creditplatform.service;

import io.creditplatform.console.Share;
import io.creditplatform.feed.Feeds;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** What a request may say of a job: each as the option of the command is called, with an underscore. */
enum JobOption {
    FEEDS(Job.Kind.IMPORT, Type.FEEDS, "Take these feeds only."),
    MAX_REJECT_RATE(Job.Kind.IMPORT, Type.SHARE, "Publish nothing if more of a feed's rows are rejected."),
    COMPLETE(Job.Kind.IMPORT, Type.FEEDS, "The feeds of which the extract is the whole truth."),
    MAX_REMOVED_RATE(Job.Kind.IMPORT, Type.SHARE, "Publish nothing if more of a complete feed's known rows are gone."),
    VOLUME_GATE(
            Job.Kind.IMPORT, Type.TRUTH, "Publish nothing if a feed delivers much less or more than it usually does."),
    AS_OF(Job.Kind.IMPORT, Type.DATE, "The date that the extract speaks of."),
    FORCE(Job.Kind.IMPORT, Type.TRUTH, "Load content again that was loaded before."),
    DRY_RUN(Job.Kind.IMPORT, Type.TRUTH, "Do everything, but leave nothing of it."),
    CHECK_AS_OF(Job.Kind.CHECK, Type.DATE, "The day that rows are judged by.");

    /** How the value of an option is written. */
    enum Type {
        TRUTH("true or false", Map.of("type", "boolean"), JsonNode::isBoolean),
        DATE("a date such as \"2025-07-08\"", Map.of("type", "string", "format", "date"), Type::isDate),
        SHARE("a share such as \"5%\" or 0.05", Map.of("type", List.of("string", "number")), Type::isShare),
        FEEDS(
                "a list of one or more of " + Feeds.names(),
                Map.of("type", "array", "items", Map.of("type", "string"), "minItems", 1),
                Type::areFeeds);

        private final String expected;

        @SuppressWarnings("ImmutableEnumChecker") // Map.of gives maps that cannot be changed
        private final Map<String, Object> schema;

        @SuppressWarnings("ImmutableEnumChecker") // they know nothing but what they are asked about
        private final Predicate<JsonNode> check;

        Type(String expected, Map<String, Object> schema, Predicate<JsonNode> check) {
            this.expected = expected;
            this.schema = schema;
            this.check = check;
        }

        private static boolean isDate(JsonNode value) {
            try {
                return value.isString() && LocalDate.parse(value.asString()).getYear() > 0;
            } catch (DateTimeException e) {
                return false;
            }
        }

        private static boolean isShare(JsonNode value) {
            try {
                return (value.isString() || value.isNumber())
                        && Share.of(value.asString()).value().signum() >= 0;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }

        private static boolean areFeeds(JsonNode value) {
            return value.isArray()
                    && !value.isEmpty()
                    && value.valueStream()
                            .allMatch(feed -> feed.isString()
                                    && Feeds.named(feed.asString()).isPresent());
        }
    }

    private final Job.Kind kind;
    private final Type type;
    private final String meaning;

    JobOption(Job.Kind kind, Type type, String meaning) {
        this.kind = kind;
        this.type = type;
        this.meaning = meaning;
    }

    /** Those of a kind of job. */
    static List<JobOption> of(Job.Kind kind) {
        return Arrays.stream(values()).filter(option -> option.kind == kind).toList();
    }

    /** What it is called in a request. */
    String word() {
        return this == CHECK_AS_OF ? AS_OF.word() : name().toLowerCase(Locale.ROOT);
    }

    String meaning() {
        return meaning;
    }

    String expected() {
        return type.expected;
    }

    /** As JSON Schema has it. */
    Map<String, Object> schema() {
        return type.schema;
    }

    boolean takes(JsonNode value) {
        return type.check.test(value);
    }
}
