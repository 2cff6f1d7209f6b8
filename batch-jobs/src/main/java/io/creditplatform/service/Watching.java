package io.creditplatform.service;

import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.http.LoadMetrics;
import io.creditplatform.http.MeterHelp;
import io.creditplatform.http.PartMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.jvm.JvmMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.system.SystemMetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.actuate.web.ServletManagementContextAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.actuate.endpoint.web.WebMvcHealthEndpointExtensionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What those see who watch the service: its health, part by part, and what Prometheus is told. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    ApplicationAvailabilityAutoConfiguration.class,
    EndpointAutoConfiguration.class,
    WebEndpointAutoConfiguration.class,
    JacksonEndpointAutoConfiguration.class,
    ManagementContextAutoConfiguration.class,
    ServletManagementContextAutoConfiguration.class,
    HealthContributorRegistryAutoConfiguration.class,
    HealthEndpointAutoConfiguration.class,
    AvailabilityProbesAutoConfiguration.class,
    WebMvcHealthEndpointExtensionAutoConfiguration.class,
    MetricsAutoConfiguration.class,
    PrometheusMetricsExportAutoConfiguration.class,
    CompositeMeterRegistryAutoConfiguration.class,
    ObservationAutoConfiguration.class,
    WebMvcObservationAutoConfiguration.class,
    JvmMetricsAutoConfiguration.class,
    SystemMetricsAutoConfiguration.class
})
class Watching {

    /** How Spring has to be told of it. */
    static Map<String, Object> properties() {
        return Map.of(
                "management.endpoints.web.exposure.include", "health,prometheus",
                "management.endpoint.health.probes.enabled", true,
                "management.endpoint.health.show-details", "always",
                "management.endpoint.health.group.readiness.include", "readinessState,database,schema,inbox",
                "management.metrics.distribution.slo.http.server.requests", "5ms,25ms,100ms,500ms,2s,10s");
    }

    @Bean
    HealthIndicator databaseHealthIndicator(DatabaseAddress address) {
        return ServiceHealth.ofDatabase(address);
    }

    @Bean
    HealthIndicator schemaHealthIndicator(DatabaseAddress address) {
        return ServiceHealth.ofSchema(address);
    }

    @Bean
    HealthIndicator inboxHealthIndicator(ServiceSettings settings, Clock clock) {
        return ServiceHealth.ofInbox(new InboxState(settings.inbox()), clock);
    }

    @Bean
    HealthIndicator roomHealthIndicator(ServiceSettings settings) {
        return ServiceHealth.ofRoom(new InboxState(settings.inbox()));
    }

    @Bean
    HealthIndicator deadlineHealthIndicator(DeadlineWatch deadline) {
        return ServiceHealth.ofDeadline(deadline);
    }

    @Bean
    HealthIndicator lastJobHealthIndicator(DatabaseAddress address, Clock clock) {
        return ServiceHealth.ofLastJob(new JobTable(address, clock));
    }

    @Bean
    MeterHelp meterHelp() {
        return new MeterHelp();
    }

    @Bean
    LoadMetrics loadMetrics(DatabaseAddress address, Clock clock, PrometheusRegistry registry) {
        LoadMetrics metrics = new LoadMetrics(new Records(address)::newestLoad, clock);
        registry.register(metrics);
        return metrics;
    }

    @Bean
    PartMetrics partMetrics(DatabaseAddress address, PrometheusRegistry registry) {
        PartMetrics metrics = new PartMetrics(new Records(address)::parts);
        registry.register(metrics);
        return metrics;
    }

    @Bean
    ServiceMetrics serviceMetrics(
            ServiceSettings settings,
            Clock clock,
            DeadlineWatch deadline,
            Courier courier,
            PrometheusRegistry registry) {
        ServiceMetrics metrics = new ServiceMetrics(new InboxState(settings.inbox()), clock, deadline, courier);
        registry.register(metrics);
        return metrics;
    }
}
