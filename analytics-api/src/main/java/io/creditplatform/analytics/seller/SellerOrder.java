package io.creditplatform.analytics.seller;

import io.creditplatform.model.Coded;

/** What sellers are ranked by. */
enum SellerOrder implements Coded {
    HEALTH_SCORE("health_score"),
    CREDIT_UTILIZATION_RATE("credit_utilization_rate"),
    OUTSTANDING_UTILIZATION_RATE("outstanding_utilization_rate"),
    PAYMENT_RELIABILITY_SCORE("payment_reliability_score"),
    LEAD_CONVERSION_RATE("lead_conversion_rate"),
    CURRENT_BALANCE("current_balance"),
    AVG_WEEKLY_CHANGE("avg_weekly_change");

    private final String code;

    SellerOrder(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    /** What a seller is ranked by; money in minor units of the reporting currency. */
    double measure(SellerFigures seller) {
        return switch (this) {
            case HEALTH_SCORE -> seller.healthScore();
            case CREDIT_UTILIZATION_RATE -> seller.utilization();
            case OUTSTANDING_UTILIZATION_RATE -> seller.outstandingUtilization();
            case PAYMENT_RELIABILITY_SCORE -> seller.reliability();
            case LEAD_CONVERSION_RATE -> seller.conversion();
            case CURRENT_BALANCE -> seller.reported().balance().minorUnits();
            case AVG_WEEKLY_CHANGE -> seller.reported().weeklyChange().minorUnits();
        };
    }
}
