package io.creditplatform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.load.FeedCounts;
import io.creditplatform.load.Load;
import io.creditplatform.load.LoadFigures;
import io.creditplatform.load.LoadReport;
import io.creditplatform.load.PartFigures;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What Prometheus is told of loads, and of their parts. */
class MetricsTest {

    private static final Instant NIGHT = Instant.parse("2025-10-08T02:00:00Z");

    /** Name, labels and value of each gauge. */
    private static List<String> told(MultiCollector collector) {
        return collector.collect().stream()
                .map(GaugeSnapshot.class::cast)
                .flatMap(gauge -> gauge.getDataPoints().stream()
                        .map(point -> gauge.getMetadata().getName()
                                + point.getLabels().stream()
                                        .map(label -> " " + label.getName() + "=" + label.getValue())
                                        .collect(Collectors.joining())
                                + " " + point.getValue()))
                .toList();
    }

    @Test
    void newestLoadIsToldWithItsAgeOutcomesAndQuality() {
        FeedCounts counts = new FeedCounts(10, 4, 3, 1, 0, 0, 2, 0, 0, 0);
        LoadReport report = new LoadReport(
                7,
                Load.Status.COMPLETED,
                "/data",
                "ab12",
                NIGHT,
                NIGHT.plusSeconds(90),
                90_500L,
                null,
                List.of(new LoadReport.FeedReport(
                        "leads",
                        "leads.csv",
                        counts,
                        List.of(
                                new LoadReport.Rejections("type", "amount", 2),
                                new LoadReport.Rejections("type", "lead_id", 1)))),
                counts,
                List.of());
        LoadFigures newest = new LoadFigures(report, List.of(new LoadFigures.Quality("leads", 0.75)));
        Clock later = Clock.fixed(NIGHT.plusSeconds(3_690), ZoneOffset.UTC);

        assertThat(told(new LoadMetrics(() -> Optional.of(newest), later)))
                .containsExactlyInAnyOrder(
                        "credit_load_published_timestamp_seconds 1.75988889E9",
                        "credit_load_age_seconds 3600.0",
                        "credit_load_duration_seconds 90.5",
                        "credit_load_rows feed=leads outcome=duplicate 0.0",
                        "credit_load_rows feed=leads outcome=inserted 4.0",
                        "credit_load_rows feed=leads outcome=read 10.0",
                        "credit_load_rows feed=leads outcome=rejected 2.0",
                        "credit_load_rows feed=leads outcome=superseded 0.0",
                        "credit_load_rows feed=leads outcome=unchanged 1.0",
                        "credit_load_rows feed=leads outcome=updated 3.0",
                        "credit_load_rejections code=type feed=leads 3.0",
                        "credit_quality_ratio entity=leads 0.75");
        assertThat(told(new LoadMetrics(Optional::empty, later))).isEmpty();
    }

    @Test
    void partsAreToldByHowFarTheyAre() {
        assertThat(told(new PartMetrics(() -> Optional.of(new PartFigures(3, 2, 1, 900, 1)))))
                .containsExactlyInAnyOrder(
                        "credit_load_parts state=waiting 3.0",
                        "credit_load_parts state=running 2.0",
                        "credit_load_parts state=done 1.0",
                        "credit_load_parts_read 900.0",
                        "credit_load_parts_tried_again 1.0");
        assertThat(told(new PartMetrics(Optional::empty))).isEmpty();
    }
}
