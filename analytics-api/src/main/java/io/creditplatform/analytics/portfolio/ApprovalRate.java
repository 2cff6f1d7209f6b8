package io.creditplatform.analytics.portfolio;

import io.creditplatform.model.Key;

/**
 * How many of a market's credits were granted (docs/domain.md#markets).
 *
 * @param requested all credits
 * @param approved issued credits
 */
record ApprovalRate(@Key String market, long requested, long approved, double approvalRate) {}
