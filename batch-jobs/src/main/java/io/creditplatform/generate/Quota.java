package io.creditplatform.generate;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How often a defect is to be planted: the given share of the rows seen so far, rounded up, so that the first row has one. */
final class Quota {

    private static final long BILLION = 1_000_000_000;

    private final long perBillion;
    private final long most;
    private long planted;

    /** @param most more are never due */
    Quota(BigDecimal share, long most) {
        this.perBillion =
                share.movePointRight(9).setScale(0, RoundingMode.CEILING).longValueExact();
        this.most = most;
    }

    Quota(BigDecimal share) {
        this(share, Long.MAX_VALUE);
    }

    boolean isDue(long rows) {
        return planted < most && planted * BILLION < rows * perBillion;
    }

    /** How many have been planted. */
    long planted() {
        return planted;
    }

    void plant() {
        planted++;
    }
}
