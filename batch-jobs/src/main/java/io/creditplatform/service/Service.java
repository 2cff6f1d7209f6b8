package io.creditplatform.service;

import io.creditplatform.audit.Actor;
import io.creditplatform.console.ExitCode;
import io.creditplatform.console.Stderr;
import io.creditplatform.console.StopSignal;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.file.OwnedFiles;
import io.creditplatform.http.Containers;
import io.creditplatform.http.Tokens;
import io.creditplatform.jobs.AuditedTokens;
import io.creditplatform.setting.Setting;
import io.creditplatform.text.Visible;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.WebServerException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The service: it takes in what arrives in the inbox, until it is stopped. */
public final class Service {

    /** The file that says the settings, where none is named. */
    public static final String FILE = SettingsFile.NAME;

    private final ServiceSettings settings;
    private final DatabaseAddress address;

    private Service(ServiceSettings settings, DatabaseAddress address) {
        this.settings = settings;
        this.address = address;
    }

    /**
     * A service with the settings of a file and of the environment.
     *
     * @param file null if there is none
     * @throws SettingsException if anything is wrong with them; names all of it
     */
    public static Service of(@Nullable Path file, DatabaseAddress address) {
        return new Service(
                SettingsCheck.settings(file, Setting.variables(SettingsFile.VARIABLES), address.database()), address);
    }

    /**
     * Makes a token with which jobs may be asked for over HTTP.
     *
     * @param name whose it is
     * @return the token, which is kept nowhere
     */
    public static String newToken(DatabaseAddress address, Path file, String name) {
        return new AuditedTokens(address, Actor.atCommandLine())
                .make(file, name, () -> Tokens.add(file, name, Tokens.Use.JOBS));
    }

    /** A file with all settings, each with what it means. */
    public static String example() {
        return SettingsExample.text();
    }

    /**
     * Runs it until a stop is requested.
     *
     * @return the exit code that says how it ended
     */
    public int run(Stderr stderr, StopSignal stop) {
        Path inbox = settings.inbox().folder().toAbsolutePath().normalize();
        try {
            if (!Files.exists(inbox)) {
                OwnedFiles.folder(inbox); // the one by default; another one has to be there
            }
            Optional<InboxLock> lock = InboxLock.on(inbox);
            if (lock.isEmpty()) {
                stderr.fail("another service works with the inbox " + Visible.of(inbox)
                        + ". Stop it first, or give this one an inbox of its own.");
                return ExitCode.BUSY;
            }
            InboxLock held = lock.get();
            try (held;
                    ConfigurableApplicationContext context = start(stderr, stop)) {
                if (context instanceof WebServerApplicationContext answering) {
                    String host = settings.http().host();
                    stderr.say("Answering at http://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                            + Objects.requireNonNull(answering.getWebServer()).getPort() + ".");
                }
                stderr.say("Waiting for extracts in " + Visible.of(inbox) + ", for " + address
                        + ". Ctrl-C or SIGTERM stops it.");
                boolean clean = context.getBean(Watch.class).run();
                stderr.say("Stopped.");
                return clean ? ExitCode.DONE : ExitCode.FAILED;
            }
        } catch (ApplicationContextException | WebServerException e) {
            if (!(e instanceof WebServerException) && !(e.getCause() instanceof WebServerException)) {
                throw e;
            }
            stderr.fail("cannot answer at " + Visible.of(settings.http().host()) + ", port "
                    + settings.http().port()
                    + ", expected an address of this machine, and a port that its user may take and no other program has."
                    + " http.host and http.port say which.");
            return ExitCode.FAILED;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot work with the inbox " + Visible.of(inbox), e);
        }
    }

    /**
     * Tells each target that this is a test, at once and once.
     *
     * @return the exit code that says whether all have got it
     */
    public int testNotify(Stderr stderr) {
        List<Target> targets = Target.of(settings.told());
        if (targets.isEmpty()) {
            stderr.fail("nobody is to be told, expected notify.webhooks or notify.command.program in " + FILE
                    + ", see docs/service.md.");
            return ExitCode.USAGE;
        }
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        Event test = new Event(
                "test " + now,
                Event.Kind.TEST,
                "this test of who is told",
                null,
                List.of("`credit run --test-notify` was called for " + address),
                "",
                now);
        boolean all = true;
        try {
            for (Target target : targets) {
                Optional<String> failure = target.tell(test);
                failure.ifPresentOrElse(
                        reason -> stderr.fail(target.name() + " could not be told: " + Visible.of(reason) + "."),
                        () -> stderr.say(target.name() + " was told."));
                all &= failure.isEmpty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILED;
        }
        return all ? ExitCode.DONE : ExitCode.FAILED;
    }

    private ConfigurableApplicationContext start(Stderr stderr, StopSignal stop) {
        boolean answers = settings.http().enabled();
        Map<String, Object> properties = new HashMap<>();
        List<Class<?>> parts = new ArrayList<>(List.of(ServiceConfiguration.class));
        if (answers) {
            properties.putAll(HttpServer.properties(settings.http()));
            properties.putAll(Watching.properties());
            parts.addAll(List.of(HttpServer.class, Watching.class));
        }
        SpringApplication application = Containers.of(properties, parts.toArray(Class<?>[]::new));
        application.setWebApplicationType(answers ? WebApplicationType.SERVLET : WebApplicationType.NONE);
        application.setRegisterShutdownHook(false); // the stop signal waits until all is done
        application.addInitializers(context -> {
            GenericApplicationContext beans = (GenericApplicationContext) context;
            beans.registerBean(ServiceSettings.class, () -> settings);
            beans.registerBean(DatabaseAddress.class, () -> address);
            beans.registerBean(Clock.class, Clock::systemUTC);
            // Whoever made it closes it, when everything has been said.
            beans.registerBean(StopSignal.class, () -> stop, definition -> definition.setDestroyMethodName(""));
            beans.registerBean(Stderr.class, () -> stderr);
        });
        return application.run();
    }
}
