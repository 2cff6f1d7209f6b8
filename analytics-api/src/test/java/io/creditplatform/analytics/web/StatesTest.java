package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.web.Endpoints.Endpoint;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.load.DataStates;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An entity tag stands for one body, on every server and for ever; and no body is of a state that has passed. */
class StatesTest {

    @TempDir
    private Path folder;

    /** All that servers answered, by address and entity tag. */
    private final Map<String, String> answered = new TreeMap<>();

    @ParameterizedTest
    @EnumSource
    void tagStandsForOneBodyWhateverHappensToTheDatabase(Database database) throws IOException {
        DatabaseAddress address = TestDatabase.baseline(database);
        CreditRunner credit = new CreditRunner(address);
        try (TestServer server = TestServer.on(address)) {
            List<Endpoint> endpoints = Endpoints.of(server);
            look(server, endpoints);
            ok(credit.run("check", "--as-of", "2025-10-01"));
            look(server, endpoints);
            ok(credit.importFolder(SampleData.folder("currencies")));
            look(server, endpoints);
            ok(credit.run("check", "--as-of", "2025-10-01"));
            look(server, endpoints);

            ok(credit.run(
                    "db",
                    "rollback",
                    "--to",
                    "v1",
                    "--export-lost",
                    folder.resolve("lost").toString()));
            ok(credit.run("db", "migrate"));
            look(server, endpoints);

            Path unfit = SampleData.copy("baseline", folder.resolve("unfit"));
            SampleData.write(unfit.resolve("sellers.csv"), "no,header,of,sellers\n1,2,3,4\n");
            assertThat(credit.importFolder(unfit).exitCode()).isEqualTo(1);
            look(server, endpoints);
            SampleData.append(unfit.resolve("leads.csv"), "x");
            assertThat(credit.run("resume").exitCode()).isEqualTo(1);
            look(server, endpoints);

            ok(credit.importFolder(SampleData.folder("next-day")));
            look(server, endpoints);
            ok(credit.run(
                    "db",
                    "rollback",
                    "--to",
                    "v2",
                    "--export-lost",
                    folder.resolve("more").toString()));
            ok(credit.run("db", "migrate"));
            look(server, endpoints);
            ok(credit.importFolder(SampleData.folder("currencies"), "--force"));
            look(server, endpoints);

            // Rows that other hands changed are answered of as soon as they are said to be right; so are figures.
            TestDatabase.execute(
                    address,
                    "UPDATE credits SET amount_minor = amount_minor + 100",
                    "UPDATE leads SET status = 'Confirmed'");
            ok(credit.run("db", "rebuild"));
            look(server, endpoints);
        }
    }

    /** Compares the answers of a server that keeps some, at this moment, with those of one that cannot have any yet. */
    private void look(TestServer server, List<Endpoint> endpoints) {
        server.await("/api/loads", 200);
        try (TestServer newcomer = TestServer.on(server.address())) {
            for (Endpoint endpoint : endpoints) {
                for (String address : addresses(endpoint)) {
                    HttpResponse<String> old = server.get(address);
                    HttpResponse<String> fresh = newcomer.get(address);
                    assertThat(old.statusCode()).as(address).isEqualTo(fresh.statusCode());
                    assertThat(old.body()).as(address).isEqualTo(fresh.body());
                    assertThat(old.headers().firstValue("ETag"))
                            .as(address)
                            .isEqualTo(fresh.headers().firstValue("ETag"));
                    old.headers().firstValue("ETag").ifPresent(tag -> {
                        String before = answered.putIfAbsent(address + " " + tag, old.body());
                        assertThat(old.body())
                                .as("%s under %s", address, tag)
                                .isEqualTo(Objects.requireNonNullElse(before, old.body()));
                    });
                }
            }
        }
    }

    private static List<String> addresses(Endpoint endpoint) {
        List<String> addresses = new ArrayList<>(List.of(endpoint.example()));
        if (endpoint.listing()) {
            addresses.add(endpoint.example() + "?format=csv");
        }
        if (endpoint.paged()) {
            addresses.add(endpoint.example() + "?limit=2");
        }
        return addresses;
    }

