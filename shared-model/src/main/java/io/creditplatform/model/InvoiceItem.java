package io.creditplatform.model;

/** One line of {@code invoice_items.csv}: one amount of an invoice. */
@Feed("invoice_items")
public record InvoiceItem(
        @Key(1) @References(Invoice.class) String invoiceId,
        @Key(2) InvoiceItemType itemType,
        Money amount,
        @OptionalColumn("USD") Currency currency) {}
