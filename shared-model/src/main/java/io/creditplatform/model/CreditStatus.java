package io.creditplatform.model;

/** The stations of a credit, in the order in which it passes them. */
public enum CreditStatus implements Coded {
    NEW("New"),
    IN_REVIEW("InReview"),
    APPROVED("Approved"),
    DEPOSIT("Deposit"),
    PAID("Paid"),
    CANCELLED("Cancelled");

    private final String code;

    CreditStatus(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