    @Test
    void fileThatTookTheDatabasesPlaceIsAnsweredFromAtOnce() throws IOException {
        DatabaseAddress address =
                TestDatabase.copy(TestServer.ofBaseline(Database.SQLITE).address());
        DatabaseAddress other = TestDatabase.copy(address);
        TestDatabase.execute(other, "UPDATE sellers SET seller_name = 'Restored' WHERE seller_id = 1");
        TestDatabase.execute(other, "PRAGMA wal_checkpoint(TRUNCATE)");
        try (TestServer server = TestServer.on(address);
                TestServer second = TestServer.on(address)) {
            HttpResponse<String> before = server.get("/api/sellers/1");
            assertThat(before.body()).doesNotContain("Restored");
            Path place = Objects.requireNonNull(address.file());
            Path former = folder.resolve("former.db");
            Files.move(place, former);
            Files.move(Objects.requireNonNull(other.file()), place);

            HttpResponse<String> after = server.get("/api/sellers/1", "If-None-Match", tag(before));
            assertThat(after.statusCode()).isEqualTo(200);
            assertThat(after.body()).contains("Restored");
            assertThat(tag(second.get("/api/sellers/1"))).isEqualTo(tag(after));

            Files.move(former, place, StandardCopyOption.REPLACE_EXISTING);
            HttpResponse<String> again = server.get("/api/sellers/1");
            assertThat(again.body()).isEqualTo(before.body());
            assertThat(tag(again)).isEqualTo(tag(before));
        }
    }

    /** As {@code cp backup.db credit.db} does it: the file stays the same one, and only what is in it is another database. */
    @Test
    void fileThatIsCopiedOverTheDatabaseIsAnsweredFromAtOnce() throws IOException {
        DatabaseAddress address =
                TestDatabase.copy(TestServer.ofBaseline(Database.SQLITE).address());
        Path place = Objects.requireNonNull(address.file());
        byte[] former = Files.readAllBytes(place);
        DatabaseAddress other = TestDatabase.copy(address);
        TestDatabase.execute(
                other,
                "UPDATE sellers SET seller_name = 'Restored' WHERE seller_id = 1",
                "UPDATE loads SET message = 'restored'"); // whatever is published is a state of its own
        TestDatabase.execute(other, "PRAGMA wal_checkpoint(TRUNCATE)");
        byte[] restored = Files.readAllBytes(Objects.requireNonNull(other.file()));
        try (TestServer server = TestServer.on(address);
                TestServer second = TestServer.on(address)) {
            HttpResponse<String> before = server.get("/api/sellers/1");
            assertThat(tag(second.get("/api/sellers/1"))).isEqualTo(tag(before));
            assertThat(before.body()).doesNotContain("Restored");
            for (int round = 1; round <= 3; round++) {
                Files.write(place, restored); // truncates it, and writes
                HttpResponse<String> after = server.get("/api/sellers/1", "If-None-Match", tag(before));
                assertThat(after.statusCode()).isEqualTo(200);
                assertThat(after.body()).contains("Restored");
                assertThat(tag(after)).isNotEqualTo(tag(before));
                assertThat(tag(second.get("/api/sellers/1"))).isEqualTo(tag(after));

                Files.write(place, former);
                HttpResponse<String> again = server.get("/api/sellers/1");
                assertThat(again.body()).isEqualTo(before.body());
                assertThat(tag(again)).isEqualTo(tag(before));
            }
        }
    }

    /** What comes after a backup that was taken back has the numbers of what came after it before. */
    @Test
    void loadAfterARestoredBackupIsNotTheOneThatWasLost() throws IOException {
        DatabaseAddress address = TestDatabase.baseline(Database.SQLITE);
        CreditRunner credit = new CreditRunner(address);
        Path backup = folder.resolve("backup.db");
        Files.copy(Objects.requireNonNull(address.file()), backup);
        try (TestServer server = TestServer.on(address)) {
            List<Endpoint> endpoints = Endpoints.of(server);
            look(server, endpoints);
            ok(credit.importFolder(SampleData.folder("next-day")));
            look(server, endpoints);
            Files.move(backup, address.file(), StandardCopyOption.REPLACE_EXISTING);
            look(server, endpoints);
            ok(credit.importFolder(SampleData.folder("currencies")));
            look(server, endpoints);
        }
    }

