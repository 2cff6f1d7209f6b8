package io.creditplatform.analytics.portfolio;

import io.creditplatform.model.Coded;

/** Which of the sellers that owe something are listed. */
enum WatchedOnly implements Coded {
    OVERDUE("overdue"),
    OVER_LIMIT("over_limit");

    private final String code;

    WatchedOnly(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    boolean passes(WatchedSeller seller) {
        return this == OVERDUE
                ? seller.oldestDaysOverdue() != null
                : seller.limit().exceeded();
    }
}
