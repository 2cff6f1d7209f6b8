package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.creditplatform.analytics.web.Endpoints.Endpoint;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.Refusal;
import io.creditplatform.testing.OwnServer;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Servers of one database answer alike, also the one beside a standby, which says how far behind it is and takes no changes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StandbyTest {

    private static final String REFUSAL =
            " is a standby, which repeats what its primary does and takes no changes of its own. Name the primary by --db or"
                    + " CREDIT_DB, then run this command again.\n";

    /** How long the standby's readers may hold up what it repeats: longer than any of these takes, also on a busy machine. */
    private static final String PATIENT = "10s";

    @TempDir
    private static Path folder;

    private OwnServer primary;
    private OwnServer standby;
    private CreditRunner credit;
    private DatabaseAddress copy;
    private TestServer server;
    private TestServer replica;
    private TestServer onStandby;

    @BeforeAll
    void startAll() throws IOException {
        primary = OwnServer.start(folder.resolve("primary"));
        primary.execute("CREATE DATABASE credit");
        credit = new CreditRunner(primary.address("credit"));
        ok(credit.importFolder(SampleData.folder("baseline")));
        standby = primary.standby(folder.resolve("standby"), Map.of("max_standby_streaming_delay", PATIENT));
        copy = standby.address("credit");
        server = TestServer.on(credit.address());
        replica = TestServer.on(credit.address());
        onStandby = TestServer.on(copy);
    }

    @AfterAll
    void stopAll() {
        onStandby.close();
        replica.close();
        server.close();
        standby.close();
        primary.close();
    }

    private static String ok(CreditRunner.Result result) {
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result.out();
    }

    private static List<String> states(DatabaseAddress address) {
        return TestDatabase.query(address, jdbc -> jdbc.sql("SELECT state FROM data_states ORDER BY part")
                .query(String.class)
                .list());
    }

    private void letReadersHoldUpTheStandby(String delay) {
        standby.execute("ALTER SYSTEM SET max_standby_streaming_delay = '" + delay + "'", "SELECT pg_reload_conf()");
    }

    private void awaitStandby() {
        List<String> now = states(credit.address());
        Awaitility.await("the standby has repeated it")
                .atMost(Duration.ofSeconds(60))
                .until(() -> states(copy).equals(now));
        onStandby.await("/api/loads", 200);
        server.await("/api/loads", 200);
        replica.await("/api/loads", 200);
    }

    private void assertAllAnswerAlike(List<Endpoint> endpoints) {
        awaitStandby();
        for (Endpoint endpoint : endpoints) {
            HttpResponse<String> expected = server.get(endpoint.example());
            for (TestServer other : List.of(replica, onStandby)) {
                other.await(endpoint.example(), expected.statusCode()); // what the primary tidies up may be in the way
                HttpResponse<String> got = other.get(endpoint.example());
                assertThat(got.body()).as(endpoint.example()).isEqualTo(expected.body());
                assertThat(got.headers().firstValue("ETag"))
                        .as(endpoint.example())
                        .isEqualTo(expected.headers().firstValue("ETag"));
            }
        }
    }

    @Test
    @Order(1)
    void serversOfOneDatabaseAnswerAlikeWhateverHappensToIt() {
        List<Endpoint> endpoints = Endpoints.of(server);
        ok(credit.run("check", "--as-of", "2025-10-01"));
        assertAllAnswerAlike(endpoints);
        ok(credit.importFolder(SampleData.folder("next-day")));
        assertAllAnswerAlike(endpoints);
        ok(credit.run("undo"));
        assertAllAnswerAlike(endpoints);
        ok(credit.run("db", "rollback", "--to", "v2"));
        ok(credit.run("db", "migrate"));
        assertAllAnswerAlike(endpoints);
    }

    @Test
    @Order(2)
    void standbyTakesNoChangesAndSaysWhere() {
        awaitStandby();
        CreditRunner reader = new CreditRunner(copy);
        for (String command : List.of(
                "import " + SampleData.folder("baseline"),
                "import --dry-run " + SampleData.folder("next-day"),
                "resume",
                "check",
                "undo",
                "prune",
                "db migrate",
                "db rebuild",
                "db verify",
                "db tag now",
                "db rollback --to v2")) {
            CreditRunner.Result refused = reader.run(command.split(" ", -1));
            assertThat(refused.exitCode()).as(command + refused.err()).isEqualTo(1);
            assertThat(refused.err()).as(command).isEqualTo("credit: " + copy + REFUSAL);
        }
        assertThat(ok(reader.run("loads"))).contains("COMPLETED");
        assertThat(ok(reader.run("history", "sellers", "1"))).isNotEmpty();
        assertThat(ok(reader.run("rejects"))).startsWith("credit_id,");
        ok(reader.run("db", "history"));
        assertThat(reader.run("check", "--load", "1").err()).contains("cannot be told by a standby");
    }

    @Test
    @Order(3)
    void standbySaysHowFarBehindItIs() throws IOException {
        ok(credit.importFolder(SampleData.folder("next-day")));
        awaitStandby();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> standbyOf(onStandby).path("seconds_behind").asLong(-1) == 0);
        assertThat(standbyOf(onStandby).get("connected").asBoolean()).isTrue();
        assertThat(standbyOf(onStandby).get("newest_change").asString()).endsWith("Z");
        assertThat(standbyOf(server).isMissingNode()).isTrue();
        assertThat(onStandby.get("/actuator/prometheus").body()).contains("database_standby_behind_seconds 0.0");
        assertThat(server.get("/actuator/prometheus").body()).contains("database_standby_behind_seconds NaN");
        assertThat(ok(new CreditRunner(copy).run("db", "status")))
                .containsPattern("standby {3}is 0 s behind \\(newest change repeated: .*Z\\)\\n")
                .contains("state     current");
        assertThat(ok(credit.run("db", "status"))).doesNotContain("standby");

        JsonNode past = ContractTest.problem(onStandby.get("/api/sellers?load=1"), 404);
        assertThat(past.get("detail").asString())
                .isEqualTo(
                        "The state after load 1 cannot be told by a standby, which lets nobody make the views that it"
                                + " takes. Ask its primary.");

        HttpResponse<String> before = onStandby.get("/api/sellers");
        primary.stop();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> !standbyOf(onStandby).get("connected").asBoolean());
        HttpResponse<String> alone = onStandby.get("/api/sellers");
        assertThat(alone.body()).isEqualTo(before.body());
        assertThat(alone.headers().firstValue("ETag"))
                .isEqualTo(before.headers().firstValue("ETag"));
        assertThat(ok(new CreditRunner(copy).run("db", "status")))
                .contains("; it does not receive from its primary now\n");
        primary.restart();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> standbyOf(onStandby).get("connected").asBoolean());
    }

    private static JsonNode standbyOf(TestServer server) {
        return server.json("/actuator/health")
                .path("components")
                .path("database")
                .path("details")
                .path("standby");
    }

    /** Whoever is in the way of what the primary has done is ended, here at once. */
    @Test
    @Order(4)
    void readerInTheWayOfTheReplayIsToldSo() throws SQLException {
        awaitStandby();
        letReadersHoldUpTheStandby("0");
        try (Connection reader = Database.open(copy, Database.Access.READ);
                Statement statement = reader.createStatement()) {
            CompletableFuture<Throwable> failure = CompletableFuture.supplyAsync(() -> catchThrowable(
                    () -> statement.executeQuery("SELECT pg_sleep(60) FROM (SELECT FROM leads LIMIT 1) l")));
            Awaitility.await()
                    .until(() -> TestDatabase.number(
                                    copy, "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
                            == 1);
            TestDatabase.query(credit.address(), this::lockLeads);
            Refusal refusal = Refusal.of(Database.POSTGRESQL, failure.join()).orElseThrow();
            assertThat(refusal.cause()).isEqualTo(Refusal.Cause.REPLAYED);
            letReadersHoldUpTheStandby(PATIENT);
            assertThat(refusal.explain(copy, "run this command again"))
                    .isEqualTo(copy
                            + " is a standby, and ended what was asked since its primary has changed what was being"
                            + " read. Have hot_standby_feedback turned on or max_standby_streaming_delay raised there if that"
                            + " happens often, then run this command again.");
        }
    }

    private int lockLeads(JdbcClient unused) {
        TestDatabase.execute(credit.address(), "BEGIN", "LOCK TABLE leads IN ACCESS EXCLUSIVE MODE", "COMMIT");
        return 0;
    }

    @Test
    @Order(5)
    void answersFitTogetherWhileTheStandbyRepeats() {
        awaitStandby();
        letReadersHoldUpTheStandby("0");
        List<String> paths = List.of(
                "/api/dashboard/stats", "/api/sellers?limit=1000", "/api/analytics/sellers", "/api/loads?limit=3");
        Map<String, String> answered = new TreeMap<>();
        CompletableFuture<Void> work = CompletableFuture.runAsync(() -> {
            ok(credit.run("undo"));
            ok(credit.importFolder(SampleData.folder("next-day")));
            ok(credit.run(
                    "db",
                    "rollback",
                    "--to",
                    "v2",
                    "--export-lost",
                    folder.resolve("lost").toString()));
            ok(credit.run("db", "migrate"));
        });
        int asked = 0;
        while (!work.isDone() || asked == 0) {
            for (String path : paths) {
                HttpResponse<String> answer = onStandby.get(path);
                if (answer.statusCode() == 200) {
                    String tag = answer.headers().firstValue("ETag").orElseThrow();
                    String before = answered.putIfAbsent(path + " " + tag, answer.body());
                    assertThat(answer.body()).as(path).isEqualTo(Objects.requireNonNullElse(before, answer.body()));
                } else {
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
                    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                }
                asked++;
            }
        }
        work.join();
        letReadersHoldUpTheStandby(PATIENT);
        assertAllAnswerAlike(Endpoints.of(server));
    }
}
