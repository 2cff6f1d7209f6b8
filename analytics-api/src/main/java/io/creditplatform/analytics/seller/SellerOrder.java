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
    double measure(SellerHealth health) {
        SellerHealth.Metrics metrics = health.metrics();
        return switch (this) {
            case HEALTH_SCORE -> health.healthScore();
            case CREDIT_UTILIZATION_RATE -> metrics.creditUtilizationRate();
            case OUTSTANDING_UTILIZATION_RATE -> metrics.outstandingUtilizationRate();
            case PAYMENT_RELIABILITY_SCORE -> metrics.paymentReliabilityScore();
            case LEAD_CONVERSION_RATE -> metrics.leadConversionRate();
            case CURRENT_BALANCE -> health.reported().currentBalance().minorUnits();
            case AVG_WEEKLY_CHANGE -> health.reported().avgWeeklyChange().minorUnits();
        };
    }
}
