package io.creditplatform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.console.Console;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.Schema;
import io.creditplatform.jobs.broker.Broker;
import io.creditplatform.jobs.broker.BrokerAddress;
import io.creditplatform.jobs.broker.EmbeddedBroker;
import io.creditplatform.jobs.broker.PartMessage;
import io.creditplatform.setting.Setting;
import io.creditplatform.testing.OwnServer;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What workers of a load need goes away, or their database becomes another one: nothing is lost, nothing hangs. */
class WorkersGoneTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    private static Path folder;

    private static NightInParts night;

    private final BrokerAddress broker = BrokerAddress.of("embedded:" + TestWorker.freePort());
    private final BrokerAddress elsewhere = new BrokerAddress(broker.url(), false);
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void loadInOnePiece() {
        night = new NightInParts(folder);
    }

    @AfterEach
    void close() throws Exception {
        System.clearProperty(Setting.WORKER_TIMEOUT.key());
        System.clearProperty(Setting.BUSY_TIMEOUT.key());
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private <T extends AutoCloseable> T toClose(T resource) {
        open.add(resource);
        return resource;
    }

    private TestWorker worker(DatabaseAddress address, String name) {
        return toClose(new TestWorker(address, broker, name, worker -> {}));
    }

    private CompletableFuture<ImportOutcome> load(DatabaseAddress address) {
        CompletableFuture<ImportOutcome> load = CompletableFuture.supplyAsync(
                () -> NightInParts.importer(address, new Workers(1, 8_000, elsewhere))
                        .run(night.request()),
                work -> new Thread(work, "load").start());
        await().atMost(LONG)
                .until(() -> load.isDone() || TestDatabase.number(address, "SELECT count(*) FROM load_parts") > 0);
        return load;
    }

    private static long done(DatabaseAddress address) {
        return TestDatabase.number(address, "SELECT count(*) FROM load_parts WHERE is_done = 1");
    }

    /** Goes on with the load while a transaction has used a stage, and then tells of it, as that of a worker of before may do. */
    private CompletableFuture<ImportOutcome> loadBesideALateWorker(DatabaseAddress address) throws SQLException {
        try (Connection late = Database.open(address, Database.Access.WRITE);
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute("LOCK TABLE stage_2_leads IN ACCESS SHARE MODE");
            CompletableFuture<ImportOutcome> load = load(address);
            await().atMost(LONG)
                    .until(() -> load.isDone()
                            || TestDatabase.number(
                                            address,
                                            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                                    + " AND query LIKE 'DROP TABLE IF EXISTS stage_2_leads %'")
                                    > 0);
            assertThat(load).isNotDone();
            statement.execute("UPDATE load_feeds SET rejected = rejected WHERE load_id = 2");
            late.commit();
            return load;
        }
    }

    /** As by {@code pg_ctl -m immediate}: the stages are empty when it is there again, and what was said of them is kept. */
    @Test
    void workersOutliveTheServer() throws Exception {
        OwnServer server = toClose(OwnServer.start(folder.resolve("server")));
        server.execute("CREATE DATABASE night");
        DatabaseAddress address = server.address("night");
        NightInParts.importer(address, Workers.NONE).run(NightInParts.request(night.first()));
        TestDatabase.execute(
                address,
                "CREATE FUNCTION be_slow() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN PERFORM pg_sleep(0.1); RETURN NEW; END'",
                "CREATE TRIGGER be_slow BEFORE UPDATE ON load_parts FOR EACH ROW EXECUTE FUNCTION be_slow()");
        toClose(new EmbeddedBroker(broker));
        List<TestWorker> workers = List.of(worker(address, "one"), worker(address, "two"));
        CompletableFuture<ImportOutcome> load = load(address);
        await().atMost(LONG).until(() -> load.isDone() || done(address) > 3);
        assertThat(load).isNotDone();

        server.crash();
        Throwable failure = catchThrowable(load::join);
        assertThat(DatabaseFailure.explain(address, failure, "go on"))
                .contains("The connection to " + address + " was lost. See to the server, then go on.");
        server.restart();
        assertThat(TestDatabase.number(address, "SELECT count(*) FROM loads WHERE load_id = 2 AND status = 'STARTED'"))
                .isOne();

        night.assertSame(address, loadBesideALateWorker(address).join());
        for (TestWorker worker : workers) {
            assertThat(worker.run()).isNotDone();
            assertThat(worker.said())
                    .anyMatch(text -> text.startsWith(address + " is not there, trying again: "))
                    .anyMatch(text -> text.startsWith("Back at "));
        }
    }

    /** Neither lock_timeout nor idle_in_transaction_session_timeout ends a COPY whose client sends nothing more. */
    @Test
    void nobodyWaitsForOneThatIsFrozenInTheMidstOfAStatement() throws Exception {
        System.setProperty(Setting.BUSY_TIMEOUT.key(), "3000");
        DatabaseAddress address = night.before();
        toClose(new EmbeddedBroker(broker));
        CompletableFuture<ImportOutcome> load = load(address);
        Connection frozen = toClose(Database.open(address, Database.Access.WRITE));
        frozen.setAutoCommit(false);
        try (Statement statement = frozen.createStatement()) {
            statement.execute("INSERT INTO stage_2_leads_p1 (line) VALUES (1)");
        }
        worker(address, "sound");

        night.assertSame(address, load.get(LONG.toSeconds(), TimeUnit.SECONDS));
        assertThat(frozen.isValid(1)).isFalse();
    }

    /** The server has one table of the locks in all databases, and a copy's tables have the numbers of the original's. */
    @Test
    void whoWritesToACopyIsNotEnded() throws Exception {
        String stage = "stage_2_leads";
        DatabaseAddress original = night.before();
        TestDatabase.execute(original, "CREATE TABLE " + stage + " (line BIGINT)");
        DatabaseAddress copy = TestDatabase.copy(original);
        Connection writer = toClose(Database.open(copy, Database.Access.WRITE));
        writer.setAutoCommit(false);
        try (Statement statement = writer.createStatement()) {
            statement.execute("INSERT INTO " + stage + " VALUES (1)");
        }

        assertThat(ended(original, stage)).isZero();
        assertThat(writer.isValid(1)).isTrue();
        assertThat(ended(copy, stage)).isOne();
        assertThat(writer.isValid(1)).isFalse();
    }

    private static int ended(DatabaseAddress address, String stage) {
        return TestDatabase.query(address, jdbc -> jdbc.sql(Database.POSTGRESQL.endWriters(stage))
                        .query()
                        .listOfRows())
                .size();
    }

    /** Nobody is without a database for as long as it takes from one trouble to the next. */
    @Test
    void patienceBeginsAnewWithEachTrouble() throws Exception {
        System.setProperty(Setting.WORKER_TIMEOUT.key(), "2");
        System.setProperty(Setting.BUSY_TIMEOUT.key(), "500");
        DatabaseAddress address = night.before();
        toClose(new EmbeddedBroker(broker));
        TestWorker worker = worker(address, "patient");
        await().atMost(LONG).until(() -> !worker.said().isEmpty());
        Broker other = toClose(Broker.connect(elsewhere, TestDatabase.query(address, RemoteWorkers::queue)));
        Connection inTheWay = toClose(Database.open(address, Database.Access.WRITE));
        inTheWay.setAutoCommit(false);
        for (int trouble = 1; trouble <= 2; trouble++) {
            int expected = trouble;
            try (Statement statement = inTheWay.createStatement()) {
                statement.execute("LOCK TABLE loads IN ACCESS EXCLUSIVE MODE");
            }
            other.send(new PartMessage(Console.Version.ofProgram(), "nobody", 2, "leads", 1, 0, 1).text());
            other.done();
            await().atMost(LONG)
                    .until(() -> troubles(worker) == expected || worker.run().isDone());
            while (other.receive(Duration.ofMillis(100)) != null) {
                other.done();
            }
            inTheWay.rollback();
            Thread.sleep(2_500);
        }
        assertThat(worker.run()).isNotDone();
    }

    private static long troubles(TestWorker worker) {
        return worker.said().stream()
                .filter(text -> text.contains(" is not there, trying again: "))
                .count();
    }

    @Test
    void takingPartsAndGivingThemBackIsNoProgress() throws Exception {
        System.setProperty(Setting.WORKER_TIMEOUT.key(), "4");
        DatabaseAddress address = night.before();
        toClose(new EmbeddedBroker(broker));
        AtomicInteger given = new AtomicInteger();
        Broker blind = toClose(Broker.connect(elsewhere, TestDatabase.query(address, RemoteWorkers::queue)));
        CompletableFuture<ImportOutcome> load = load(address);
        long end = System.nanoTime() + LONG.toNanos();
        while (!load.isDone() && System.nanoTime() < end) {
            Broker.Taken taken = blind.receive(Duration.ofMillis(200));
            if (taken != null) {
                PartMessage message = PartMessage.of(taken.text());
                // As a worker does that does not see the folder: the part was its, and is offered anew.
                TestDatabase.execute(
                        address,
                        "UPDATE load_parts SET changed_at = now() AT TIME ZONE 'UTC', sent = sent + 1, message = 'Blind "
                                + given.incrementAndGet() + ".' WHERE feed = '" + message.feed() + "' AND part = "
                                + message.part());
                blind.done();
            }
        }

        ImportOutcome.Failed failed = (ImportOutcome.Failed) load.get(1, TimeUnit.SECONDS);
        assertThat(failed.message())
                .startsWith("No worker got on with any of ")
                .contains(" parts for 4 s. The last that was heard: ")
                .contains("Blind ")
                .endsWith("Start `credit worker --broker …`, then go on with `credit resume`.");
        assertThat(given).hasPositiveValue();
    }

    @Test
    void refusesADatabaseOfAnotherSchema() throws Exception {
        DatabaseAddress address = night.before();
        toClose(new EmbeddedBroker(broker));
        TestWorker worker = worker(address, "waiting");
        await().atMost(LONG).until(() -> !worker.said().isEmpty());
        TestDatabase.execute(
                address,
                "INSERT INTO databasechangelog (id, author, filename, dateexecuted, orderexecuted, exectype)"
                        + " VALUES ('999-later', 'x', 'x', now(), 9999, 'EXECUTED')");
        String obstacle = "The database " + address
                + " is newer than this program: it has 999-later, which this program does not know. Use the newer program.";

        var refused = new CreditRunner(address).run("worker", "--broker", elsewhere.url());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err().strip()).isEqualTo("credit: " + obstacle);

        Broker sending = toClose(Broker.connect(elsewhere, TestDatabase.query(address, RemoteWorkers::queue)));
        sending.send(new PartMessage(Console.Version.ofProgram(), "nobody", 2, "leads", 1, 0, 1).text());
        sending.done();
        assertThat(worker.run()).failsWithin(LONG).withThrowableThat().withMessageContaining(obstacle);
        assertThat(PartMessage.of(Objects.requireNonNull(sending.receive(LONG)).text())
                        .feed())
                .as("for others")
                .isEqualTo("leads");
        try (Connection connection = Database.open(address, Database.Access.READ)) {
            assertThat(Schema.of(address, connection).unknown()).containsExactly("999-later");
        }
    }
}
