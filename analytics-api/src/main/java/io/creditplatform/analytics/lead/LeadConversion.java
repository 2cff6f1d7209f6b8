package io.creditplatform.analytics.lead;

import io.creditplatform.model.Key;

/** How many of a group's leads were confirmed (docs/domain.md#leads). */
public record LeadConversion(@Key String group, long leads, long confirmed, double conversionRate) {}
