package io.creditplatform.http;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Map;
import java.util.Set;

/**
 * Has the frameworks' meters keep Prometheus's rules, as ours do: those that come without a text to help who reads them get one, and
 * those whose names cannot be put right are left out.
 */
public final class MeterHelp implements MeterFilter {

    private static final Map<String, String> KNOWN = Map.of(
            "http.server.requests", "Requests that were answered, and how long that took",
            "http.server.requests.active", "Requests that are being answered, and for how long",
            "spring.batch.job", "Jobs that ended, and how long they took",
            "spring.batch.job.active", "Jobs that run, and for how long",
            "spring.batch.step", "Steps of jobs that ended, and how long they took",
            "spring.batch.step.active", "Steps of jobs that run, and for how long");

    /** By their units, milli- and nanoseconds, or the ending {@code _count}, they would be taken for what they are not. */
    private static final Set<String> MISNAMED = Set.of("jvm.compilation.time", "process.cpu.time", "system.cpu.count");

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return MISNAMED.contains(id.getName()) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        return id.getDescription() != null
                ? id
                : new Meter.Id(
                        id.getName(),
                        Tags.of(id.getTagsAsIterable()),
                        id.getBaseUnit(),
                        KNOWN.getOrDefault(id.getName(), "The framework's own measure " + id.getName()),
                        id.getType());
    }
}
