package io.creditplatform.model;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The stations of a credit, in the order in which it passes them. What they mean for figures and rules is said here alone. */
public enum CreditStatus implements Coded {
    NEW("New"),
    IN_REVIEW("InReview"),
    APPROVED("Approved"),
    DEPOSIT("Deposit"),
    PAID("Paid"),
    CANCELLED("Cancelled");

    /** Of credits whose money was paid out. */
    public static final Set<CreditStatus> ISSUED = setOf(APPROVED, DEPOSIT, PAID);

    /** Of credits whose money is still out. */
    public static final Set<CreditStatus> OPEN = setOf(APPROVED, DEPOSIT);

    /** Of credits that are over. */
    public static final Set<CreditStatus> CLOSED = setOf(PAID, CANCELLED);

    private final String code;

    CreditStatus(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    /** The stations that a credit may go to from this one; it begins at {@link #NEW}. */
    public Set<CreditStatus> next() {
        return switch (this) {
            case NEW -> setOf(IN_REVIEW, CANCELLED);
            case IN_REVIEW -> setOf(APPROVED, CANCELLED);
            case APPROVED -> setOf(DEPOSIT, PAID, CANCELLED);
            case DEPOSIT -> setOf(PAID, CANCELLED);
            case PAID, CANCELLED -> setOf();
        };
    }

    private static Set<CreditStatus> setOf(CreditStatus... statuses) {
        Set<CreditStatus> set = EnumSet.noneOf(CreditStatus.class);
        Collections.addAll(set, statuses);
        return Collections.unmodifiableSet(set);
    }
}
