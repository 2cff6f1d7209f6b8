package io.creditplatform.analytics.quality;

import io.creditplatform.model.Key;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A rule that a run held the data against.
 *
 * @param entity the feed whose rows it judges
 * @param issues rows that break it
 * @param newIssues those of them that the run before did not find; null if there is none before
 * @param goneIssues rows that broke it in the run before and no longer do; null if there is none before
 * @param sinceRun the first of the runs, up to this one without a gap, that found rows; null if there are none
 * @param since the day that this run judged by
 * @param title what it is about, in words; null in a run by a version that did not keep it
 * @param advice what to do about a row that breaks it; null likewise
 */
record QualityRule(
        long runId,
        @Key String rule,
        String entity,
        String severity,
        long issues,
        @Nullable Long newIssues,
        @Nullable Long goneIssues,
        @Nullable Long sinceRun,
        @Nullable LocalDate since,
        @Nullable String title,
        @Nullable String advice) {}
