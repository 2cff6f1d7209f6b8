package io.creditplatform.analytics.web;

import io.creditplatform.console.CommonOptions;
import io.creditplatform.console.ExitCode;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code credit serve}. */
@Command(
        mixinStandardHelpOptions = true,
        name = "serve",
        description = "Answers questions about the loaded data over HTTP until it is stopped. It only reads.",
        footer = {"", "Example: credit serve --port 8080"})
public final class ServeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "The port to listen at; 0 takes a free one (default: 8080).")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "The address to listen at (default: 127.0.0.1, which only this machine reaches).")
    private String host;

    @Override
    public Integer call() throws InterruptedException {
        ServerSettings settings = new ServerSettings(common.address(), Clock.systemUTC(), Duration.ofSeconds(5));
        try (ConfigurableApplicationContext server = start(settings, host, port)) {
            spec.commandLine().getOut().println("listening at http://" + host + ":" + portOf(server));
            spec.commandLine().getOut().flush();
            new CountDownLatch(1).await(); // a signal ends the process
        }
        return ExitCode.DONE;
    }

    /** Starts a server; closing it stops it. */
    static ConfigurableApplicationContext start(ServerSettings settings, String host, int port) {
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE); // the console has set it up
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        SpringApplication application = new SpringApplication(AnalyticsServer.class);
        application.setBannerMode(org.springframework.boot.Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.addInitializers(
                context -> ((GenericApplicationContext) context).registerBean(ServerSettings.class, () -> settings));
        application.setDefaultProperties(Map.of(
                "server.address", host,
                "server.port", port,
                "server.shutdown", "graceful"));
        return application.run();
    }

    static int portOf(ConfigurableApplicationContext server) {
        return Objects.requireNonNull(((WebServerApplicationContext) server).getWebServer())
                .getPort();
    }
}
