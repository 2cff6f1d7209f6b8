package io.creditplatform.ingest;

import org.jspecify.annotations.Nullable;

/**
 * One reason for refusing a row.
 *
 * @param code a {@link RejectionCode}'s code
 * @param column the column at fault, or null where no single one is
 * @param message what was got and what was expected
 */
public record Reason(String code, @Nullable String column, String message) {

    static Reason of(RejectionCode code, @Nullable String column, String message) {
        return new Reason(code.code(), column, message);
    }
}
