package io.creditplatform.model;

import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;

/** One line of {@code sellers.csv}: who sells on the marketplace and may be given credit. */
@Feed("sellers")
public record Seller(
        @Key long sellerId,
        @Size(max = 255) String sellerName,
        @Code @Size(max = 32) String market,
        LocalDate signupDate,
        @PositiveOrZero Money creditLimit,
        @PositiveOrZero long avgWeeklyLeads,
        Money initialWallet,
        @References(AccountManager.class) long amId,
        @References(SeniorAccountManager.class) long samId,
        @OptionalColumn("USD") Currency preferredCurrency) {}
