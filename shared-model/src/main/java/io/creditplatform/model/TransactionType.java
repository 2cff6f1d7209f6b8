package io.creditplatform.model;

/** Which way money moves in a wallet. */
public enum TransactionType implements Coded {
    DEPOSIT("deposit"),
    WITHDRAWAL("withdrawal");

    private final String code;

    TransactionType(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
