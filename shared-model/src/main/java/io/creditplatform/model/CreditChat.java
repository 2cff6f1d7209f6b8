package io.creditplatform.model;

import java.time.Instant;

/** One line of {@code credit_chat.csv}: what a manager wrote about a credit. */
@Feed("credit_chat")
public record CreditChat(
        @Key(1) @References(Credit.class) long creditId,
        @Key(4) long userId,
        @Key(3) ChatRole role,
        @Key(2) Instant messageTime,
        String message) {}
