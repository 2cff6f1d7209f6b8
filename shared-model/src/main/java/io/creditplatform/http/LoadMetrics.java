package io.creditplatform.http;

import io.creditplatform.load.FeedCounts;
import io.creditplatform.load.LoadFigures;
import io.creditplatform.load.LoadReport;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What Prometheus is told of the newest published load and its quality, by both servers in the same words. It is read at each scrape, so
 * that what a load or a feed no longer has is no longer told either; where it cannot be read, nothing is told.
 */
public final class LoadMetrics implements MultiCollector {

    private static final double MILLIS = 1000;

    private final Supplier<Optional<LoadFigures>> figures;
    private final Clock clock;

    /** @param figures is asked at each scrape; empty if nothing is published, or the database cannot be used */
    public LoadMetrics(Supplier<Optional<LoadFigures>> figures, Clock clock) {
        this.figures = figures;
        this.clock = clock;
    }

    @Override
    public MetricSnapshots collect() {
        return figures.get().map(this::snapshots).orElseGet(MetricSnapshots::new);
    }

    private MetricSnapshots snapshots(LoadFigures newest) {
        LoadReport report = newest.report();
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        Instant published = report.publishedAt();
        if (published != null) {
            all.metricSnapshot(gauge("credit_load_published_timestamp_seconds", "When the newest load was published")
                    .dataPoint(point(published.toEpochMilli() / MILLIS, Labels.EMPTY))
                    .build());
            all.metricSnapshot(gauge("credit_load_age_seconds", "How long ago the newest load was published")
                    .dataPoint(
                            point(Duration.between(published, clock.instant()).toMillis() / MILLIS, Labels.EMPTY))
                    .build());
        }
        Long duration = report.durationMs();
        if (duration != null) {
            all.metricSnapshot(gauge("credit_load_duration_seconds", "How long the newest load took")
                    .dataPoint(point(duration / MILLIS, Labels.EMPTY))
                    .build());
        }
        GaugeSnapshot.Builder rows = gauge("credit_load_rows", "Rows of the newest load, by what became of them");
        GaugeSnapshot.Builder rejections =
                gauge("credit_load_rejections", "How often the newest load gave a reason to refuse a row, by its code");
        report.feeds().forEach(feed -> {
            outcomes(feed.counts())
                    .forEach((outcome, count) ->
                            rows.dataPoint(point(count, Labels.of("feed", feed.feed(), "outcome", outcome))));
            feed.rejections().stream()
                    .collect(Collectors.groupingBy(
                            LoadReport.Rejections::code,
                            TreeMap::new,
                            Collectors.summingLong(LoadReport.Rejections::count)))
                    .forEach((code, count) ->
                            rejections.dataPoint(point(count, Labels.of("code", code, "feed", feed.feed()))));
        });
        all.metricSnapshot(rows.build());
        all.metricSnapshot(rejections.build());
        GaugeSnapshot.Builder quality =
                gauge("credit_quality_ratio", "Share of an entity's rows in which the newest check found nothing");
        newest.qualities()
                .forEach(entity -> quality.dataPoint(point(entity.clean(), Labels.of("entity", entity.entity()))));
        return all.metricSnapshot(quality.build()).build();
    }

    private static Map<String, Long> outcomes(FeedCounts counts) {
        return new TreeMap<>(Map.of(
                "read", counts.read(),
                "inserted", counts.inserted(),
                "updated", counts.updated(),
                "unchanged", counts.unchanged(),
                "duplicate", counts.duplicate(),
                "superseded", counts.superseded(),
                "rejected", counts.rejected()));
    }

    private static GaugeSnapshot.Builder gauge(String name, String help) {
        return GaugeSnapshot.builder().name(name).help(help);
    }

    private static GaugeDataPointSnapshot point(double value, Labels labels) {
        return GaugeDataPointSnapshot.builder().value(value).labels(labels).build();
    }
}
