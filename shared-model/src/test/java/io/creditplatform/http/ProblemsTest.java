package io.creditplatform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.console.Json;
import io.creditplatform.database.Database;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.databind.JsonNode;

/** What clients get for each kind of failure, from a server that does nothing but fail. */
class ProblemsTest {

    private static final Problems PROBLEMS =
            new Problems(Database.SQLITE, "GET, HEAD, OPTIONS", "Accept what there is.");

    private static final Map<String, Exception> FAILURES = Map.of(
            "parameter", new InvalidParameterException("limit", "got 'x', expected a number"),
            "unknown", new NotFoundException("seller 7"),
            "crowded", new CrowdedException("Eight are answered already."),
            "unusable", new IllegalStateException(new UnavailableException("The database is missing.")),
            "method", new HttpRequestMethodNotSupportedException("PUT"),
            "nothing", new NoResourceFoundException(HttpMethod.GET, "/nothing", "nothing"),
            "busy", new IllegalStateException(new SQLException("[SQLITE_BUSY] busy", "", 5)),
            "bug", new IllegalStateException("SELECT secret FROM /etc/passwd"));

    @TempDir
    private static Path folder;

    private static Tomcat server;

    /** Fails as the path says. */
    private static final class Failing extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String kind = request.getRequestURI().substring(1);
            if (kind.equals("tomcat")) {
                response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            } else {
                PROBLEMS.resolveException(request, response, null, Objects.requireNonNull(FAILURES.get(kind)));
            }
        }
    }

    @BeforeAll
    static void startServer() throws LifecycleException {
        server = new Tomcat();
        server.setBaseDir(folder.toString());
        server.setPort(0);
        server.getConnector().setProperty("address", "127.0.0.1");
        ((StandardHost) server.getHost()).setErrorReportValveClass(ProblemValve.class.getName());
        var context = server.addContext("", folder.toString());
        Tomcat.addServlet(context, "failing", new Failing()).addMapping("/*");
        server.start();
    }

    @AfterAll
    static void stopServer() throws LifecycleException {
        server.stop();
        server.destroy();
    }

    private static HttpResponse<String> get(String kind) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + server.getConnector().getLocalPort() + "/" + kind);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            parameter | 400 | invalid-parameter
            unknown | 404 | not-found
            crowded | 503 | crowded
            unusable | 503 | database-unavailable
            method | 405 | method-not-allowed
            nothing | 404 | not-found
            busy | 503 | database-unavailable
            bug | 500 | internal-server-error
            """)
    void failuresAreProblemsOfTheirKind(String kind, int status, String type) throws Exception {
        HttpResponse<String> answer = get(kind);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(Problem.MEDIA_TYPE);
        JsonNode problem = Json.MAPPER.readTree(answer.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("type").asString()).isEqualTo("urn:credit-platform:problem:" + type);
        assertThat(answer.body()).doesNotContain("SELECT", "/etc", "SQLITE");
        assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 503);
        assertThat(answer.headers().firstValue("Allow").orElse(""))
                .isEqualTo(status == 405 ? "GET, HEAD, OPTIONS" : "");
        assertThat(problem.has("parameter")).isEqualTo(status == 400);
    }

    @Test
    void serverItselfSpeaksAlike() throws Exception {
        HttpResponse<String> answer = get("tomcat");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(Json.MAPPER.readTree(answer.body()).get("detail").asString())
                .isEqualTo("Method 'GET' is not allowed here, expected one of GET, HEAD, OPTIONS.");
        assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
    }
}
