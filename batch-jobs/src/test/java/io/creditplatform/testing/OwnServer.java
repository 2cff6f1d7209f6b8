package io.creditplatform.testing;

import io.creditplatform.database.DatabaseAddress;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;

/** A PostgreSQL server of a test's own, which it may stop, set up as it likes, and make a standby of. */
public final class OwnServer implements AutoCloseable {

    private final Path folder;
    private final int port;
    private EmbeddedPostgres process;
    private boolean running = true;

    private OwnServer(Path folder) throws IOException {
        this.folder = folder;
        this.port = freePort();
        this.process = run();
    }

    /** Starts a new one, whose data lie in a folder that is not there yet. */
    public static OwnServer start(Path folder) throws IOException {
        return new OwnServer(folder);
    }

    private EmbeddedPostgres run() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("fsync", "off")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .start();
    }

    /** Starts a copy of this one, which is stopped meanwhile, that repeats what this one does from then on. */
    public OwnServer standby(Path copy, Map<String, String> settings) throws IOException {
        stop();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(folder.relativize(file).toString()));
            }
        }
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwx------"));
        Files.createFile(copy.resolve("standby.signal"));
        StringBuilder lines = new StringBuilder("primary_conninfo = 'host=127.0.0.1 port=" + port
                + " user=postgres application_name=standby'\n" + "wal_retrieve_retry_interval = '200ms'\n");
        settings.forEach(
                (name, value) -> lines.append(name).append(" = '").append(value).append("'\n"));
        Files.writeString(copy.resolve("postgresql.auto.conf"), lines, StandardOpenOption.APPEND);
        restart();
        return new OwnServer(copy);
    }

    /** Has it be gone, with what it holds kept. */
    public void stop() throws IOException {
        running = false;
        process.close();
    }

    /** Has it be gone as by {@code pg_ctl -m immediate}: what is not on the disk by then is lost. */
    public void crash() throws IOException, InterruptedException {
        String pid = Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip();
        new ProcessBuilder("kill", "-QUIT", pid).start().waitFor();
        ProcessHandle.of(Long.parseLong(pid))
                .ifPresent(server -> server.onExit().join());
        stop();
    }

    /** Starts it anew at the same port. */
    public void restart() throws IOException {
        process = run();
        running = true;
    }

    /** Where it keeps what it holds and how it is set up. */
    public Path folder() {
        return folder;
    }

    public int port() {
        return port;
    }

    /** The address of one of its databases, for the role that may do everything. */
    public DatabaseAddress address(String database) {
        return DatabaseAddress.of("jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres");
    }

    /** Does something as the role that may do everything, outside of all databases of tests. */
    public void execute(String... statements) {
        try (Connection connection = process.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        try {
            if (running) {
                stop();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
