package io.creditplatform.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.creditplatform.load.LoadReport;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A job as requests see it.
 *
 * @param position how many jobs are before it, as long as it waits for its turn
 * @param progress how far it is, while it runs
 * @param result what came of it
 * @param report of the load that it came to; only where one job is asked for
 */
record JobAnswer(
        long id,
        String kind,
        String origin,
        String requestedBy,
        String requestedFrom,
        JsonNode request,
        String status,
        @Nullable Integer position,
        Jobs.@Nullable Progressed progress,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Long loadId,
        @Nullable String message,
        @Nullable JsonNode result,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LoadReport report) {

    static JobAnswer of(
            Job job, @Nullable Integer position, Jobs.@Nullable Progressed progress, @Nullable LoadReport report) {
        String result = job.result();
        return new JobAnswer(
                job.id(),
                word(job.kind()),
                word(job.origin()),
                job.actor().name(),
                job.actor().origin(),
                Jobs.json(job.request()),
                word(job.status()),
                position,
                progress,
                job.requestedAt(),
                job.startedAt(),
                job.endedAt(),
                job.loadId(),
                job.message(),
                result == null ? null : Jobs.json(result),
                report);
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
