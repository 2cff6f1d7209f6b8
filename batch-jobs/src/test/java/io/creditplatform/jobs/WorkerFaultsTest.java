package io.creditplatform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.Program;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: a worker frozen, one killed, the import killed and gone on with under workers that are still there. */
class WorkerFaultsTest {

    @TempDir
    private Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void theOutcomeIsThatOfOneReader() throws Exception {
        NightInParts night = new NightInParts(folder);
        DatabaseAddress address = night.before();
        int port = TestWorker.freePort();
        // So that whatever happens, happens within parts.
        TestDatabase.execute(
                address,
                "CREATE FUNCTION be_slow() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN PERFORM pg_sleep(0.1); RETURN NEW; END'",
                "CREATE TRIGGER be_slow BEFORE UPDATE ON load_parts FOR EACH ROW EXECUTE FUNCTION be_slow()");
        Process frozen = worker(address, port, "frozen");
        Process killed = worker(address, port, "killed");
        Process steady = worker(address, port, "steady");

        Process first = load(address, port, night, "first");
        awaitPartAt(first, address, frozen);
        signal(frozen, "STOP");
        awaitPartAt(first, address, killed);
        killed.destroyForcibly();
        long soFar = done(address);
        await(first, () -> done(address) >= soFar + 2);
        first.destroyForcibly().waitFor();
        long done = done(address);

        Process second = load(address, port, night, "second");
        Program.Ended ended = Program.await(second, folder.resolve("second.txt"));
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        signal(frozen, "CONT");
        signal(steady, "TERM");

        assertThat(done).isBetween(2L, 29L);
        night.assertSame(address, 2);
        Program.Ended stopped = Program.await(steady, folder.resolve("steady.txt"));
        assertThat(stopped.exitCode()).as(stopped.output()).isZero();
        assertThat(stopped.output()).contains(": staged part ").contains("Stopped.");
        // The server has ended its session meanwhile; the worker itself goes on.
        frozen.destroy();
        Program.Ended woken = Program.await(frozen, folder.resolve("frozen.txt"));
        assertThat(woken.exitCode()).as(woken.output()).isZero();
        assertThat(woken.output()).contains("Stopped.");
    }

    private Process worker(DatabaseAddress address, int port, String name) {
        return program(name, "worker", "--db", address.jdbcUrl(), "--broker", "tcp://127.0.0.1:" + port);
    }

    private Process load(DatabaseAddress address, int port, NightInParts night, String name) {
        return program(
                name,
                "import",
                night.second().toString(),
                "--max-reject-rate",
                "50%",
                "--db",
                address.jdbcUrl(),
                "--broker",
                "embedded:" + port);
    }

    private Process program(String name, String... arguments) {
        Process process = Program.startFrom(
                "JAVA_TOOL_OPTIONS='-Dcredit.part-bytes=8000 -Dcredit.part-timeout=3' exec \"$@\"",
                folder.resolve(name + ".txt"),
                arguments);
        processes.add(process);
        return process;
    }

    private void awaitPartAt(Process load, DatabaseAddress address, Process worker) {
        String atIt = "SELECT count(*) FROM load_parts WHERE is_done = 0 AND worker LIKE '%:" + worker.pid() + "'";
        await(load, () -> TestDatabase.number(address, atIt) > 0);
    }

    private void await(Process load, BooleanSupplier there) {
        assertThat(Program.awaitWhileAlive(load, there))
                .as(() -> SampleData.read(folder.resolve("first.txt")))
                .isTrue();
    }

    private static long done(DatabaseAddress address) {
        return TestDatabase.number(address, "SELECT count(*) FROM load_parts WHERE is_done = 1");
    }

    private static void signal(Process process, String signal) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
