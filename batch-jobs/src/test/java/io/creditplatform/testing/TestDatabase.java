package io.creditplatform.testing;

import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
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
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** An address at which there is an empty database (PostgreSQL) or none yet (SQLite). */
    public static DatabaseAddress fresh(Database database) {
        int number = COUNT.incrementAndGet();
        try {
            if (database == Database.SQLITE) {
                Path folder = Files.createTempDirectory(Path.of("target"), "db");
                return DatabaseAddress.of(folder.resolve("credit.db"));
            }
            try (Connection connection = Server.INSTANCE.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE test_" + number);
            }
            return DatabaseAddress.of(Server.INSTANCE.getJdbcUrl("postgres", "test_" + number));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
