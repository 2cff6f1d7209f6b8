package io.creditplatform.analytics.web;

import io.creditplatform.http.Containers;
import java.util.Map;
import java.util.Objects;
import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.SpringProperties;

/** Starts servers, each in a container of its own. */
final class ServerStart {

    private ServerStart() {}

    /** Starts a server; closing it stops it. */
    static ConfigurableApplicationContext start(ServerSettings settings) {
        return start(settings, WrittenBeans.areThere());
    }

    /** As {@link #start(ServerSettings)}, with the beans that the build has written down, or with those that Spring finds. */
    static ConfigurableApplicationContext start(ServerSettings settings, boolean written) {
        // Said either way: a system property of that name is meant for another program.
        SpringProperties.setProperty(AotDetector.AOT_ENABLED, String.valueOf(written));
        return application(settings).run();
    }

    /** A server that is yet to be run. */
    static SpringApplication application(ServerSettings settings) {
        SpringApplication application = Containers.of(properties(settings), AnalyticsServer.class);
        application.setMainApplicationClass(WrittenBeans.class);
        application.setLazyInitialization(true); // no answer needs what describes and watches the server
        // Not as a definition, which the build would have to write down.
        application.addInitializers(context -> context.getBeanFactory().registerSingleton("serverSettings", settings));
        return application;
    }

    private static Map<String, Object> properties(ServerSettings settings) {
        return Containers.server(Map.ofEntries(
                Map.entry("server.address", settings.host().getHostAddress()),
                Map.entry("server.port", settings.port()),
                Map.entry("spring.lifecycle.timeout-per-shutdown-phase", "10s"),
                // Not 100 as usual: whoever asks often need not connect anew so often.
                Map.entry("server.tomcat.max-keep-alive-requests", 10_000),
                Map.entry("server.tomcat.connection-timeout", "10s"),
                Map.entry("server.tomcat.threads.max", SparingProtocol.THREADS),
                Map.entry("management.endpoints.web.exposure.include", "health,info,prometheus"),
                Map.entry("management.endpoint.health.probes.enabled", true),
                Map.entry("management.endpoint.health.show-details", "always"),
                Map.entry("management.endpoint.health.group.readiness.include", "readinessState,database"),
                // Few buckets: each is kept for each endpoint, method and status.
                Map.entry("management.metrics.distribution.slo.http.server.requests", "5ms,25ms,100ms,500ms,2s,10s"),
                Map.entry("springdoc.api-docs.path", "/openapi.json")));
    }

    static int portOf(ConfigurableApplicationContext server) {
        return Objects.requireNonNull(((WebServerApplicationContext) server).getWebServer())
                .getPort();
    }
}
