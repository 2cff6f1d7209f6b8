package io.creditplatform.cli;

import static io.creditplatform.testing.TestDatabase.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.ManyRows;
import io.creditplatform.testing.Program;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables that are larger than the heap are read from either kind of database, row by row. */
class ManyRowsTest {

    /** Far more than fits into the heap below. */
    private static final int ROWS = 30_000;

    private static final int BYTES_A_ROW = 2_000;

    @TempDir
    private Path folder;

    private static String rows(Database database) {
        return database == Database.SQLITE
                ? "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + ROWS
                        + ") SELECT i FROM n"
                : "SELECT i FROM generate_series(1, " + ROWS + ") AS n (i)";
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void handsOverEachRowInATransactionOfItsOwn(Database database) throws SQLException {
        DatabaseAddress address = TestDatabase.fresh(database);
        try (Connection connection = Database.open(address, Database.Access.WRITE)) {
            AtomicInteger count = new AtomicInteger();
            List<Boolean> autocommit = new ArrayList<>();
            ManyRows.read(connection, "SELECT i, ? AS word FROM (" + rows(database) + ") n", List.of("hen"), row -> {
                assertThat(row.getInt(1)).isEqualTo(count.incrementAndGet());
                if (row.getInt(1) == 1) {
                    assertThat(row.getString(2)).isEqualTo("hen");
                    autocommit.add(connection.getAutoCommit());
                }
            });
            assertThat(count).hasValue(ROWS);
            assertThat(autocommit).containsExactly(false);
            assertThat(connection.getAutoCommit()).isTrue();

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> ManyRows.<IOException>read(connection, "SELECT 1", List.of(), row -> {
                        throw new IOException("the reader has enough");
                    }));
            assertThat(connection.getAutoCommit()).isTrue();

            connection.setAutoCommit(false);
            ManyRows.read(connection, "SELECT 1", List.of(), row -> {});
            assertThat(connection.getAutoCommit()).isFalse();
            connection.rollback();
        }
    }

    /** A file, and then a quarantine, of 60 MB, with heaps of 64 and 40 MB. */
    @Test
    void commandsNeedNoMoreHeapForMoreRowsOfAServer() throws IOException {
        DatabaseAddress address = TestDatabase.fresh(Database.POSTGRESQL);
        Path extract = SampleData.copy("baseline", folder.resolve("extract"));
        try (BufferedWriter chat = Files.newBufferedWriter(extract.resolve("credit_chat.csv"))) {
            chat.write("credit_id,user_id,role,message_time,message\n");
            for (int i = 0; i < ROWS; i++) {
                chat.write("99999999," + i + ",Seller,2025-01-01 00:00:00," + "x".repeat(BYTES_A_ROW) + "\n");
            }
        }
        run(64, address, "import", extract.toString(), "--max-reject-rate", "100%");
        assertThat(number(address, "SELECT count(*) FROM rejected_rows WHERE feed = 'credit_chat'"))
                .isEqualTo(ROWS);

        Path rejects = folder.resolve("rejects.csv");
        run(40, address, "rejects", "--feed", "credit_chat", "--out", rejects.toString());
        try (Stream<String> lines = Files.lines(rejects)) {
            assertThat(lines.filter(line -> line.contains("xxx")).count()).isEqualTo(ROWS);
        }
        run(40, address, "check", "--out", folder.resolve("report").toString());
    }

    private void run(int heapMiB, DatabaseAddress address, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--db", address.jdbcUrl()));
        Path output = folder.resolve("output.txt");
        Process process =
                Program.startFrom("_JAVA_OPTIONS=-Xmx" + heapMiB + "m exec \"$@\"", output, all.toArray(String[]::new));
        Program.Ended ended = Program.await(process, output);
        assertThat(ended.exitCode()).as(ended.output()).isZero();
    }
}
