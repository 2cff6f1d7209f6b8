package io.creditplatform.service;

import io.creditplatform.console.StopSignal;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.http.Containers;
import io.creditplatform.http.Tokens;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What answers over HTTP, where the settings want it. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    ConfigurationPropertiesAutoConfiguration.class,
    LifecycleAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class
})
@EnableWebMvc
class HttpServer {

    /** That follow jobs at once, each with a thread. */
    private static final int MOST_STREAMS = 16;

    private static final int THREADS = 40;

    /** How Spring has to be told of the settings. */
    static Map<String, Object> properties(HttpSettings settings) {
        return Containers.server(Map.ofEntries(
                Map.entry("server.address", settings.host()),
                Map.entry("server.port", settings.port()),
                Map.entry("spring.lifecycle.timeout-per-shutdown-phase", "5s"),
                Map.entry("server.tomcat.connection-timeout", "5s"),
                Map.entry("server.tomcat.threads.max", THREADS)));
    }

    @Bean
    FilterRegistrationBean<TokenGuard> tokenGuard(ServiceSettings settings) {
        Path file = settings.http().tokens();
        FilterRegistrationBean<TokenGuard> registration =
                new FilterRegistrationBean<>(new TokenGuard(file == null ? null : Tokens.read(file, Tokens.Use.JOBS)));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setAsyncSupported(true);
        return registration;
    }

    @Bean
    JobController jobController(
            Jobs jobs,
            ServiceSettings settings,
            DatabaseAddress address,
            Timetable timetable,
            DeadlineWatch deadline,
            StopSignal stop) {
        return new JobController(
                jobs,
                new JobRequests(new Roots(settings.http().roots())),
                new Records(address),
                timetable,
                deadline,
                stop);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTomcat() {
        return factory -> {
            // A body is what says what is wanted, never parameters of a form.
            factory.addConnectorCustomizers(connector -> connector.setParseBodyMethods(""));
            factory.addContextCustomizers(context -> {
                if (context.getParent() instanceof org.apache.catalina.core.StandardHost host) {
                    host.setErrorReportValveClass(ServiceProblemValve.class.getName());
                }
            });
        };
    }

    @Bean
    ThreadPoolTaskExecutor streams() {
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        executor.setThreadNamePrefix("events-");
        executor.setCorePoolSize(0);
        executor.setMaxPoolSize(MOST_STREAMS);
        executor.setQueueCapacity(0);
        return executor;
    }

    @Bean
    WebMvcConfigurer web(DatabaseAddress address, ThreadPoolTaskExecutor streams) {
        return new WebMvcConfigurer() {
            @Override
            public void configureAsyncSupport(AsyncSupportConfigurer configurer) {
                configurer.setTaskExecutor(streams).setDefaultTimeout(-1);
            }

            @Override
            public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
                resolvers.add(0, new ServiceProblems(address.database()));
            }
        };
    }
}
