package io.creditplatform.analytics.quality;

import io.creditplatform.model.Key;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A finished check of the data's quality, over all entities; docs/domain.md#scorecard.
 *
 * @param loadId the newest load that it judged
 * @param asOf the day that it judged by
 * @param total rows that it judged
 * @param withIssues rows that break a rule
 * @param qualityPercent clean ÷ total, rounded down to two decimals; null if there are no rows
 * @param withCriticalIssues rows that break a Critical rule
 * @param criticalQualityPercent the same over Critical rules alone
 */
record QualityRun(
        @Key long runId,
        @Nullable Long loadId,
        LocalDate asOf,
        @Nullable Instant finishedAt,
        long total,
        long withIssues,
        @Nullable BigDecimal qualityPercent,
        long withCriticalIssues,
        @Nullable BigDecimal criticalQualityPercent) {}
