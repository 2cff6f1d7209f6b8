package io.creditplatform.analytics.portfolio;

import io.creditplatform.model.Coded;

/** What makes a seller one to watch. */
enum WatchOrder implements Coded {
    EXPOSURE("exposure"),
    OVERDUE("overdue"),
    DAYS("days"),
    LIMIT_SHARE("limit_share");

    private final String code;

    WatchOrder(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    /** The greater, the worse; a limit of 0 is exceeded by more than any other. */
    double measure(WatchedSeller seller) {
        return switch (this) {
            case EXPOSURE -> seller.exposure().minorUnits();
            case OVERDUE -> seller.overdue().minorUnits();
            case DAYS -> seller.oldestDaysOverdue() == null ? 0 : seller.oldestDaysOverdue();
            case LIMIT_SHARE ->
                seller.limit().share() == null
                        ? Double.POSITIVE_INFINITY
                        : seller.limit().share();
        };
    }
}
