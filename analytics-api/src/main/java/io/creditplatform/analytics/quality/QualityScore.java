package io.creditplatform.analytics.quality;

import io.creditplatform.model.Key;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * How clean the rows of an entity are; docs/domain.md#scorecard.
 *
 * @param entity a feed, or {@code total} for all together
 * @param scope {@code all} rules, or the {@code Critical} ones alone
 * @param withIssues rows that break a rule; a row counts once however many it breaks
 * @param qualityPercent clean ÷ total, rounded down to two decimals so that 100 means every row; null if there are no rows
 * @param rejected rows that the last load refused
 */
record QualityScore(
        long runId,
        @Key String entity,
        @Key(2) String scope,
        long total,
        long clean,
        long withIssues,
        @Nullable BigDecimal qualityPercent,
        long rejected) {

    static @Nullable BigDecimal percent(long clean, long total) {
        return total == 0
                ? null
                : BigDecimal.valueOf(clean).movePointRight(2).divide(BigDecimal.valueOf(total), 2, RoundingMode.DOWN);
    }
}
