package io.creditplatform.analytics.web;

import io.creditplatform.database.Vocabulary;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an endpoint's figures mean, as its method says it; the domain's words stand there in braces for the codes they mean. */
final class Definition {

    private Definition() {}

    /** The text on one line, such as {@code sum of open credits (Approved, Deposit)} for {@code sum of open credits ({open})}. */
    static String of(@Nullable String given) {
        String text = given == null ? "" : given.strip().replaceAll("\\s+", " "); // of a text block
        for (Map.Entry<String, String> word : Vocabulary.words().entrySet()) {
            text = text.replace("{" + word.getKey() + "}", word.getValue().replace("'", ""));
        }
        return text;
    }

    /** That of an operation; empty if it has none. */
    static String of(@Nullable Operation operation) {
        return of(operation == null ? null : operation.description());
    }
}
