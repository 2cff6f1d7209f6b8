package io.creditplatform.model;

import jakarta.validation.constraints.Positive;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of {@code credits.csv}: money that a seller asked for. */
@Feed("credits")
public record Credit(
        @Key long creditId,
        @References(Seller.class) long sellerId,
        @Positive Money amount,
        @Nullable Instant issueDate,
        @Nullable Instant dueDate,
        CreditStatus status,
        @OptionalColumn("USD") Currency currency) {}
