package io.creditplatform.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.console.Json;
import io.creditplatform.console.Stderr;
import io.creditplatform.console.StopSignal;
import io.creditplatform.database.DatabaseAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** A service that answers over HTTP on a free port of this machine, in this process, as `credit run` runs it. */
final class RunningService implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("Answering at (http://127.0.0.1:[0-9]+)[.]");

    private final HttpClient client = HttpClient.newHttpClient();
    private final StringWriter said = new StringWriter();
    private final StopSignal stop = StopSignal.silent();
    private final Thread thread;
    private final String root;

    /** One with these settings of HTTP, and others. */
    RunningService(Path home, DatabaseAddress address, String http, String others) {
        Path settings = home.resolve("credit.yaml");
        try {
            Files.createDirectories(home.resolve("inbox"));
            Files.writeString(settings, """
                    inbox: {folder: %1$s/inbox, archive: %1$s/archive, failed: %1$s/failed, every: 1s}
                    http: {enabled: true, port: 0, %2$s}
                    %3$s
                    """.formatted(home, http, others));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Service service = Service.of(settings, address);
        CommandLine commandLine = new CommandLine(new ServedInbox.Options()).setErr(new PrintWriter(said, true));
        thread = new Thread(() -> service.run(Stderr.of(commandLine), stop), "service under test");
        thread.start();
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> said.toString().contains("Waiting for extracts") || !thread.isAlive());
        Matcher answering = ADDRESS.matcher(said.toString());
        assertThat(answering.find()).as(said.toString()).isTrue();
        root = answering.group(1);
    }

    String root() {
        return root;
    }

    String said() {
        return said.toString();
    }

    /** A request with these headers, each a name and a value; a POST if there is a body. */
    HttpResponse<String> send(String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(root + path)).timeout(Duration.ofSeconds(60));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (body != null) {
            request.POST(HttpRequest.BodyPublishers.ofString(body));
            if (!String.join(",", headers).contains("Content-Type")) {
                request.header("Content-Type", "application/json");
            }
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        return Json.MAPPER.readTree(response.body());
    }

    /** A job as soon as it waits for nothing more. */
    JsonNode over(String job, String... headers) {
        JsonNode[] found = new JsonNode[1];
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
            found[0] = json(send(job, null, headers));
            return !found[0].path("ended_at").isNull();
        });
        return found[0];
    }

    @Override
    public void close() {
        stop.request();
        try {
            thread.join(60_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(thread.isAlive()).isFalse();
    }
}
