package io.creditplatform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.OwnServer;
import io.creditplatform.testing.Program;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Loads of the same night over processes of their own: two workers, a broker, and the import; and the server that they share. */
final class FaultyNights implements AutoCloseable {

    private static final int WORKERS = 2;
    private static final int MOST_PAUSE_MILLIS = 700;

    /** What can happen. */
    enum Fault {
        WORKER_KILLED,
        WORKER_STOPPED,
        WORKER_FROZEN,
        IMPORT_KILLED,
        BROKER_KILLED,
        SERVER_KILLED
    }

    private final Path folder;
    private final Random random;
    private final NightInParts night;
    private final OwnServer server;
    private final int port = TestWorker.freePort();
    private final List<Worker> workers = new ArrayList<>();
    private final List<Worker> frozen = new ArrayList<>();
    private final List<Process> all = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private Process broker;
    private int processes;

    FaultyNights(Path folder, Random random) throws IOException {
        this.folder = folder;
        this.random = random;
        this.night = new NightInParts(folder);
        this.server = OwnServer.start(folder.resolve("server"));
        server.execute("CREATE DATABASE before");
        DatabaseAddress before = server.address("before");
        NightInParts.importer(before, Workers.NONE).run(NightInParts.request(night.first()));
        // So that whatever happens, happens within parts.
        TestDatabase.execute(
                before,
                "CREATE FUNCTION be_slow() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN PERFORM pg_sleep(0.05); RETURN NEW; END'",
                "CREATE TRIGGER be_slow BEFORE UPDATE ON load_parts FOR EACH ROW EXECUTE FUNCTION be_slow()");
        this.broker = broker();
        begin();
    }

    /** Has a database as before the night, and as many workers as there shall be. */
    void begin() {
        wake();
        server.execute(
                "DROP DATABASE IF EXISTS night WITH (FORCE)",
                "CREATE DATABASE night TEMPLATE before STRATEGY FILE_COPY");
        replenish();
    }

    /** One that is still starting needs its database; any other one has to outlive whatever happens. */
    private void replenish() {
        for (Worker worker : List.copyOf(workers)) {
            if (!worker.process.isAlive()) {
                String said = SampleData.read(worker.output);
                assertThat(said).as("ended by itself").doesNotContain("Ready for parts");
                workers.remove(worker);
            }
        }
        while (workers.size() < WORKERS) {
            workers.add(new Worker());
        }
    }

    /** What was done in this night. */
    String story() {
        return story.toString();
    }

    /** Loads the night while these things happen; returns those that did before it was through. */
    List<Fault> run(List<Fault> faults) throws Exception {
        begin();
        story.clear();
        DatabaseAddress address = server.address("night");
        List<Fault> hit = new ArrayList<>();
        Load load = new Load(address, "import", night.second().toString(), "--max-reject-rate", "50%");
        for (Fault fault : faults) {
            if (!load.isStaging()) {
                break;
            }
            Thread.sleep(random.nextInt(MOST_PAUSE_MILLIS));
            story.add(fault.toString());
            load = inflict(fault, load, address);
            hit.add(fault);
        }
        if (random.nextBoolean() || frozen.containsAll(workers)) {
            wake();
        }
        load.awaitEnd();
        wake();
        night.assertSame(address, 2);
        return hit;
    }

    private void wake() {
        frozen.forEach(worker -> signal(worker.process, "CONT"));
        frozen.clear();
    }

    private Load inflict(Fault fault, Load load, DatabaseAddress address) throws Exception {
        switch (fault) {
            case WORKER_KILLED -> {
                workers.remove(random.nextInt(workers.size())).process.destroyForcibly();
                replenish();
            }
            case WORKER_STOPPED -> {
                workers.remove(random.nextInt(workers.size())).process.destroy();
                replenish();
            }
            case WORKER_FROZEN -> {
                Worker worker = workers.get(random.nextInt(workers.size()));
                boolean isFrozen = frozen.remove(worker);
                signal(worker.process, isFrozen ? "CONT" : "STOP");
                if (!isFrozen) {
                    frozen.add(worker);
                }
            }
            case BROKER_KILLED -> {
                broker.destroyForcibly().waitFor();
                broker = broker();
            }
            case IMPORT_KILLED -> {
                load.process.destroyForcibly().waitFor();
                return new Load(address, "resume");
            }
            case SERVER_KILLED -> {
                server.crash();
                server.restart();
                Program.Ended ended = Program.await(load.process, load.output);
                // Its end may have come before; else it says what it lost.
                assertThat(ended.exitCode()).as(ended.output()).isBetween(0, 1);
                if (ended.exitCode() == 1) {
                    assertThat(ended.output()).containsAnyOf(" was lost. ", "Cannot open the database ");
                }
                return new Load(address, "resume");
            }
        }
        return load;
    }

    /** One process that begins the load or goes on with it. */
    private final class Load {

        private final DatabaseAddress address;
        private final Process process;
        private final Path output = nextOutput();

        Load(DatabaseAddress address, String... command) {
            this.address = address;
            List<String> all = new ArrayList<>(List.of(command));
            all.addAll(List.of("--db", address.jdbcUrl(), "--broker", "tcp://127.0.0.1:" + port));
            process = start(output, all.toArray(String[]::new));
        }

        /** Waits until parts are being staged by its process; false if it ended before. */
        boolean isStaging() {
            String mine = "SELECT count(*) FROM BATCH_STEP_EXECUTION WHERE STEP_NAME = 'stage' AND STATUS = 'STARTED'"
                    + " AND JOB_EXECUTION_ID = (SELECT max(JOB_EXECUTION_ID) FROM BATCH_JOB_EXECUTION)";
            return Program.awaitWhileAlive(
                    process,
                    () -> TestDatabase.number(address, mine) > 0
                            && TestDatabase.number(address, "SELECT count(*) FROM load_parts WHERE is_done = 0") > 0);
        }

        void awaitEnd() {
            Program.awaitWhileAlive(process, () -> {
                replenish();
                return false;
            });
            Program.Ended ended = Program.await(process, output);
            assertThat(ended.exitCode()).as(ended.output()).isZero();
        }
    }

    /** A process that stages parts. */
    private final class Worker {

        private final Path output = nextOutput();
        private final Process process = start(
                output, "worker", "--db", server.address("night").jdbcUrl(), "--broker", "tcp://127.0.0.1:" + port);
    }

    private Process broker() {
        return known(Program.startClass(BrokerProcess.class, nextOutput(), String.valueOf(port)));
    }

    private Process start(Path output, String... arguments) {
        return known(Program.startFrom(
                "JAVA_TOOL_OPTIONS='-Dcredit.part-bytes=8000 -Dcredit.part-timeout=3' exec \"$@\"", output, arguments));
    }

    private Process known(Process process) {
        all.add(process);
        return process;
    }

    private Path nextOutput() {
        return folder.resolve("output-" + ++processes + ".txt");
    }

    private static void signal(Process process, String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        all.forEach(Process::destroyForcibly);
        server.close();
    }
}
