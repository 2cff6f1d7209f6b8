package io.creditplatform.analytics.seller;

import io.creditplatform.model.Money;

/**
 * What a seller brings for the credit that it was given (DOMAIN.md §3, revenue per credit dollar).
 *
 * @param totalCredits sum of its issued credits
 * @param confirmedLeadsValue sum of its confirmed leads
 * @param ratio the latter ÷ the former
 */
record RevenueEfficiency(
        long sellerId, String sellerName, String market, Money totalCredits, Money confirmedLeadsValue, double ratio) {}
