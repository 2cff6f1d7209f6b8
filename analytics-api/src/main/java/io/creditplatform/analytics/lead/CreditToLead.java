package io.creditplatform.analytics.lead;

import io.creditplatform.model.Key;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes from a credit to an order (docs/domain.md#leads).
 *
 * @param credits approved credits that the seller's confirmed lead followed
 * @param avgDays mean time in between, or null if there are none
 * @param withoutLead approved credits that none followed
 */
record CreditToLead(
        @Key String market, long credits, @Nullable Double avgDays, long withoutLead) {}
