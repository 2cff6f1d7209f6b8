package io.creditplatform.http;

import java.util.HashMap;
import java.util.Map;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.support.EnvironmentPostProcessorApplicationListener;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/**
 * Spring's containers, set up by the program alone. Usually Spring Boot also looks for settings in variables, in system properties
 * and in files of the working folder: a {@code SERVER_ADDRESS} or {@code application.properties} that is meant for another program
 * would open a port to the world.
 */
public final class Containers {

    /** Of a request. */
    public static final int MOST_PARAMETERS = 50;

    /**
     * What a server of ours takes of a request, by the names of Spring's properties: they are asked questions, and a body is read by
     * whoever expects one. What was begun is answered when the server stops.
     */
    private static final Map<String, Object> OF_SERVERS = Map.of(
            "server.shutdown", "graceful",
            "server.max-http-request-header-size", "16KB",
            "server.tomcat.max-http-form-post-size", "1KB",
            "server.tomcat.max-swallow-size", "0",
            "server.tomcat.max-parameter-count", MOST_PARAMETERS);

    private Containers() {}

    /**
     * A container that is yet to be run.
     *
     * @param settings all that Spring is told, by the names of its properties
     * @param parts classes that say what is in it
     */
    public static SpringApplication of(Map<String, Object> settings, Class<?>... parts) {
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE); // the console has set it up
        System.setProperty("spring.backgroundpreinitializer.ignore", "true"); // waits for ever if it gets no thread
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install(); // Tomcat logs by the JDK's own
        SpringApplication application = new SpringApplication(parts);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setEnvironment(new OwnEnvironment(settings));
        application.setListeners(application.getListeners().stream()
                .filter(listener -> !(listener instanceof EnvironmentPostProcessorApplicationListener))
                .toList());
        return application;
    }

    /** The properties of a server: its own, beside those that all have. */
    public static Map<String, Object> server(Map<String, Object> own) {
        Map<String, Object> all = new HashMap<>(OF_SERVERS);
        all.putAll(own);
        return all;
    }

    private static final class OwnEnvironment extends StandardEnvironment {

        OwnEnvironment(Map<String, Object> settings) {
            super(new MutablePropertySources());
            getPropertySources().addFirst(new MapPropertySource("credit", settings));
        }

        @Override
        protected void customizePropertySources(MutablePropertySources sources) {
            // none but the program's
        }
    }
}
