package io.creditplatform.model;

import java.time.Instant;

/** One line of {@code credit_histories.csv}: a credit reached a status. */
@Feed("credit_histories")
public record CreditHistory(
        @Key(1) @References(Credit.class) long creditId,
        @Key(3) CreditStatus status,
        @Key(2) Instant changedAt) {}
