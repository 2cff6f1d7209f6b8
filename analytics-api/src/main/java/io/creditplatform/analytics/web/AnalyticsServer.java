package io.creditplatform.analytics.web;

import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.format.FormatterRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The server: the parts of Spring that it needs, by name, and every endpoint of the packages beside this one. */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class})
@EnableWebMvc
@ComponentScan("io.creditplatform.analytics")
class AnalyticsServer {

    @Bean
    AnalyticsDatabase database(ServerSettings settings) {
        return new AnalyticsDatabase(settings.database(), settings.statementLimit());
    }

    @Bean
    JdbcClient jdbc(AnalyticsDatabase database) {
        return JdbcClient.create(database.dataSource());
    }

    @Bean
    PublishedQuery published(JdbcClient jdbc) {
        return new PublishedQuery(jdbc);
    }

    @Bean
    WebMvcConfigurer web(ServerSettings settings, AnalyticsDatabase database, PublishedQuery published) {
        return new WebMvcConfigurer() {
            @Override
            public void addFormatters(FormatterRegistry registry) {
                Values.register(registry);
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new Parameters());
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new Values(settings.clock()));
            }

            @Override
            public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
                handlers.add(new Answers(database, published));
            }

            @Override
            public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
                resolvers.add(0, new Problems());
            }
        };
    }
}