    /** Both are copies of one template, so only chance tells them apart. */
    @ParameterizedTest
    @EnumSource
    void noTwoDatabasesShareAState(Database database) {
        DatabaseAddress one = TestDatabase.none(database);
        DatabaseAddress other = TestDatabase.none(database);
        ok(new CreditRunner(one).run("db", "migrate"));
        ok(new CreditRunner(other).run("db", "migrate"));
        assertThat(states(one)).doesNotContainAnyElementsOf(states(other)).hasSize(DataStates.Part.values().length);
    }

    @ParameterizedTest
    @EnumSource
    void everyChangeOfALoadOrACheckRaisesItsPart(Database database) {
        DatabaseAddress address = TestDatabase.baseline(database);
        CreditRunner credit = new CreditRunner(address);
        ok(credit.run("check", "--as-of", "2025-10-01"));
        requireRaised(address, "loads", "UPDATE load_feeds SET rejected = rejected WHERE feed = 'leads'");
        requireRaised(address, "checks", "UPDATE quality_runs SET duration_ms = 1");
        requireRaised(address, "loads,rows", "UPDATE loads SET message = 'x' WHERE load_id = 1");
        requireRaised(address, "loads,rows", "UPDATE loads SET status = 'FAILED' WHERE load_id = 1");
        requireRaised(address, "loads", "UPDATE loads SET message = 'y' WHERE load_id = 1");
        requireRaised(address, "loads,rows", "UPDATE loads SET status = 'COMPLETED' WHERE load_id = 1");
        requireRaised(address, "checks,loads,rows", () -> credit.run("db", "rollback", "--to", "v2"));
        ok(credit.run("db", "migrate"));
        requireRaised(address, "loads", () -> credit.importFolder(SampleData.folder("next-day"), "--dry-run"));
        requireRaised(address, "loads,rows", () -> credit.importFolder(SampleData.folder("next-day")));
        requireRaised(address, "checks,loads,rows,service", () -> credit.run("db", "rebuild"));
        requireRaised(address, "", () -> credit.run("db", "rebuild", "--dry-run"));
    }

    private static void requireRaised(DatabaseAddress address, String parts, String change) {
        requireRaised(address, parts, () -> TestDatabase.execute(address, change));
    }

    private static void requireRaised(DatabaseAddress address, String parts, Runnable change) {
        Map<String, String> before = byPart(address);
        change.run();
        if (TestDatabase.query(address, StatesTest::hasNoStates)) {
            return; // the schema has none any more: what it will have is new
        }
        Map<String, String> after = byPart(address);
        List<String> raised = after.keySet().stream()
                .filter(part -> !Objects.equals(after.get(part), before.get(part)))
                .toList();
        assertThat(String.join(",", raised)).isEqualTo(parts);
    }

    private static boolean hasNoStates(JdbcClient jdbc) {
        return jdbc.sql("SELECT count(*) FROM DATABASECHANGELOG WHERE ID = '300-load-revision'")
                        .query(Integer.class)
                        .single()
                == 0;
    }

    private static Map<String, String> byPart(DatabaseAddress address) {
        return TestDatabase.query(address, jdbc -> {
            Map<String, String> states = new TreeMap<>();
            jdbc.sql("SELECT part, state FROM data_states").query(row -> {
                states.put(row.getString(1), row.getString(2));
            });
            return states;
        });
    }

    private static List<String> states(DatabaseAddress address) {
        return List.copyOf(byPart(address).values());
    }

    /** Its state changes while it is answered about, again and again. */
    @ParameterizedTest
    @EnumSource
    void loadsAreAnsweredAboutWhileOneRuns(Database database) throws Exception {
        DatabaseAddress address = TestDatabase.baseline(database);
        try (TestServer server = TestServer.on(address)) {
            server.get("/api/loads");
            Thread load = new Thread(() -> {
                for (int change = 0; change < 400; change++) {
                    TestDatabase.execute(
                            address, "UPDATE load_feeds SET rejected = rejected + 1, \"read\" = \"read\" + 1");
                }
            });
            load.start();
            int asked = 0;
            while (load.isAlive() || asked == 0) {
                for (String path : List.of("/api/loads", "/api/loads/1", "/api/loads?format=csv")) {
                    assertThat(server.get(path).statusCode()).as(path).isEqualTo(200);
                }
                asked++;
            }
            load.join();
        }
    }

    private static String tag(HttpResponse<String> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }

    private static void ok(CreditRunner.Result result) {
        assertThat(result.exitCode()).as(result.err()).isZero();
    }
}
