package io.creditplatform.analytics.web;

import ch.qos.logback.classic.Level;
import io.creditplatform.console.CommonOptions;
import io.creditplatform.console.ExitCode;
import io.creditplatform.console.Stderr;
import io.creditplatform.file.OwnedFiles;
import io.creditplatform.file.SpecialFile;
import io.creditplatform.http.Tokens;
import io.creditplatform.text.Visible;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code credit serve}. */
@Command(
        mixinStandardHelpOptions = true,
        name = "serve",
        description = {
            "Answers questions about the loaded data over HTTP until it is stopped. It only reads.",
            "Without tokens, only this machine can ask. With --new-token it makes a token and does not serve."
        },
        footer = {"", "Example: credit serve --port 8080"})
public final class ServeCommand implements Callable<Integer> {

    private static final int GUESTS_REQUESTS_PER_SECOND = 100;

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
            description = "The address to listen at (default: 127.0.0.1, which only this machine reaches). "
                    + "Any other one needs --tokens or --no-auth.")
    private String host;

    @Option(
            names = "--tokens",
            paramLabel = "FILE",
            description = "Answer only to who shows one of the tokens in this file: Authorization: Bearer TOKEN. "
                    + "It is read at the start.")
    private @Nullable Path tokens;

    @Option(
            names = "--new-token",
            paramLabel = "NAME",
            description = "Add a new token to the file --tokens and print it, once.")
    private @Nullable String newToken;

    @Option(names = "--no-auth", description = "Answer to everybody who can reach the address.")
    private boolean noAuth;

    @Option(
            names = "--rate-limit",
            paramLabel = "N",
            description = "Requests a second that a client may send, twice as many at once; 0 for any number "
                    + "(default: 100, and any number where only this machine can ask).")
    private @Nullable Integer rateLimit;

    @Option(
            names = "--allow-origin",
            paramLabel = "ORIGIN",
            description =
                    "Let pages of this origin, such as https://bi.example.org, read answers in a browser (default: none).")
    private @Nullable String origin;

    @Option(names = "--access-log", description = "Log every request to stderr.")
    private boolean accessLog;

    @Option(
            names = "--dry-run",
            description =
                    "Start, answer one question, and stop: tells whether the server would run and answer like this.")
    private boolean dryRun;

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (newToken != null) {
            spec.commandLine().getOut().println(Tokens.add(tokensFile(newToken), newToken, Tokens.Use.READ));
            return ExitCode.DONE;
        }
        ServerSettings settings = settings();
        if (accessLog && LoggerFactory.getLogger(AccessLog.NAME) instanceof ch.qos.logback.classic.Logger logger) {
            logger.setLevel(Level.INFO);
        }
        try (ConfigurableApplicationContext server = ServerStart.start(settings)) {
            String root = root(settings, ServerStart.portOf(server));
            if (dryRun) {
                return tryOut(root, settings, server.getBean(AnalyticsDatabase.class));
            }
            spec.commandLine().getOut().println("listening at " + root);
            spec.commandLine().getOut().flush();
            new CountDownLatch(1).await(); // a signal ends the process
            return ExitCode.DONE;
        } catch (RuntimeException e) {
            if (causedBy(e, PortInUseException.class)) {
                Stderr.of(spec.commandLine())
                        .fail("port " + port + " of " + host + " is taken by another program."
                                + " End that one, or choose another port with --port.");
            } else if (causedBy(e, BindException.class)) {
                Stderr.of(spec.commandLine())
                        .fail("cannot listen at " + host + ", port " + port + ": expected an address of this machine,"
                                + " and a port that its user may take. `--host 127.0.0.1 --port 8080` is one.");
            } else {
                throw e;
            }
            return ExitCode.FAILED;
        }
    }

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
        return type.isInstance(failure) || (failure.getCause() != null && causedBy(failure.getCause(), type));
    }

    private ServerSettings settings() throws UnknownHostException {
        if (port < 0 || port > 65_535) {
            throw usage("Invalid value for option '--port': expected 0 to 65535, got " + port);
        } else if (rateLimit != null && rateLimit < 0) {
            throw usage("Invalid value for option '--rate-limit': expected 0 or more, got " + rateLimit);
        } else if (tokens != null && noAuth) {
            throw usage("--tokens and --no-auth exclude each other, expected one of them");
        } else if (origin != null && !origin.matches("https?://[^/*]+")) {
            throw usage(
                    "Invalid value for option '--allow-origin': expected an origin such as https://bi.example.org, got '"
                            + origin + "'");
        }
        InetAddress address;
        try {
            // It would be this machine, which a script that lost its variable does not mean.
            if (host.isBlank()) {
                throw new UnknownHostException();
            }
            address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw usage("Invalid value for option '--host': expected an address of this machine, got "
                    + Visible.quoted(host));
        }
        boolean onlyThisMachine = address.isLoopbackAddress();
        if (!onlyThisMachine && tokens == null && !noAuth) {
            throw usage(
                    "Other machines could ask at " + host + ", expected --tokens FILE, so that only who has a token is"
                            + " answered, or --no-auth, so that everybody is");
        }
        int requestsPerSecond = Objects.requireNonNullElse(rateLimit, onlyThisMachine ? 0 : GUESTS_REQUESTS_PER_SECOND);
        Clients clients = new Clients(
                tokens == null ? null : tokens(tokens), onlyThisMachine && tokens == null, origin, requestsPerSecond);
        return new ServerSettings(common.address(), address, port, clients, Clock.systemUTC(), Duration.ofSeconds(5));
    }

    private Tokens tokens(Path file) {
        try {
            Tokens read = Tokens.read(file, Tokens.Use.READ);
            if (OwnedFiles.isOpenToOthers(file)) {
                Stderr.of(spec.commandLine())
                        .say("Others than its owner may read the tokens' file. `chmod 600 " + Visible.of(file)
                                + "` ends that.");
            }
            return read;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (IOException | UncheckedIOException e) {
            throw usage("Invalid value for option '--tokens': expected a file that can be read, got "
                    + Visible.quoted(file.toString()) + ". `credit serve --new-token NAME --tokens FILE` makes one.");
        }
    }

    private Path tokensFile(String name) {
        if (tokens == null) {
            throw usage("--new-token needs --tokens FILE, expected the file to add the token to");
        } else if (!name.matches("[A-Za-z0-9._@-]+")) {
            throw usage(
                    "Invalid value for option '--new-token': expected letters, digits and . _ @ -, got '" + name + "'");
        }
        SpecialFile.findObstacle(tokens).ifPresent(obstacle -> {
            throw usage(obstacle + " with tokens");
        });
        return tokens;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Where it can be asked: as the user named it, unless clients would not understand, or are not answered at, that name. */
    private String root(ServerSettings settings, int boundPort) {
        boolean isName = !host.matches("[0-9.]+") && settings.clients().isName(host);
        String name = isName ? host : settings.host().getHostAddress();
        return "http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + boundPort;
    }

    /** Asks the server one question, and says whether it would have answered. */
    private int tryOut(String root, ServerSettings settings, AnalyticsDatabase database)
            throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(root + "/api/loads?limit=1"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        int status = response.statusCode();
        boolean wantsToken =
                status == HttpStatus.UNAUTHORIZED.value() && settings.clients().tokens() != null;
        Optional<String> obstacle = database.obstacle();
        if (obstacle.isEmpty() && (status == HttpStatus.OK.value() || wantsToken)) {
            spec.commandLine()
                    .getOut()
                    .println("would run; /api/loads answers " + status + (wantsToken ? " without a token" : ""));
            return ExitCode.DONE;
        }
        Stderr.of(spec.commandLine())
                .fail("would run, but not answer: "
                        + obstacle.orElse("/api/loads answers " + status + ": " + Visible.of(response.body())));
        return ExitCode.FAILED;
    }
}
