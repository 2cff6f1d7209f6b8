package io.creditplatform.model;

import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of {@code leads.csv}: an order that a seller brought. */
@Feed("leads")
public record Lead(
        @Key long leadId,
        @References(Seller.class) long sellerId,
        Instant createdAt,
        @PositiveOrZero Money amount,
        LeadStatus status,
        ShippingStatus shippingStatus,
        @Size(max = 255) @Nullable String trackingNumber,
        @OptionalColumn("USD") Currency currency) {}
