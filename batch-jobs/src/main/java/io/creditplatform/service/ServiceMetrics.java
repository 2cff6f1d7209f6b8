package io.creditplatform.service;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Clock;

/** What Prometheus is told of the service itself, as it is at each scrape. */
final class ServiceMetrics implements MultiCollector {

    private static final double MILLIS = 1000;

    private final InboxState inbox;
    private final Clock clock;
    private final DeadlineWatch deadline;
    private final Courier courier;

    ServiceMetrics(InboxState inbox, Clock clock, DeadlineWatch deadline, Courier courier) {
        this.inbox = inbox;
        this.clock = clock;
        this.deadline = deadline;
        this.courier = courier;
    }

    @Override
    public MetricSnapshots collect() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        inbox.waiting(clock.instant())
                .ifPresent(waiting -> all.metricSnapshot(
                        gauge("credit_inbox_waiting", "Complete extracts that wait in the inbox", waiting)));
        GaugeSnapshot.Builder room = GaugeSnapshot.builder()
                .name("credit_room_bytes")
                .help("Room that is left where a folder of the service lies");
        inbox.room()
                .forEach((folder, bytes) -> room.dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(Labels.of("folder", folder))
                        .value(bytes)
                        .build()));
        all.metricSnapshot(room.build());
        deadline.state().ifPresent(state -> all.metricSnapshot(gauge(
                        "credit_load_late",
                        "Whether a load is late: 1 from a deadline that was missed until one is published, else 0",
                        state.lateSince() == null ? 0 : 1))
                .metricSnapshot(gauge(
                        "credit_load_deadline_timestamp_seconds",
                        "When a load has to be published next",
                        state.next().toEpochMilli() / MILLIS)));
        all.metricSnapshot(gauge(
                "credit_notifications_waiting", "Messages that are still to be told to somebody", courier.waiting()));
        return all.build();
    }

    private static GaugeSnapshot gauge(String name, String help, double value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
                .build();
    }
}
