package io.creditplatform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.console.Console;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.ingest.LoadParts;
import io.creditplatform.ingest.Loads;
import io.creditplatform.jobs.broker.Broker;
import io.creditplatform.jobs.broker.BrokerAddress;
import io.creditplatform.jobs.broker.EmbeddedBroker;
import io.creditplatform.jobs.broker.PartMessage;
import io.creditplatform.load.DataStates;
import io.creditplatform.load.LoadPart;
import io.creditplatform.setting.Setting;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Loads whose parts are staged by workers that a broker tells of them: the outcome is that of one reader, whatever happens. */
class WorkersTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    private static Path folder;

    private static NightInParts night;

    private DatabaseAddress address;
    private final BrokerAddress broker = BrokerAddress.of("embedded:" + TestWorker.freePort());
    private final List<TestWorker> workers = new ArrayList<>();

    @BeforeAll
    static void loadInOnePiece() {
        night = new NightInParts(folder);
    }

    @BeforeEach
    void copyDatabase() {
        address = night.before();
    }

    @AfterEach
    void stopWorkers() {
        workers.forEach(TestWorker::close);
        System.clearProperty(Setting.PART_TIMEOUT.key());
        System.clearProperty(Setting.WORKER_TIMEOUT.key());
    }

    private TestWorker worker(String name) {
        return worker(name, worker -> {});
    }

    private TestWorker worker(String name, Consumer<TestWorker> whenItSays) {
        TestWorker worker = new TestWorker(address, broker, name, whenItSays);
        workers.add(worker);
        return worker;
    }

    private CompletableFuture<ImportOutcome> load() {
        return load(broker);
    }

    private CompletableFuture<ImportOutcome> load(BrokerAddress by) {
        CompletableFuture<ImportOutcome> load = CompletableFuture.supplyAsync(
                () -> NightInParts.importer(address, new Workers(1, 30_000, by)).run(night.request()),
                work -> new Thread(work, "load").start());
        await().atMost(LONG).until(() -> load.isDone() || number("SELECT count(*) FROM load_parts") > 0);
        return load;
    }

    private String state() {
        return TestDatabase.query(address, jdbc -> jdbc.sql(DataStates.state(DataStates.Part.LOADS))
                .query(String.class)
                .single());
    }

    private long number(String sql) {
        return TestDatabase.number(address, sql);
    }

    @Test
    void workersStageWhatOneReaderWouldThoughOneStops() {
        TestWorker leaving = worker("leaving", self -> {
            if (self.staged() > 0) {
                self.stop();
            }
        });
        CompletableFuture<ImportOutcome> load = load();
        long parts = number("SELECT count(*) FROM load_parts");
        await().atMost(LONG).until(leaving.run()::isDone);
        TestWorker staying = worker("staying");

        night.assertSame(address, load.join());
        assertThat(parts).isGreaterThan(6);
        assertThat(leaving.staged()).isPositive();
        assertThat(leaving.staged() + staying.staged()).isEqualTo(parts);
    }

    @Test
    void aPartThatFailsEverywhereFailsTheLoadWhichGoesOnWhenItNoLongerDoes() {
        CompletableFuture<ImportOutcome> load = load();
        TestDatabase.execute(address, "ALTER TABLE stage_2_leads_p2 ADD CONSTRAINT spoilt CHECK (line < 0)");
        worker("first");
        worker("second");

        ImportOutcome.Failed failed = (ImportOutcome.Failed) load.join();
        assertThat(failed.message())
                .startsWith("Part 2 of leads failed 3 times. The last time: ")
                .contains("spoilt")
                .endsWith("See to it, then go on with `credit resume`.");
        assertThat(TestDatabase.number(address, "SELECT count(*) FROM load_parts"))
                .isPositive();
        CreditRunner.Result rehearsed = new CreditRunner(address).run("db", "verify");
        assertThat(rehearsed.exitCode()).as(rehearsed.out()).isZero();
        TestDatabase.execute(address, "ALTER TABLE stage_2_leads_p2 DROP CONSTRAINT spoilt");
        night.assertSame(address, load().join());
    }

    @Test
    void aWorkerThatDoesNotSeeTheSameFileGivesItsPartBack() throws IOException {
        CompletableFuture<ImportOutcome> load = load();
        Path file = night.second().resolve("sellers.csv");
        byte[] bytes = Files.readAllBytes(file);
        Files.writeString(file, new String(bytes, StandardCharsets.UTF_8).replace("GCC", "MEA"));
        TestWorker worker = worker("blind");
        await().atMost(LONG)
                .until(() -> worker.said().stream().anyMatch(text -> text.contains("gave part 1 of sellers back")));
        assertThat(number("SELECT tries FROM load_parts WHERE feed = 'sellers'"))
                .isZero();
        String said =
                TestDatabase.query(address, jdbc -> jdbc.sql("SELECT message FROM load_parts WHERE feed = 'sellers'")
                        .query(String.class)
                        .single());
        assertThat(said)
                .endsWith("sellers.csv is not the file that is being loaded: its digest differs."
                        + " Have the worker see the same folder.");
        assertThat(new CreditRunner(address).run("loads", "--limit", "1").out())
                .contains(" parts staged")
                .contains("part 1 of sellers was given back: ");
        Files.write(file, bytes);

        night.assertSame(address, load.join());
    }

    @Test
    void othersGoOnWhereAWorkerDiedOrFroze() throws Exception {
        System.setProperty(Setting.PART_TIMEOUT.key(), "2");
        CompletableFuture<ImportOutcome> load = load();
        String queue = TestDatabase.query(address, RemoteWorkers::queue);
        PartMessage frozen;
        try (Broker ofFrozen = Broker.connect(broker, queue)) {
            frozen = take(ofFrozen);
            String state = state();
            claim(frozen, "frozen");
            assertThat(state()).as("what kept answers rest on").isNotEqualTo(state);
            assertThat(new CreditRunner(address).run("loads", "--limit", "1").out())
                    .contains("      0 of " + number("SELECT count(*) FROM load_parts") + " parts staged")
                    .contains(
                            "      frozen: " + LoadParts.name(frozen.feed(), frozen.part()) + ", 0 rows so far, at 20");
            assertThat(
                            TestDatabase.query(address, jdbc -> new Loads(Database.POSTGRESQL, jdbc)
                                            .report(2)
                                            .parts())
                                    .stream()
                                    .filter(part -> part.state() == LoadPart.State.RUNNING))
                    .singleElement()
                    .satisfies(part -> {
                        assertThat(part.worker()).isEqualTo("frozen");
                        assertThat(part.name()).isEqualTo(LoadParts.name(frozen.feed(), frozen.part()));
                        assertThat(part.read()).isZero();
                        assertThat(part.tries()).isOne();
                    });
            try (Broker ofDead = Broker.connect(broker, queue)) {
                claim(take(ofDead), "dead");
            }
            worker("sound");
            night.assertSame(address, load.join());
        }
        try (WorkerSession session = WorkerSession.open(address, frozen.holder())) {
            assertThat(claimed(session, frozen, "frozen")).as("woken").isFalse();
        }
    }

    @Test
    void goesOnWhenTheBrokerIsStartedAgain() {
        System.setProperty(Setting.PART_TIMEOUT.key(), "2");
        CompletableFuture<ImportOutcome> load;
        try (EmbeddedBroker before = new EmbeddedBroker(broker)) {
            load = load(new BrokerAddress(broker.url(), false));
            TestWorker worker = worker("worker");
            await().atMost(LONG).until(() -> worker.staged() > 0);
            assertThat(before).isNotNull();
        }
        try (EmbeddedBroker after = new EmbeddedBroker(broker)) {
            night.assertSame(address, load.join());
            assertThat(after).isNotNull();
        }
        assertThat(workers.get(0).said()).anyMatch(text -> text.startsWith("Back at tcp://127.0.0.1:"));
    }

    private static PartMessage take(Broker broker) throws Exception {
        return PartMessage.of(Objects.requireNonNull(broker.receive(LONG)).text());
    }

    private void claim(PartMessage message, String name) {
        try (WorkerSession session = WorkerSession.open(address, message.holder())) {
            assertThat(claimed(session, message, name)).isTrue();
        }
    }

    private static boolean claimed(WorkerSession session, PartMessage message, String name) {
        return new LoadParts(
                        Database.POSTGRESQL,
                        JdbcClient.create(session.worker(name).dataSource()),
                        message.loadId())
                .claim(
                        message.feed(),
                        message.part(),
                        message.sent(),
                        false,
                        name,
                        name,
                        Clock.systemUTC().instant());
    }

    @Test
    void waitsForNobodyForEver() {
        System.setProperty(Setting.WORKER_TIMEOUT.key(), "1");
        ImportOutcome.Failed failed = (ImportOutcome.Failed) load().join();
        assertThat(failed.message())
                .matches("No worker got on with any of [0-9]+ parts for 1 s\\."
                        + " Start `credit worker --broker …`, then go on with `credit resume`\\.");
        night.assertSame(address, NightInParts.importer(address, Workers.NONE).run(night.request()));
    }

    @Test
    void refusesWhatIsOfAnotherVersionOrHolder() throws Exception {
        String queue = TestDatabase.query(address, RemoteWorkers::queue);
        try (EmbeddedBroker embedded = new EmbeddedBroker(broker);
                Broker sending = Broker.connect(broker, queue)) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> new EmbeddedBroker(broker))
                    .withMessageStartingWith("Cannot start a broker at tcp://127.0.0.1:");
            assertThat(embedded).isNotNull();
            sending.send("no part");
            sending.send(new PartMessage(Console.Version.ofProgram(), "nobody", 9, "leads", 1, 0, 1).text());
            sending.send(new PartMessage("0.9", "nobody", 2, "leads", 1, 0, 1).text());
            sending.done();
            TestWorker worker = worker("newer");
            assertThat(worker.run())
                    .failsWithin(LONG)
                    .withThrowableThat()
                    .withMessageContaining(
                            "This worker is of version " + Console.Version.ofProgram()
                                    + ", but the import of load 2 is of version 0.9, so it takes none of its parts. Start a worker of that version.");
            assertThat(worker.said()).contains("Left out a message that offers no part");
            assertThat(take(sending).version()).isEqualTo("0.9");
        }
    }

    @Test
    void takesNoAddressThatIsNoneOrIsOpenToOthers() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> BrokerAddress.of("http://x"))
                .withMessage(
                        "expected tcp://HOST:PORT, or embedded:PORT for a broker within this process, got 'http://x'");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> BrokerAddress.of("embedded:0.0.0.0:61616"))
                .withMessage("a broker on 0.0.0.0 is open to others, so set CREDIT_BROKER_USER and"
                        + " CREDIT_BROKER_PASSWORD, here and for each worker");
        assertThat(BrokerAddress.of("tcp://me:secret@x:1?password=secret")).hasToString("tcp://x:1");
    }
}
