package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The server beside a database that comes, changes and goes, and what it tells of itself. */
class OperationTest {

    @ParameterizedTest
    @EnumSource
    void saysWhyThereIsNoDatabaseAndGetsOverIt(Database database) {
        DatabaseAddress address = TestDatabase.none(database);
        try (TestServer server = TestServer.on(address)) {
            HttpResponse<String> response = server.get("/api/sellers");
            JsonNode problem = ContractTest.problem(response, 503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            assertThat(problem.get("detail").asString()).contains("`credit import DIR`");
            assertThat(server.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
            assertThat(server.get("/actuator/health/liveness").statusCode()).isEqualTo(200);

            new CreditRunner(address).importFolder(SampleData.folder("baseline"));
            server.await("/api/sellers", 200);
            assertThat(server.get("/actuator/health/readiness").body()).contains("schema_found", "schema_needed");
            String first =
                    server.get("/api/sellers").headers().firstValue("ETag").orElseThrow();
            assertThat(first).matches("\"1-[0-9a-f]+-json\"");

            new CreditRunner(address).importFolder(SampleData.folder("next-day"));
            HttpResponse<String> next = server.get("/api/sellers", "If-None-Match", first);
            assertThat(next.statusCode()).isEqualTo(200);
            assertThat(next.headers().firstValue("ETag").orElseThrow()).matches("\"2-[0-9a-f]+-json\"");

            TestDatabase.execute(address, "UPDATE DATABASECHANGELOG SET ID = '500-future' WHERE ID = '140-quality'");
            server.await("/api/sellers", 503);
            assertThat(ContractTest.problem(server.get("/api/sellers"), 503)
                            .get("detail")
                            .asString())
                    .contains("is newer than this program: it has 500-future");
        }
    }

    @Test
    void worksOutASmallCollectionOnceForAllItsPagesAndForms() {
        DatabaseAddress address = TestDatabase.baseline(Database.SQLITE);
        try (TestServer server = TestServer.on(address)) {
            String rates = "/api/analytics/approval-rates";
            JsonNode first = server.json(rates + "?limit=1");
            TestDatabase.execute(address, "UPDATE seller_metrics SET credits = 1000"); // behind the program's back

            JsonNode all = server.json(rates);
            assertThat(all.get("items").get(0)).isEqualTo(first.get("items").get(0));
            JsonNode rest = server.json(rates + "?after=" + first.get("next").asString());
            assertThat(rest.get("items").get(0)).isEqualTo(all.get("items").get(1));
            assertThat(server.get(rates + "?format=csv").body()).doesNotContain("000,");

            new CreditRunner(address).importFolder(SampleData.folder("next-day"));
            assertThat(server.json(rates).get("load_id").asInt()).isEqualTo(2);
            assertThat(server.json(rates)).isNotEqualTo(all);
        }
    }

    @Test
    void answersFromTheFileThatTookTheDatabasesPlace() throws IOException {
        DatabaseAddress address =
                TestDatabase.copy(TestServer.ofBaseline(Database.SQLITE).address());
        DatabaseAddress other = TestDatabase.copy(address);
        TestDatabase.execute(other, "UPDATE sellers SET seller_name = 'Restored' WHERE seller_id = 1");
        TestDatabase.execute(other, "UPDATE loads SET published_at = '2025-10-06 09:00:00.000000'");
        TestDatabase.execute(other, "PRAGMA wal_checkpoint(TRUNCATE)");
        try (TestServer server = TestServer.on(address)) {
            Files.move(
                    Objects.requireNonNull(other.file()),
                    Objects.requireNonNull(address.file()),
                    StandardCopyOption.REPLACE_EXISTING);
            Awaitility.await("the server reads the file that is there now").until(() -> server.json("/api/sellers/1")
                    .get("seller_name")
                    .asString()
                    .equals("Restored"));
        }
    }

    @Test
    void logSaysWhyTheDatabaseDidNotAnswer() {
        DatabaseAddress address =
                TestDatabase.copy(TestServer.ofBaseline(Database.SQLITE).address());
        PrintStream usual = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        try (TestServer server = TestServer.on(address)) {
            TestDatabase.execute(address, "PRAGMA foreign_keys = OFF", "DROP TABLE wallet_transactions");
            System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
            assertThat(ContractTest.problem(server.get("/api/wallet-transactions"), 503)
                            .get("detail")
                            .asString())
                    .isEqualTo("The database did not answer; the server's log says why.");
        } finally {
            System.setErr(usual);
        }
        assertThat(log.toString(StandardCharsets.UTF_8))
                .startsWith("WARN  The database did not answer: ")
                .contains("wallet_transactions")
                .doesNotContain("\tat ");
    }

    @Test
    @Timeout(60)
    void waitsForNoDatabaseLongerThanForAStatement() throws IOException {
        DatabaseAddress address = TestServer.ofBaseline(Database.SQLITE).address();
        try (AnalyticsDatabase locked = new AnalyticsDatabase(address, Duration.ofMillis(300))) {
            assertThat(JdbcClient.create(locked.dataSource())
                            .sql("PRAGMA busy_timeout")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(300);
        }
        try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
                AnalyticsDatabase dumb = new AnalyticsDatabase(
                        DatabaseAddress.of("jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/credit"),
                        Duration.ofMillis(300))) {
            assertThat(dumb.obstacle())
                    .hasValueSatisfying(words -> assertThat(words).contains("cannot be opened"));
        }
    }

    @Test
    void threadsOfThePoolBelongToNoRequest() {
        Thread here = Thread.currentThread();
        ClassLoader usual = here.getContextClassLoader();
        ClassLoader ofARequest = new ClassLoader(usual) {};
        here.setContextClassLoader(ofARequest);
        try (AnalyticsDatabase database =
                new AnalyticsDatabase(TestServer.ofBaseline(Database.SQLITE).address(), Duration.ofSeconds(5))) {
            JdbcClient.create(database.dataSource())
                    .sql("SELECT 1")
                    .query(Integer.class)
                    .single();
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().startsWith("readers"))
                    .isNotEmpty()
                    .noneMatch(thread -> thread.getContextClassLoader() == ofARequest);
        } finally {
            here.setContextClassLoader(usual);
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsWhatTakesTooLong(Database database) {
        DatabaseAddress address = TestServer.ofBaseline(database).address();
        try (AnalyticsDatabase short_ = new AnalyticsDatabase(address, Duration.ofMillis(300))) {
            JdbcClient jdbc = JdbcClient.create(short_.dataSource());
            Throwable failure = org.assertj.core.api.Assertions.catchThrowable(() -> jdbc.sql(
                            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900000000) SELECT max(i) FROM n")
                    .query(Long.class)
                    .single());
            assertThat(failure)
                    .hasStackTraceContaining(
                            database == Database.valueOf("SQLITE") ? "SQLITE_INTERRUPT" : "statement timeout");
            assertThat(jdbc.sql("SELECT 1").query(Long.class).single()).isEqualTo(1);
        }
    }

    @Test
    void tellsOfItself() {
        TestServer server = TestServer.ofBaseline(Database.SQLITE);
        server.get("/api/sellers");
        assertThat(server.get("/actuator/prometheus").body())
                .contains("http_server_requests_seconds_bucket")
                .contains("uri=\"/api/sellers\"");
        assertThat(server.get("/actuator/info").body()).contains("\"version\"");
        assertThat(server.get("/swagger-ui.html"))
                .satisfies(redirect -> assertThat(redirect.statusCode()).isEqualTo(302))
                .satisfies(redirect -> assertThat(redirect.headers().firstValue("Location"))
                        .as("a path, as a proxy needs it")
                        .contains("/swagger-ui/index.html"));
        JsonNode document = server.json("/openapi.json");
        JsonNode sellers = document.get("paths").get("/api/sellers").get("get");
        assertThat(sellers.get("parameters"))
                .extracting(parameter -> parameter.get("name").asString())
                .contains("market", "am_id", "limit", "after", "format");
        for (String path : document.get("paths").propertyNames()) {
            assertThat(document.get("paths").get(path).get("get").get("summary").asString())
                    .isNotBlank();
        }
    }
}
