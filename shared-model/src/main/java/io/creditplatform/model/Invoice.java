package io.creditplatform.model;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;

/** One line of {@code invoices.csv}: what a seller is owed or owes for a week. */
@Feed("invoices")
public record Invoice(
        @Key @Pattern(regexp = "[0-9]+_[0-9]{8}", message = "must be <seller>_<yyyymmdd>") @Size(max = 64) String invoiceId,

        @References(Seller.class) long sellerId,
        LocalDate periodStart,
        LocalDate periodEnd,
        Money salesAmount,
        Money fees,
        Money creditsDue,
        Money fromBalance,
        Money total,
        @OptionalColumn("USD") Currency currency) {}
