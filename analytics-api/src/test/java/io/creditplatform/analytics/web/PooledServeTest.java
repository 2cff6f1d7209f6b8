package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.SharedSession;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only reads goes by the pool in between as well as what loads: it works through one of sessions, and refuses one of transactions. */
class PooledServeTest {

    private static final DatabaseAddress SERVER = TestDatabase.fresh(Database.POSTGRESQL);
    private static final int PORT =
            URI.create(SERVER.jdbcUrl().substring("jdbc:".length())).getPort();

    @TempDir
    private Path folder;

    @BeforeAll
    static void load() {
        for (String sample : new String[] {"baseline", "next-day"}) {
            assertThat(new CreditRunner(SERVER)
                            .importFolder(SampleData.folder(sample))
                            .exitCode())
                    .isZero();
        }
    }

    private static DatabaseAddress through(SharedSession pool) {
        return DatabaseAddress.of(SERVER.jdbcUrl().replace(":" + PORT + "/", ":" + pool.port() + "/"));
    }

    @Test
    void poolOfTransactionsIsRefused() throws IOException {
        try (SharedSession pool = SharedSession.of(PORT, false)) {
            String url = through(pool).jdbcUrl();
            SecurityTest.Ended export =
                    SecurityTest.run("export", folder.resolve("out").toString(), "--db", url);
            assertThat(export.exitCode()).isEqualTo(1);
            assertThat(export.err())
                    .contains("is reached through a connection pool that hands each transaction to another session");
            assertThat(folder.resolve("out")).doesNotExist();
            SecurityTest.Ended serve = SecurityTest.run("serve", "--dry-run", "--port", "0", "--db", url);
            assertThat(serve.exitCode()).isEqualTo(1);
            assertThat(serve.err()).contains("would run, but not answer: The database cannot be opened.");
        }
    }

    @Test
    void poolOfSessionsIsAsGoodAsTheServer() throws IOException {
        try (SharedSession pool = SharedSession.of(PORT, true);
                TestServer server = TestServer.on(SERVER);
                TestServer pooled = TestServer.on(through(pool))) {
            for (String path : new String[] {"/api/sellers", "/api/sellers?load=1", "/api/credits?format=csv"}) {
                assertThat(pooled.get(path).statusCode()).as(path).isEqualTo(200);
                assertThat(pooled.get(path).body())
                        .as(path)
                        .isEqualTo(server.get(path).body());
                assertThat(pooled.get(path).headers().firstValue("ETag"))
                        .as(path)
                        .isEqualTo(server.get(path).headers().firstValue("ETag"));
            }
            SecurityTest.Ended export = SecurityTest.run(
                    "export",
                    folder.resolve("out").toString(),
                    "--db",
                    through(pool).jdbcUrl());
            assertThat(export.exitCode()).as(export.err()).isZero();
        }
    }
}
