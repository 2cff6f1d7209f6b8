package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that take their time, more of them than would fit, leave the server to others. */
class SlowClientsTest {

    private static final int CLIENTS = 40;

    /** Enough that no buffer between server and client holds it. */
    private static final int ROWS = 200_000;

    private static final TestServer SERVER = TestServer.ofBaseline(Database.SQLITE);

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/sellers",
                "GET /nowhere",
                "GET /",
                "POST /api/sellers",
                "POST /actuator/health",
                "GET /actuator/info",
                "GET /actuator/health",
                "OPTIONS *",
                "TRACE /",
                "PUT /api;x"
            })
    void whoSendsABodySlowlyHasTheAnswerAtOnce(String request) throws IOException {
        for (String body : List.of(
                "Content-Length: 1000000\r\n\r\n",
                "Content-Length: 1000000\r\n\r\na=",
                "Transfer-Encoding: chunked\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\na=")) {
            List<Socket> slow = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                slow.add(send(
                        SERVER,
                        request + " HTTP/1.1\r\nHost: localhost\r\n" + "Content-Type: application/"
                                + (i % 2 == 0 ? "json" : "x-www-form-urlencoded") + "\r\nExpect: 100-continue\r\n"
                                + body));
            }
            assertThat(health(SERVER)).isEqualTo(200);
            for (Socket socket : slow) {
                // Tomcat reads no more than what came with the header, so the answer ends the connection.
                assertThat(read(socket))
                        .startsWith("HTTP/1.1 ")
                        .doesNotStartWith("HTTP/1.1 100")
                        .contains("Connection: close");
            }
        }
    }

    @Test
    void formsAreNoParameters() throws IOException {
        Socket socket = send(
                SERVER,
                "POST /api/sellers HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        + "Content-Length: 8\r\n\r\nlimit=1x");
        assertThat(read(socket)).startsWith("HTTP/1.1 405");
    }

    @Test
    void whoDoesNotFinishTheHeaderIsCutOff() throws Exception {
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            slow.add(send(SERVER, "GET /api/sellers HTTP/1.1\r\nHost: localhost\r\n"));
        }
        assertThat(health(SERVER)).isEqualTo(200);
        int sent = 0;
        // A byte a second never comes near the time that Tomcat lets pass between two.
        for (boolean open = true; open && sent < 60; sent++) {
            for (Socket socket : slow) {
                try {
                    socket.getOutputStream().write('x');
                } catch (IOException e) {
                    open = false;
                }
            }
            Thread.sleep(1000);
        }
        assertThat(sent).isLessThan(60);
        assertThat(health(SERVER)).isEqualTo(200);
    }

    @Test
    void whoDoesNotReadLeavesRoomForOthers(@TempDir Path folder) throws Exception {
        DatabaseAddress address = TestDatabase.copy(SERVER.address());
        TestDatabase.execute(
                address,
                "INSERT INTO leads (lead_id, seller_id, created_at, amount_minor, status, shipping_status, currency, load_id)"
                        + " WITH RECURSIVE n(i) AS (SELECT 1000000 UNION ALL SELECT i + 1 FROM n WHERE i < "
                        + (1_000_000 + ROWS)
                        + ") SELECT i, seller_id, created_at, amount_minor, status, shipping_status,"
                        + " currency, load_id FROM n JOIN (SELECT * FROM leads ORDER BY lead_id LIMIT 1) one");
        try (TestServer server = TestServer.on(address)) {
            List<Socket> slow = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                slow.add(send(server, "GET /api/leads?format=csv HTTP/1.1\r\nHost: localhost\r\n\r\n"));
            }
            // Only when all have their answers' beginning is it decided who holds the places of this client.
            List<String> answers = new ArrayList<>();
            for (Socket socket : slow) {
                answers.add(status(socket));
            }
            assertThat(answers).filteredOn("200"::equals).hasSize(8);
            assertThat(answers).filteredOn("503"::equals).hasSize(CLIENTS - 8);
            var refused = server.get("/api/leads?format=csv");
            ContractTest.problem(refused, 503);
            assertThat(refused.body()).contains("16 collections as CSV at once, 8 to one client");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(health(server)).isEqualTo(200);
            assertThat(server.get("/api/sellers").statusCode()).isEqualTo(200);
            for (Socket socket : slow) {
                socket.close();
            }
            await("places of clients that are gone are free again")
                    .atMost(Duration.ofSeconds(30))
                    .until(() ->
                            server.get("/api/leads?format=csv&market=nowhere").statusCode() == 200);
        }
    }

    /** Many requests on one connection, none of whose answers is read, and the page's files, which need no token. */
    @Test
    void healthAnswersWhenAllPlacesAreTaken(@TempDir Path folder) throws Exception {
        Path tokens = folder.resolve("tokens");
        TestServer.newToken(tokens);
        try (TestServer server = TestServer.guarded(SERVER.address(), tokens)) {
            for (int i = 0; i < 4 * CLIENTS; i++) {
                String pageAndBundle = Stream.of("/page/app/main.js", "/swagger-ui/swagger-ui-bundle.js")
                        .map(path -> "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .collect(Collectors.joining());
                send(server, pageAndBundle.repeat(20));
            }
            for (int i = 0; i < 5; i++) {
                assertThat(health(server)).isEqualTo(200);
            }
            close();
        }
    }

    private static int health(TestServer server) {
        return server.get("/actuator/health").statusCode();
    }

    private Socket send(TestServer server, String request) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(1024);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), URI.create(server.url("/")).getPort()));
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        sockets.add(socket);
        return socket;
    }

    /** The status that an answer begins with. */
    private static String status(Socket socket) throws IOException {
        String start =
                new String(socket.getInputStream().readNBytes("HTTP/1.1 200".length()), StandardCharsets.ISO_8859_1);
        return start.substring(start.indexOf(' ') + 1);
    }

    /** All that comes until the server closes the connection; it may do so bluntly, with bytes on the way that nobody reads. */
    private static String read(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        InputStream stream = socket.getInputStream();
        try {
            for (int b = stream.read(); b >= 0; b = stream.read()) {
                text.append((char) b);
            }
        } catch (java.net.SocketException e) {
            // The end as well.
        }
        return text.toString();
    }
}
