package io.creditplatform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.SharedSession;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pool that lends sessions for a transaction is refused before a lock stays behind in it; one that does not is as good as the server. */
class PoolTest {

    private static final Path PGBOUNCER = Path.of("/usr/sbin/pgbouncer");
    private static final String REFUSAL =
            " is reached through a connection pool that hands each transaction to another session, as PgBouncer does with"
                    + " pool_mode = transaction; locks and settings of a session would be lost or left behind there."
                    + " Give the server's own address, or have pool_mode = session, then run this command again.";

    @TempDir
    private Path folder;

    private static int port(DatabaseAddress server) {
        return URI.create(server.jdbcUrl().substring("jdbc:".length())).getPort();
    }

    private static CreditRunner through(int port, DatabaseAddress server) {
        return new CreditRunner(DatabaseAddress.of(server.jdbcUrl()
                .replaceFirst("localhost|127\\.0\\.0\\.1", "127.0.0.1")
                .replace(":" + port(server) + "/", ":" + port + "/")));
    }

    private static void assertRefusedAndNothingStaysBehind(CreditRunner pooled, DatabaseAddress server) {
        for (CreditRunner.Result refused : List.of(
                pooled.importFolder(SampleData.folder("baseline")),
                pooled.run("loads"),
                pooled.run("db", "status"),
                pooled.run("db", "migrate"))) {
            assertThat(refused.exitCode()).as(refused.err()).isEqualTo(1);
            assertThat(refused.err()).isEqualTo("credit: " + pooled.address() + REFUSAL + "\n");
        }
        assertThat(TestDatabase.number(server, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"))
                .isZero();
        assertThat(TestDatabase.number(server, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                .isZero();
    }

    @Test
    void lentSessionIsRefused() throws IOException {
        DatabaseAddress server = TestDatabase.none(Database.POSTGRESQL);
        try (SharedSession pool = SharedSession.of(port(server), false)) {
            assertRefusedAndNothingStaysBehind(through(pool.port(), server), server);
        }
    }

    @Test
    void sessionOfOnesOwnIsUsed() throws IOException {
        DatabaseAddress server = TestDatabase.none(Database.POSTGRESQL);
        try (SharedSession pool = SharedSession.of(port(server), true)) {
            assertThat(through(pool.port(), server)
                            .importFolder(SampleData.folder("baseline"))
                            .err())
                    .contains("Load 1 is published");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"transaction", "statement", "session"})
    void pgBouncerIsTakenForWhatItIs(String mode) throws Exception {
        assumeTrue(Files.isExecutable(PGBOUNCER), "no PgBouncer here: apt-get install pgbouncer");
        DatabaseAddress server = TestDatabase.none(Database.POSTGRESQL);
        int port = freePort();
        Path settings = Files.writeString(folder.resolve("pgbouncer.ini"), """
                [databases]
                * = host=127.0.0.1 port=%d user=postgres
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = %s
                server_round_robin = 1
                ignore_startup_parameters = extra_float_digits
                """.formatted(port(server), port, mode));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Process pool = start(settings);
        try {
            awaitListening(port, pool);
            CreditRunner pooled = through(port, server);
            if (mode.equals("session")) {
                assertThat(pooled.importFolder(SampleData.folder("baseline")).err())
                        .contains("Load 1 is published");
                assertThat(pooled.run("loads").out()).contains("COMPLETED");
                TestDatabase.execute(server, "CREATE SCHEMA \"Other desk\"");
                CreditRunner other = new CreditRunner(
                        DatabaseAddress.of(pooled.address().jdbcUrl() + "&currentSchema=%22Other%20desk%22"));
                assertThat(other.run("db", "migrate").out()).contains("state     current");
                assertThat(other.run("loads").out()).doesNotContain("COMPLETED");
                assertThat(other.run("db", "verify").out()).contains("every migration can be done");
                assertThat(other.run("db", "rollback", "--to", "v2").exitCode()).isZero();
                assertThat(pooled.run("db", "status").out()).contains("state     current");
            } else {
                assertRefusedAndNothingStaysBehind(pooled, server);
            }
        } finally {
            pool.destroy();
            assertThat(pool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** It will not run as root. */
    private Process start(Path settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(PGBOUNCER.toString(), settings.toString()));
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(0, List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private void awaitListening(int port, Process pool) throws Exception {
        for (int attempt = 0; attempt < 200; attempt++) {
            assertThat(pool.isAlive())
                    .as(Files.readString(folder.resolve("log")))
                    .isTrue();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).isTrue();
                return;
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        throw new IllegalStateException("PgBouncer does not listen");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
