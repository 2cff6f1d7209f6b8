package io.creditplatform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.console.Progress;
import io.creditplatform.console.StopSignal;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.jobs.broker.BrokerAddress;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** An import that waits for workers holds the database as any other does. */
class TwoImportsTest {

    private static final Path EXTRACT = SampleData.folder("baseline");

    @Test
    void secondOneIsRefusedWhateverBrokerItNames() {
        DatabaseAddress address = TestDatabase.fresh(Database.POSTGRESQL);
        CreditRunner credit = new CreditRunner(address);
        StopSignal stop = StopSignal.silent();
        int port = TestWorker.freePort();
        Workers workers = new Workers(1, 2_000, BrokerAddress.of("embedded:" + port));
        CompletableFuture<ImportOutcome> first = CompletableFuture.supplyAsync(
                () -> NightInParts.importer(address, workers, stop, Progress.NONE)
                        .run(new ImportRequest(EXTRACT, Set.of(), new BigDecimal("0.5"), null, false, false)),
                work -> new Thread(work, "first").start());
        await().atMost(Duration.ofMinutes(2))
                .until(() -> first.isDone() || TestDatabase.number(address, "SELECT count(*) FROM load_parts") > 0);
        long parts = TestDatabase.number(address, "SELECT count(*) FROM load_parts");

        for (String[] options : new String[][] {
            {},
            {"--workers", "2"},
            {"--broker", "embedded:" + TestWorker.freePort()},
            {"--broker", "embedded:" + port},
            {"--broker", "tcp://127.0.0.1:" + port}
        }) {
            CreditRunner.Result second = credit.importFolder(EXTRACT, options);
            assertThat(second.exitCode())
                    .as(String.join(" ", options) + ": " + second.err())
                    .isEqualTo(4);
        }
        assertThat(parts).isPositive();
        assertThat(TestDatabase.number(address, "SELECT count(*) FROM load_parts"))
                .isEqualTo(parts);

        stop.request();
        assertThat(first.join()).isInstanceOf(ImportOutcome.Stopped.class);
        CreditRunner.Result resumed = credit.importFolder(EXTRACT, "--max-reject-rate", "50%");
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(TestDatabase.number(address, "SELECT count(*) FROM loads")).isOne();
        assertThat(TestDatabase.number(address, "SELECT count(*) FROM load_parts"))
                .isZero();
    }
}
