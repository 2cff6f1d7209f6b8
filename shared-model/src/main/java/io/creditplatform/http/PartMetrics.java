package io.creditplatform.http;

import io.creditplatform.load.PartFigures;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Optional;
import java.util.function.Supplier;

/** What Prometheus is told of the parts that several workers stage; nothing while there are none. It is read at each scrape. */
public final class PartMetrics implements MultiCollector {

    private final Supplier<Optional<PartFigures>> figures;

    /** @param figures is asked at each scrape; empty if no load is staged in parts, or the database cannot be used */
    public PartMetrics(Supplier<Optional<PartFigures>> figures) {
        this.figures = figures;
    }

    @Override
    public MetricSnapshots collect() {
        return figures.get().map(PartMetrics::snapshots).orElseGet(MetricSnapshots::new);
    }

    private static MetricSnapshots snapshots(PartFigures parts) {
        return MetricSnapshots.of(
                gauge("credit_load_parts", "Parts of the load that workers stage, by how far they are")
                        .dataPoint(point(parts.waiting(), Labels.of("state", "waiting")))
                        .dataPoint(point(parts.running(), Labels.of("state", "running")))
                        .dataPoint(point(parts.done(), Labels.of("state", "done")))
                        .build(),
                gauge("credit_load_parts_read", "Records that workers have read of those parts")
                        .dataPoint(point(parts.read(), Labels.EMPTY))
                        .build(),
                gauge("credit_load_parts_tried_again", "Parts that were tried more than once")
                        .dataPoint(point(parts.triedAgain(), Labels.EMPTY))
                        .build());
    }

    private static GaugeSnapshot.Builder gauge(String name, String help) {
        return GaugeSnapshot.builder().name(name).help(help);
    }

    private static GaugeDataPointSnapshot point(long value, Labels labels) {
        return GaugeDataPointSnapshot.builder()
                .value((double) value)
                .labels(labels)
                .build();
    }
}
