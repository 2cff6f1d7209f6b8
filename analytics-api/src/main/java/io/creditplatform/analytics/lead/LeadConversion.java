package io.creditplatform.analytics.lead;

/** How many of a group's leads were confirmed (DOMAIN.md §3, lead conversion). */
record LeadConversion(String group, long leads, long confirmed, double conversionRate) {}
