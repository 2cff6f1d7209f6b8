package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditplatform.analytics.AnalyticsProgram;
import io.creditplatform.console.Console;
import io.creditplatform.database.Database;
import io.creditplatform.http.Tokens;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each hole that a server has by nature, tried. */
class SecurityTest {

    private static final TestServer OPEN = TestServer.ofBaseline(Database.SQLITE);

    @TempDir
    private Path folder;

    record Ended(int exitCode, String out, String err) {}

    static Ended run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Console.run(
                AnalyticsProgram.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true)),
                arguments);
        return new Ended(exitCode, out.toString(), err.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            serve --host 0.0.0.0                      | Other machines could ask at 0.0.0.0, expected --tokens FILE
            serve --host ::                           | Other machines could ask at ::, expected --tokens FILE
            serve --host no.such.host.invalid         | expected an address of this machine, got 'no.such.host.invalid'
            serve --port 65536                        | expected 0 to 65535, got 65536
            serve --rate-limit -1                     | expected 0 or more, got -1
            serve --allow-origin *                    | expected an origin such as https://bi.example.org, got '*'
            serve --no-auth --tokens pom.xml          | --tokens and --no-auth exclude each other
            serve --tokens pom.xml                    | pom.xml, line 1 is no token, expected a name, a blank and 64 hexadecimal digits
            serve --tokens no.such.file               | expected a file that can be read, got 'no.such.file'
            serve --tokens src                        | expected a file that can be read, got 'src'
            serve --new-token bi                      | --new-token needs --tokens FILE
            serve --new-token a/b --tokens x          | expected letters, digits and . _ @ -, got 'a/b'
            """)
    void whatWouldBeUnsafeDoesNotStart(String arguments, String message) {
        Ended ended = run(arguments.split(" "));
        assertThat(ended.err()).contains(message);
        assertThat(ended.exitCode()).isEqualTo(2);
    }

    @Test
    void helpHasAnExample() {
        assertThat(run("serve", "--help").out()).contains("Usage: credit serve", "Example: credit serve --port 8080");
    }

    @Test
    void takenPortIsExplained() throws IOException {
        try (var taken = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            Ended ended = run("serve", "--port", port, "--db", OPEN.address().jdbcUrl());
            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.err()).contains("port " + port + " of 127.0.0.1 is taken by another program.");
        }
    }

    @Test
    void tokensThatOthersMayReadAreWarnedOf() throws IOException {
        Path file = folder.resolve("tokens");
        assertThat(run("serve", "--new-token", "bi", "--tokens", file.toString())
                        .exitCode())
                .isZero();
        String[] serve = {
            "serve",
            "--dry-run",
            "--port",
            "0",
            "--tokens",
            file.toString(),
            "--db",
            OPEN.address().jdbcUrl()
        };
        assertThat(run(serve).err()).isEmpty();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Ended warned = run(serve);
        assertThat(warned.err())
                .isEqualTo("Others than its owner may read the tokens' file. `chmod 600 " + file + "` ends that."
                        + System.lineSeparator());
        assertThat(warned.exitCode()).isZero();
    }

    @Test
    void tokensAreKeptHashedAndOpenTheServer() throws IOException {
        Path file = folder.resolve("tokens");
        String first = run("serve", "--new-token", "bi", "--tokens", file.toString())
                .out()
                .strip();
        String second = run("serve", "--new-token", "ops", "--tokens", file.toString())
                .out()
                .strip();
        String forJobs = Tokens.add(file, "nightly", Tokens.Use.JOBS);
        assertThat(SampleData.read(file)).doesNotContain(first, second, forJobs);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        try (TestServer server =
                TestServer.on(OPEN.address(), new Clients(Tokens.read(file, Tokens.Use.READ), false, null, 0))) {
            for (String token : List.of(first, second)) {
                assertThat(server.get("/api/sellers", "Authorization", "Bearer " + token)
                                .statusCode())
                        .isEqualTo(200);
            }
            for (String path : List.of(
                    "/api/sellers",
                    "/api/loads/1",
                    "/openapi.json",
                    "/swagger-ui/../openapi.json",
                    "/swagger-ui/..%2Fopenapi.json",
                    "/actuator/prometheus",
                    "/actuator/info",
                    "/actuator",
                    "/api;a=b/sellers",
                    "/%61pi/sellers",
                    "//api/sellers",
                    "/actuator/health/../prometheus")) {
                var refused = server.get(path);
                assertThat(refused.statusCode()).as(path).isIn(400, 401);
                assertThat(refused.body()).doesNotContain("seller_id");
            }
            var refused = server.get("/api/sellers", "Authorization", "Bearer " + first.substring(1));
            ContractTest.problem(refused, 401);
            assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            ContractTest.problem(server.get("/api/sellers", "Authorization", "Basic " + first), 401);
            ContractTest.problem(server.send("POST", "/api/sellers"), 401);
            ContractTest.problem(server.get("/api/sellers", "Authorization", "Bearer " + forJobs), 401);
            for (String open : List.of(
                    "/actuator/health",
                    "/actuator/health/liveness",
                    "/actuator/health/readiness",
                    "/swagger-ui/index.html",
                    "/swagger-ui/swagger-initializer.js",
                    "/swagger-ui/swagger-ui-bundle.js")) {
                assertThat(server.get(open).statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void fileWithoutTokensOpensNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("tokens"), "# none yet\n\n");
        assertThatThrownBy(() -> Tokens.read(file, Tokens.Use.READ)).hasMessageContaining("holds no token");
    }

    @Test
    void pagesFromElsewhereCannotReadThroughABrowser() throws IOException {
        assertThat(raw("GET /api/sellers HTTP/1.1\r\nHost: evil.example.org\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421")
                .doesNotContain("seller_id");
        assertThat(raw("GET /api/sellers HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        var answer = OPEN.get("/api/sellers", "Origin", "https://evil.example.org");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        try (TestServer server = TestServer.on(OPEN.address(), new Clients(null, true, "https://bi.example.org", 0))) {
            assertThat(server.get("/api/sellers", "Origin", "https://bi.example.org")
                            .headers()
                            .firstValue("Access-Control-Allow-Origin"))
                    .contains("https://bi.example.org");
            assertThat(server.get("/api/sellers", "Origin", "https://bi.example.org")
                            .headers()
                            .allValues("Vary"))
                    .contains("Origin", "Accept");
            assertThat(server.get("/api/sellers", "Origin", "https://evil.example.org")
                            .headers()
                            .firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
            assertThat(server.send(
                                    "OPTIONS",
                                    "/api/sellers",
                                    "Origin",
                                    "https://bi.example.org",
                                    "Access-Control-Request-Method",
                                    "GET")
                            .statusCode())
                    .isEqualTo(204);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/sellers", "/api/nothing", "/actuator/health", "/swagger-ui/index.html"})
    void browsersAreToldToRunNothingForeign(String path) {
        var headers = OPEN.get(path).headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
    }

    @Test
    void whoAsksTooOftenWaits() {
        try (TestServer server = TestServer.on(OPEN.address(), new Clients(null, true, null, 1))) {
            var refused = server.get("/api/sellers");
            for (int i = 0; i < 50 && refused.statusCode() == 200; i++) {
                refused = server.get("/api/sellers");
            }
            ContractTest.problem(refused, 429);
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        }
    }

    @Test
    void allowanceComesBackWithTime() {
        AtomicLong now = new AtomicLong();
        RateLimit limit = new RateLimit(2, now::get);
        for (int i = 0; i < 4; i++) {
            assertThat(limit.admits("a")).isTrue();
        }
        assertThat(limit.admits("a")).isFalse();
        assertThat(limit.admits("b")).isTrue();
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(500));
        assertThat(limit.admits("a")).isTrue();
        assertThat(limit.admits("a")).isFalse();
    }

    @Test
    void requestsThatAreTooLargeAreRefused() throws IOException {
        String response = raw("GET /api/sellers?market=" + "x".repeat(20_000)
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(response).containsPattern("^HTTP/1.1 4[0-9][0-9]").doesNotContain("Tomcat", "seller_id");
        assertThat(raw("GET /api/sellers HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
                .containsPattern("^HTTP/1.1 4[0-9][0-9]");
        assertThat(raw("TRACE /api/sellers HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405")
                .contains("\r\nAllow: GET, HEAD, OPTIONS\r\n", "Method 'TRACE' is not allowed here");
        for (String refused : List.of(
                "nonsense\r\n\r\n",
                "GET /a%00b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
                "TRACE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /META-INF/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")) {
            assertThat(raw(refused))
                    .as(refused)
                    .contains(
                            "application/problem+json",
                            "X-Content-Type-Options: nosniff",
                            "X-Frame-Options: DENY",
                            "Content-Security-Policy: default-src 'none'");
        }
        assertThat(raw("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400").doesNotContain("Tomcat", "<html");
    }

    @Test
    void textThatASpreadsheetWouldRunIsGuarded() {
        var address = TestDatabase.copy(OPEN.address());
        TestDatabase.execute(address, "UPDATE sellers SET seller_name = '=1+1' WHERE seller_id = 1");
        try (TestServer server = TestServer.on(address)) {
            assertThat(server.get("/api/sellers?format=csv").body()).contains("1,'=1+1,");
            assertThat(server.json("/api/sellers/1").get("seller_name").asString())
                    .isEqualTo("=1+1");
        }
    }

    @Test
    void noRequestWrites() {
        long before = TestDatabase.number(OPEN.address(), "SELECT count(*) FROM sellers");
        OPEN.get("/api/sellers?market="
                + java.net.URLEncoder.encode("x'; DELETE FROM leads; --", StandardCharsets.UTF_8));
        assertThat(TestDatabase.number(OPEN.address(), "SELECT count(*) FROM sellers"))
                .isEqualTo(before);
        try (AnalyticsDatabase database = new AnalyticsDatabase(OPEN.address(), java.time.Duration.ofSeconds(5))) {
            var jdbc = org.springframework.jdbc.core.simple.JdbcClient.create(database.dataSource());
            assertThatThrownBy(() -> jdbc.sql("DELETE FROM leads").update()).hasStackTraceContaining("readonly");
        }
    }

    static String raw(String request) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(OPEN.url("/")).getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
