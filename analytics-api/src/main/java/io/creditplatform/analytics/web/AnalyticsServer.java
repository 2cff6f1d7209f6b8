package io.creditplatform.analytics.web;

import com.github.benmanes.caffeine.cache.Ticker;
import io.creditplatform.database.Database;
import io.creditplatform.database.Standby;
import io.creditplatform.http.LoadMetrics;
import io.creditplatform.http.MeterHelp;
import io.creditplatform.http.PartMetrics;
import io.creditplatform.http.ProblemValve;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.webmvc.core.configuration.MultipleOpenApiSupportConfiguration;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.info.InfoEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.jvm.JvmMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.system.SystemMetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.actuate.web.ServletManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.actuate.endpoint.web.WebMvcHealthEndpointExtensionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.validation.Validator;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** The server: the parts of Spring that it needs, by name, and every endpoint of the packages beside this one. */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    ConfigurationPropertiesAutoConfiguration.class,
    LifecycleAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    // what watches the server
    ApplicationAvailabilityAutoConfiguration.class,
    EndpointAutoConfiguration.class,
    WebEndpointAutoConfiguration.class,
    JacksonEndpointAutoConfiguration.class,
    ManagementContextAutoConfiguration.class,
    ServletManagementContextAutoConfiguration.class,
    InfoEndpointAutoConfiguration.class,
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
    SystemMetricsAutoConfiguration.class,
    // what describes it
    SpringDocConfigProperties.class,
    SpringDocConfiguration.class,
    SpringDocWebMvcConfiguration.class,
    MultipleOpenApiSupportConfiguration.class
})
@Import(DescriptionWhenAsked.class)
@EnableWebMvc
@ComponentScan("io.creditplatform.analytics")
class AnalyticsServer {

    @Bean
    AnalyticsDatabase database(ServerSettings settings) {
        return new AnalyticsDatabase(settings.database(), settings.statementLimit());
    }

    @Bean
    Database kind(AnalyticsDatabase database) {
        return database.kind();
    }

    @Bean(destroyMethod = "")
    DataSource dataSource(AnalyticsDatabase database) {
        return database.dataSource();
    }

    @Bean
    JdbcClient jdbc(AnalyticsDatabase database) {
        return JdbcClient.create(database.dataSource());
    }

    @Bean
    PublishedQuery published(AnalyticsDatabase database) {
        return new PublishedQuery(new JdbcTemplate(database.dataSource()), database::file);
    }

    @Bean
    Answers sentAnswers(AnalyticsDatabase database, PublishedQuery published) {
        return new Answers(database, published);
    }

    @Bean
    DatabaseHealth databaseHealthIndicator(AnalyticsDatabase database) {
        return new DatabaseHealth(database);
    }

    @Bean
    MeterBinder secondsBehindPrimary(AnalyticsDatabase database) {
        return meters -> Gauge.builder(
                        "database.standby.behind",
                        () -> database.standby().map(Standby::secondsBehind).orElse(null))
                .baseUnit("seconds")
                .description("How far the database is behind its primary; not a number if it is no standby")
                .register(meters);
    }

    @Bean
    MeterHelp meterHelp() {
        return new MeterHelp();
    }

    /** Asked at each scrape, over one of the connections that the queries use. Nobody needs it whom a request makes. */
    @Bean
    @Lazy(false)
    LoadMetrics loadMetrics(AnalyticsDatabase database, ServerSettings settings, PrometheusRegistry registry) {
        LoadMetrics metrics = new LoadMetrics(database::newestLoad, settings.clock());
        registry.register(metrics);
        return metrics;
    }

    @Bean
    @Lazy(false)
    PartMetrics partMetrics(AnalyticsDatabase database, PrometheusRegistry registry) {
        PartMetrics metrics = new PartMetrics(database::parts);
        registry.register(metrics);
        return metrics;
    }

    @Bean
    InfoContributor build() {
        return info -> info.withDetail("version", Version.ofTheProgram())
                .withDetail("java", Runtime.version().toString());
    }

    @Bean
    FilterRegistrationBean<AccessLog> accessLog() {
        return first(new AccessLog(), 0);
    }

    @Bean
    FilterRegistrationBean<Gate> gate(ServerSettings settings) {
        Clients clients = settings.clients();
        return first(new Gate(clients, new RateLimit(clients.requestsPerSecond(), Ticker.systemTicker())), 1);
    }

    /** Behind what watches the requests, which stands behind the gate. */
    @Bean
    FilterRegistrationBean<AskedAgain> askedAgain(Answers answers) {
        return first(new AskedAgain(answers), 2);
    }

    private static <T extends jakarta.servlet.Filter> FilterRegistrationBean<T> first(T filter, int place) {
        FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + place);
        return registration;
    }

    /** A key may have a slash or a backslash in it, which is written %2F or %5C, and is no end of a part of the path then. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> slashesInKeys() {
        return factory -> factory.addConnectorCustomizers(connector -> {
            connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
            connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        });
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> slowClients() {
        return factory -> {
            factory.setProtocol(SparingProtocol.class.getName());
            factory.addConnectorCustomizers(connector -> connector.setParseBodyMethods(""));
        };
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTomcat() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof org.apache.catalina.core.StandardHost host) {
                host.setErrorReportValveClass(ProblemValve.class.getName());
            }
        });
    }

    @Bean
    Parameters parameters(PublishedQuery published) {
        return new Parameters(published);
    }

    /** Before Spring's own, which would come first otherwise and read parameters in their lenient way. */
    @Bean
    SmartInitializingSingleton parametersFirst(RequestMappingHandlerAdapter adapter, Parameters parameters) {
        return () -> {
            List<HandlerMethodArgumentResolver> resolvers = new ArrayList<>(List.of(parameters));
            resolvers.addAll(Objects.requireNonNull(adapter.getArgumentResolvers()));
            adapter.setArgumentResolvers(resolvers);
        };
    }

    @Bean
    WebMvcConfigurer web(AnalyticsDatabase database, Answers answers, Parameters parameters) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(parameters);
            }

            /** None of a library: {@link Parameters} checks what is asked for. */
            @Override
            public Validator getValidator() {
                return Validator.forType(Void.class, (value, errors) -> {});
            }

            /** For what is sent, not for whatever the libraries here could write, which takes a while to set up. */
            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
                converters
                        .disableDefaults()
                        .addCustomConverter(new ByteArrayHttpMessageConverter())
                        .withStringConverter(new StringHttpMessageConverter())
                        .withJsonConverter(new JacksonJsonHttpMessageConverter());
            }

            @Override
            public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
                handlers.add(answers);
            }

            @Override
            public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
                resolvers.add(0, new AnswerProblems(database.kind()));
            }
        };
    }
}
