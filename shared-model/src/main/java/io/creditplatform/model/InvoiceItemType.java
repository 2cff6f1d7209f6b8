package io.creditplatform.model;

/** What an invoice item stands for, in the order in which an invoice lists them. */
public enum InvoiceItemType implements Coded {
    SALES("sales"),
    FEES("fees"),
    CREDITS_DUE("credits_due"),
    FROM_BALANCE("from_balance"),
    TOTAL("total");

    private final String code;

    InvoiceItemType(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
