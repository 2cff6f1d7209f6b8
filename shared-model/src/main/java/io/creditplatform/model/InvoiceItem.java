package io.creditplatform.model;

import io.creditplatform.feed.Feed;
import io.creditplatform.feed.Key;
import io.creditplatform.feed.OptionalColumn;
import io.creditplatform.feed.References;

/** One line of {@code invoice_items.csv}: one amount of an invoice. */
@Feed("invoice_items")
public record InvoiceItem(
        @Key(1) @References(Invoice.class) String invoiceId,
        @Key(2) InvoiceItemType itemType,
        Money amount,
        @OptionalColumn("USD") Currency currency) {}
