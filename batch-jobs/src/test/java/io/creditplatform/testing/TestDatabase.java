package io.creditplatform.testing;

import static org.awaitility.Awaitility.await;

import io.creditplatform.audit.Actor;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.load.DataStates;
import io.creditplatform.migration.Migration;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Fresh databases of either kind. PostgreSQL is a real server, started once for all tests and ended with them. */
public final class TestDatabase {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabase() {}

    private static final class Server {

        private static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        // It looks at each database once a minute, with a process of its own, and there are hundreds.
                        .setServerConfig("autovacuum", "off")
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Databases, one of each kind, which new ones are copied from: to make one takes Liquibase, or a load, a second. */
    private static final class Template {

        private static final Template EMPTY = new Template(TestDatabase::migrated);
        private static final Template BASELINE = new Template(TestDatabase::loaded);

        private final Function<Database, DatabaseAddress> maker;
        private final Map<Database, DatabaseAddress> made = new EnumMap<>(Database.class);

        private Template(Function<Database, DatabaseAddress> maker) {
            this.maker = maker;
        }

        private synchronized DatabaseAddress copyOf(Database database) {
            return copy(made.computeIfAbsent(database, maker));
        }
    }

    private static DatabaseAddress migrated(Database database) {
        DatabaseAddress address = none(database);
        try (Connection connection = Database.open(address, Database.Access.WRITE)) {
            Migration.run(address, connection, Actor.atCommandLine());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return address;
    }

    private static DatabaseAddress loaded(Database database) {
        DatabaseAddress address = fresh(database);
        CreditRunner.Result loaded = new CreditRunner(address).importFolder(SampleData.folder("baseline"));
        if (loaded.exitCode() != 0) {
            throw new IllegalStateException(loaded.err());
        }
        return address;
    }

    /** An address at which there is a database with the schema and nothing in it. */
    public static DatabaseAddress fresh(Database database) {
        return raised(Template.EMPTY.copyOf(database));
    }

    /** A database of its own in which the sample {@code baseline} has been published, as load 1. */
    public static DatabaseAddress baseline(Database database) {
        return raised(Template.BASELINE.copyOf(database));
    }

    private static DatabaseAddress raised(DatabaseAddress address) {
        try (Connection connection = Database.open(address, Database.Access.WRITE)) {
            // Else all would be in the same state. That of the schema stays: it is what a load was published in.
            DataStates.raiseContent(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return address;
    }

    /** An address at which there is an empty database (PostgreSQL) or none yet (SQLite). */
    public static DatabaseAddress none(Database database) {
        DatabaseAddress address = unused(database);
        if (database != Database.SQLITE) {
            onServer("CREATE DATABASE " + name(address));
        }
        return address;
    }

    /** A database of its own with the content of another one, which nobody is connected to. */
    public static DatabaseAddress copy(DatabaseAddress original) {
        DatabaseAddress copy = unused(original.database());
        if (copy.database() == Database.SQLITE) {
            copyFiles(original, copy);
        } else {
            onServer("CREATE DATABASE " + name(copy) + " TEMPLATE " + name(original) + " STRATEGY FILE_COPY");
        }
        return copy;
    }

    private static DatabaseAddress unused(Database database) {
        try {
            return database == Database.SQLITE
                    ? DatabaseAddress.of(
                            Files.createTempDirectory(Path.of("target"), "db").resolve("credit.db"))
                    : DatabaseAddress.of(Server.INSTANCE.getJdbcUrl("postgres", "test_" + COUNT.incrementAndGet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Asks something about a database that its user left, perhaps by dying, without changing how the next one finds it. A
     * SQLite one is copied, since whoever opens it repairs it; a server is given the time to notice that the user is gone.
     */
    public static <T> T ofSnapshot(DatabaseAddress address, Function<DatabaseAddress, T> question) {
        if (address.database() != Database.SQLITE) {
            awaitUnused(address);
            return question.apply(address);
        }
        DatabaseAddress copy = copy(address);
        T answer = question.apply(copy);
        remove(copy);
        return answer;
    }

    private static void awaitUnused(DatabaseAddress address) {
        try (Connection connection = Server.INSTANCE.getPostgresDatabase().getConnection()) {
            JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            await(address + " is no longer in use")
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> jdbc.sql("SELECT count(*) FROM pg_stat_activity WHERE datname = ?")
                                    .param(name(address))
                                    .query(Long.class)
                                    .single()
                            == 0);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Ends the sessions of a PostgreSQL database from the server's side.
     *
     * @param crash whether to kill one instead, which makes the server restart; waits until it is there again
     */
    public static void endSessions(DatabaseAddress address, boolean crash) {
        if (!crash) {
            onServer("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name(address) + "'");
            return;
        }
        long pid;
        try (Connection connection = Server.INSTANCE.getPostgresDatabase().getConnection()) {
            pid = JdbcClient.create(new SingleConnectionDataSource(connection, true))
                    .sql("SELECT min(pid) FROM pg_stat_activity WHERE datname = ?")
                    .param(name(address))
                    .query(Long.class)
                    .single();
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        awaitServer();
    }

    private static void awaitServer() {
        await("the server is back")
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptionsInstanceOf(IllegalStateException.class) // it is still putting itself in order
                .untilAsserted(() -> onServer("SELECT 1"));
    }

    /** Makes sure that a SQLite file is whole and that no row's parent is missing. */
    public static void requireSound(DatabaseAddress address) {
        if (address.database() == Database.SQLITE
                && address.database().connections().exists(address)) {
            List<String> problems = new ArrayList<>(query(address, jdbc -> jdbc.sql("PRAGMA integrity_check")
                    .query(String.class)
                    .list()));
            problems.addAll(query(address, jdbc -> jdbc.sql("PRAGMA foreign_key_check")
                    .query(String.class)
                    .list()));
            if (!problems.equals(List.of("ok"))) {
                throw new IllegalStateException(address + " is damaged: " + problems);
            }
        }
    }

    /** Removes a database. */
    public static void remove(DatabaseAddress address) {
        if (address.database() != Database.SQLITE) {
            onServer("DROP DATABASE " + name(address) + " WITH (FORCE)");
            return;
        }
        Path folder = file(address).toAbsolutePath().getParent();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The database itself and what is not yet in there; the index of the latter dies with the processes that share it. */
    private static void copyFiles(DatabaseAddress from, DatabaseAddress to) {
        try {
            for (String suffix : List.of("", "-wal")) {
                Path file = Path.of(file(from) + suffix);
                if (Files.exists(file)) {
                    Files.copy(file, Path.of(file(to) + suffix));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(DatabaseAddress address) {
        return Objects.requireNonNull(address.file());
    }

    private static String name(DatabaseAddress address) {
        return address.jdbcUrl().replaceAll(".*/|\\?.*", "");
    }

    private static void onServer(String... statements) {
        try (Connection connection = Server.INSTANCE.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks a database something over a connection of its own. */
    public static <T> T query(DatabaseAddress address, Function<JdbcClient, T> question) {
        try (Connection connection = Database.open(address, Database.Access.READ)) {
            return question.apply(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The numbers that a query of one column gives. */
    public static List<Long> numbers(DatabaseAddress address, String sql) {
        return query(address, jdbc -> jdbc.sql(sql).query(Long.class).list());
    }

    /** The number that a query of one row and column gives. */
    public static long number(DatabaseAddress address, String sql) {
        return numbers(address, sql).get(0);
    }

    /** Changes a database behind the program's back. */
    public static void execute(DatabaseAddress address, String... statements) {
        try (Connection connection = Database.open(address, Database.Access.WRITE);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
