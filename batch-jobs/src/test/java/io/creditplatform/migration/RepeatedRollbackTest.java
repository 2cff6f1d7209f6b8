package io.creditplatform.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.Program;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rollback that saves what it would lose can be killed at any step, and given again. */
class RepeatedRollbackTest {

    @TempDir
    private Path folder;

    private Path lost;
    private CreditRunner credit;

    /** All that would be lost: one amount in another currency. */
    private static final String SAVED = "credit_id,seller_id,amount,issue_date,due_date,status,currency\n3,";

    @BeforeEach
    void load() throws IOException {
        lost = folder.resolve("lost");
        credit = new CreditRunner(TestDatabase.fresh(Database.SQLITE));
        Path extract = SampleData.copy("baseline", folder.resolve("baseline"));
        Files.delete(extract.resolve("exchange_rates.csv"));
        assertThat(credit.importFolder(extract).exitCode()).isZero();
        execute("UPDATE credits SET currency = 'EUR' WHERE credit_id = 3");
        assertThat(credit.run("db", "rebuild").exitCode()).isZero();
    }

    private void execute(String statement) {
        TestDatabase.execute(credit.address(), statement);
    }

    private CreditRunner.Result rollBack() {
        return credit.run("db", "rollback", "--to", "v1", "--export-lost", lost.toString());
    }

    private void assertDoneAndSaved(CreditRunner.Result result) throws IOException {
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(credit.run("db", "status").out()).contains("version   v1");
        assertSaved();
    }

    private void assertSaved() throws IOException {
        try (Stream<Path> files = Files.list(lost)) {
            assertThat(files).containsExactly(lost.resolve("credits.csv"));
        }
        assertThat(lost.resolve("credits.csv"))
                .content()
                .startsWith(SAVED)
                .hasLineCount(2)
                .endsWith(",EUR\n");
    }

    @Test
    void killedWhileItSaves() throws IOException {
        String killed = "lost." + UUID.randomUUID();
        Path part = Files.createDirectory(folder.resolve(killed + ".part"));
        Files.writeString(part.resolve("credits.csv"), "credit_id,sel");
        Files.createFile(folder.resolve(killed + ".lock"));

        assertDoneAndSaved(rollBack());

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("lost", "baseline");
        }
    }

    @Test
    void endedBetweenSavingAndGoingBack() throws IOException {
        execute("CREATE VIEW own AS SELECT lead_id, currency FROM leads"); // keeps a column from being dropped
        CreditRunner.Result failed = rollBack();
        assertThat(failed.exitCode()).isEqualTo(1);
        assertSaved();
        execute("DROP VIEW own");

        assertDoneAndSaved(rollBack());
        assertDoneAndSaved(rollBack()); // killed when all was done but its words
    }

    @Test
    void whatWasSavedIsNotOverwrittenIfMoreWouldBeLostNow() throws IOException {
        execute("CREATE VIEW own AS SELECT lead_id, currency FROM leads");
        assertThat(rollBack().exitCode()).isEqualTo(1);
        execute("UPDATE credits SET currency = 'EUR' WHERE credit_id = 1");
        CreditRunner.Result refused = rollBack();
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("is not empty, expected a folder that is empty or not there yet");
        assertSaved();
    }

    @Test
    void killedForGood() throws IOException {
        Path output = folder.resolve("output");
        DatabaseAddress address = credit.address();
        Process process = Program.start(
                output,
                "db",
                "rollback",
                "--to",
                "v1",
                "--export-lost",
                lost.toString(),
                "--db",
                Objects.requireNonNull(address.file()).toAbsolutePath().toString());
        Program.awaitWhileAlive(process, () -> Files.exists(lost));
        process.destroyForcibly();
        Program.await(process, output);

        assertDoneAndSaved(rollBack());
    }
}
