package io.creditplatform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What looks a database over can do so where it may not write, too. */
class WorkplaceTest {

    private Path folder = Path.of("set by the test");

    @AfterEach
    void thaw() throws IOException, InterruptedException {
        if (Files.isDirectory(folder)) {
            chattr("-i");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Makes the folder one where no file can be made, also for a superuser, whom rights do not hold back. */
    private void freeze() throws IOException, InterruptedException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));
        if (Files.isWritable(folder)) {
            chattr("+i");
        }
        assumeThat(Files.isWritable(folder))
                .as("whether a folder can be written to that is read-only and immutable")
                .isFalse();
    }

    private void chattr(String flag) throws InterruptedException {
        try {
            new ProcessBuilder("chattr", flag, folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            // There is no such command here.
        }
    }

    @Test
    void figuresAreComparedAndMigrationsRehearsedWhereNothingCanBeWritten() throws Exception {
        CreditRunner credit = new CreditRunner(TestDatabase.baseline(Database.SQLITE));
        TestDatabase.execute(credit.address(), "UPDATE seller_metrics SET leads = leads + 1 WHERE seller_id = 1");
        folder = Objects.requireNonNull(
                Objects.requireNonNull(credit.address().file()).toAbsolutePath().getParent());
        freeze();

        CreditRunner.Result compared = credit.run("db", "rebuild", "--dry-run");
        CreditRunner.Result verified = credit.run("db", "verify");

        assertThat(compared.exitCode()).as(compared.err()).isZero();
        assertThat(compared.out()).contains("wrong     ").contains("seller 1").contains("state     to be rebuilt");
        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(verified.out())
                .contains("derived           1 difference or more")
                .contains("state     every migration can be done, taken back and done again");
        CreditRunner.Result rebuilt = credit.run("db", "rebuild");
        assertThat(rebuilt.exitCode()).isEqualTo(1);
        assertThat(rebuilt.err()).contains(credit.address() + " is read-only for you.");

        Workplace copy = Workplace.of(credit.address());
        Path ofCopy = Objects.requireNonNull(copy.folder());
        assertThat(TestDatabase.number(copy.address(), "SELECT count(*) FROM sellers"))
                .isEqualTo(12);
        copy.close();
        assertThat(ofCopy).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void isTheDatabaseItselfWhereThatCanBeWrittenTo(Database database) {
        DatabaseAddress address = TestDatabase.fresh(database);
        try (Workplace itself = Workplace.of(address)) {
            assertThat(itself).isEqualTo(new Workplace(address, null));
        }
        assertThat(TestDatabase.number(address, "SELECT count(*) FROM sellers")).isZero();
    }
}
