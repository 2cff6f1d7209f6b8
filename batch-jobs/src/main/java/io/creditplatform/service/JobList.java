package io.creditplatform.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the jobs, newest first, and what comes next.
 *
 * @param next the value of {@code before} for those before these; null if there are none
 * @param schedule what is done at set times
 * @param deadline by when a load has to be published; null if there is no such time
 */
record JobList(
        List<JobAnswer> items,
        @Nullable Long next,
        List<Timetable.Shown> schedule,
        DeadlineWatch.@Nullable State deadline) {}
