package io.creditplatform.model;

import io.creditplatform.feed.Feed;
import io.creditplatform.feed.Key;
import io.creditplatform.feed.References;
import java.time.Instant;

/** One line of {@code credit_chat.csv}: what a manager wrote about a credit. */
@Feed("credit_chat")
public record CreditChat(
        @Key(1) @References(Credit.class) long creditId,
        @Key(4) long userId,
        @Key(3) ChatRole role,
        @Key(2) Instant messageTime,
        String message) {}
