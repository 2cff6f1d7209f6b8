package io.creditplatform.analytics.web;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.http.Tokens;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real server at a free port of this machine, and a client that asks it. */
public final class TestServer implements AutoCloseable {

    /** The day that the tests' servers believe it to be. */
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2025-10-06T12:00:00Z"), ZoneOffset.UTC);

    private static final Clients EVERYBODY_HERE = new Clients(null, true, null, 0);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Map<Database, TestServer> OF_BASELINE = new EnumMap<>(Database.class);
    private static final Map<Database, TestServer> OF_CHECKED_BASELINE = new EnumMap<>(Database.class);

    private final DatabaseAddress address;
    private final ConfigurableApplicationContext context;
    private final String root;

    private TestServer(DatabaseAddress address, ConfigurableApplicationContext context) {
        this.address = address;
        this.context = context;
        this.root = "http://127.0.0.1:" + ServerStart.portOf(context);
    }

    /** A server for that database, whatever is in it. */
    public static TestServer on(DatabaseAddress address) {
        return on(address, EVERYBODY_HERE);
    }

    /** A server for that database that answers only to who shows a token of that file. */
    public static TestServer guarded(DatabaseAddress address, Path tokens) {
        return on(address, new Clients(Tokens.read(tokens, Tokens.Use.READ), true, null, 0));
    }

    /** A new token, which the file is made to hold. */
    public static String newToken(Path tokens) {
        return Tokens.add(tokens, "analyst", Tokens.Use.READ);
    }

    /** A server for that database that answers these clients. */
    static TestServer on(DatabaseAddress address, Clients clients) {
        return new TestServer(address, ServerStart.start(settings(address, clients)));
    }

    /** A server for that database with the beans that the build has written down, or with those that Spring finds. */
    static TestServer on(DatabaseAddress address, boolean writtenBeans) {
        return new TestServer(address, ServerStart.start(settings(address, EVERYBODY_HERE), writtenBeans));
    }

    private static ServerSettings settings(DatabaseAddress address, Clients clients) {
        return new ServerSettings(address, InetAddress.getLoopbackAddress(), 0, clients, CLOCK, Duration.ofSeconds(5));
    }

    /** The one server for a database with the extract {@code baseline}, which tests may only ask. */
    public static synchronized TestServer ofBaseline(Database database) {
        return OF_BASELINE.computeIfAbsent(database, kind -> on(TestDatabase.baseline(kind)));
    }

    /** The one server for a database with that extract and what the rules found in it, which tests may only ask. */
    static synchronized TestServer ofCheckedBaseline(Database database) {
        return OF_CHECKED_BASELINE.computeIfAbsent(database, kind -> {
            DatabaseAddress address = TestDatabase.baseline(kind);
            new CreditRunner(address).run("check", "--as-of", "2025-10-01");
            return on(address);
        });
    }

    /** The database that it answers from. */
    public DatabaseAddress address() {
        return address;
    }

    /** A part of the running server. */
    <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** What the running server's parts are, whether or not they have been made. */
    ConfigurableListableBeanFactory beans() {
        return context.getBeanFactory();
    }

    /** Has somebody told of what happens in the server. */
    void tell(ApplicationListener<?> listener) {
        context.addApplicationListener(listener);
    }

    /** The address of a path for other clients. */
    public String url(String path) {
        return root + path;
    }

    /** Sends a GET with headers, given as name and value in turn. */
    public HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, headers);
    }

    /** Waits until a path is answered with that status: a server notices within seconds that its database is another one. */
    void await(String path, int status) {
        Awaitility.await(path + " is answered with " + status)
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .until(() -> get(path).statusCode() == status);
    }

    /** Sends a request without a body, with headers given as name and value in turn. */
    public HttpResponse<String> send(String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The answer to a GET, as JSON, which it must be. */
    public JsonNode json(String path) {
        HttpResponse<String> response = get(path);
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " answered " + response.statusCode() + ": " + response.body());
        }
        return JsonMapper.shared().readTree(response.body());
    }

    @Override
    public void close() {
        context.close();
    }
}
