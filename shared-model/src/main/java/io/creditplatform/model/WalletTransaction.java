package io.creditplatform.model;

import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/** One line of {@code wallet_transactions.csv}: money that entered or left the wallet of a seller. */
@Feed("wallet_transactions")
public record WalletTransaction(
        @Key @Size(max = 64) String transactionId,
        @References(Seller.class) long sellerId,
        TransactionType type,
        @PositiveOrZero Money amount,
        @DateAllowed Instant createdAt,
        @OptionalColumn("USD") Currency currency) {}
