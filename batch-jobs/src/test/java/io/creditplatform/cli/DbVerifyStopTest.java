package io.creditplatform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.console.ExitCode;
import io.creditplatform.console.StopSignal;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.TestDatabase;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rehearsal, which takes long where there are many rows, ends at its next stop, and leaves nothing of its copy. */
class DbVerifyStopTest {

    @ParameterizedTest
    @EnumSource
    void endsAtTheNextStopAndRemovesTheCopy(Database database) {
        DatabaseAddress address = TestDatabase.baseline(database);
        StopSignal stop = StopSignal.silent();
        StringWriter out = new StringWriter() {
            @Override
            public void flush() {
                if (toString().contains("\ncopy ")) {
                    stop.request();
                }
            }
        };
        StringWriter err = new StringWriter();

        int exitCode = Credit.run(
                new String[] {"db", "verify", "--db", address.jdbcUrl()},
                new PrintWriter(out),
                new PrintWriter(err),
                stop);

        assertThat(exitCode).isEqualTo(ExitCode.FAILED);
        assertThat(err)
                .hasToString(
                        "credit: the rehearsal was stopped; its copy is gone, and nothing has changed. The same command begins anew.\n");
        assertThat(out.toString().lines().map(line -> line.replaceAll(" .*", "")))
                .containsExactly("derived", "copy");
        assertThat(copies(address)).isEmpty();
    }

    private static List<String> copies(DatabaseAddress address) {
        if (address.database() == Database.SQLITE) {
            File folder =
                    new File(String.valueOf(address.file())).getAbsoluteFile().getParentFile();
            return Stream.of(Objects.requireNonNull(folder.list()))
                    .filter(name -> name.contains("scratch"))
                    .toList();
        }
        return TestDatabase.query(address, jdbc -> jdbc.sql(
                        "SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname NOT IN ('public', 'information_schema')")
                .query(String.class)
                .list());
    }
}
