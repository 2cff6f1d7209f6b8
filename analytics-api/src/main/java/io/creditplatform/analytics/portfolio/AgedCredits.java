package io.creditplatform.analytics.portfolio;

import io.creditplatform.model.Money;

/**
 * The open credits in a bucket (DOMAIN.md §3, ageing).
 *
 * @param bucket code of the {@link AgeingBucket}
 */
record AgedCredits(String bucket, long credits, Money outstanding) {}
