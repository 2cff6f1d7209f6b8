package io.creditplatform.past;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.creditplatform.database.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Load 1 was pruned, of load 2 it is not known what it replaced, 3 can be asked for, 4 failed, 5 was undone, 6 was a dry run, 7 is
 * the newest that is published, and 8 runs.
 */
class PastLoadsTest {

    private final Connection connection;

    PastLoadsTest() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
    }

    @BeforeEach
    void load() throws SQLException {
        run(
                "CREATE TABLE loads (load_id INTEGER, status TEXT, dry_run INTEGER, history_kept INTEGER)",
                "CREATE VIEW published_loads_v AS SELECT load_id FROM loads WHERE status = 'COMPLETED' AND dry_run = 0",
                "INSERT INTO loads VALUES (2, 'COMPLETED', 0, 0), (3, 'COMPLETED', 0, 1), (4, 'FAILED', 0, 0),"
                        + " (5, 'UNDONE', 0, 1), (6, 'COMPLETED', 1, 0), (7, 'COMPLETED', 0, 1), (8, 'STARTED', 0, 0)",
                "CREATE TABLE quality_runs (run_id INTEGER, load_id INTEGER, status TEXT)",
                "INSERT INTO quality_runs VALUES (1, 2, 'PRUNED'), (2, 3, 'COMPLETED'), (3, 7, 'FAILED')",
                "CREATE TABLE load_rejections (load_id INTEGER, code TEXT)",
                "CREATE TABLE rejected_rows (load_id INTEGER)",
                "INSERT INTO load_rejections VALUES (2, 'unknown-parent'), (3, 'format'), (7, 'unknown-parent')",
                "INSERT INTO rejected_rows VALUES (7)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void run(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"2, true", "3, true", "7, true"})
    void publishedLoadCanBeAskedFor(long loadId, boolean past) throws SQLException {
        assertThat(PastLoads.require(connection, Database.SQLITE, loadId)).isEqualTo(past);
    }

    @Test
    void newestOfAllIsThePresent() throws SQLException {
        run("DELETE FROM loads WHERE load_id = 8");
        assertThat(PastLoads.require(connection, Database.SQLITE, 7)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0, false, 'There is no load 0, expected a published one.'",
        "1, true, 'The state after load 1 cannot be told any more: the load was removed by `credit prune`.'",
        "4, false, 'There is no state after load 4, which is FAILED and not published.'",
        "5, true, 'Load 5 was undone, so there is no state after it.'",
        "6, false, 'There is no load 6, expected a published one.'",
        "8, false, 'There is no state after load 8, which is STARTED and not published.'",
        "9, false, 'There is no load 9, expected a published one.'"
    })
    void anyOtherIsRefusedWithTheReason(long loadId, boolean gone, String reason) {
        assertThatExceptionOfType(NoSuchStateException.class)
                .isThrownBy(() -> PastLoads.require(connection, Database.SQLITE, loadId))
                .withMessage(reason)
                .matches(e -> e.isGone() == gone);
    }

    @Test
    void stateBeforeALoadThatKeptNothingCannotBeTold() throws SQLException {
        run("UPDATE loads SET history_kept = 0 WHERE load_id = 7");
        assertThatExceptionOfType(NoSuchStateException.class)
                .isThrownBy(() -> PastLoads.require(connection, Database.SQLITE, 3))
                .withMessage("The state after load 3 cannot be told any more: what load 7 replaced is not kept.")
                .matches(NoSuchStateException::isGone);
        assertThat(PastLoads.require(connection, Database.SQLITE, 7)).isTrue();
    }

    @Test
    void checksThatWereRemovedAreNamed() throws SQLException {
        PastLoads.requireChecks(connection, 1);
        PastLoads.requireChecks(connection, 3);
        PastLoads.requireChecks(connection, 7);
        assertThatExceptionOfType(NoSuchStateException.class)
                .isThrownBy(() -> PastLoads.requireChecks(connection, 2))
                .withMessageStartingWith("What was found by checks up to load 2 is not kept any more");
    }

    @Test
    void refusedRowsThatWereRemovedAreNamed() throws SQLException {
        PastLoads.requireRefusedRows(connection, 3);
        PastLoads.requireRefusedRows(connection, 7);
        assertThatExceptionOfType(NoSuchStateException.class)
                .isThrownBy(() -> PastLoads.requireRefusedRows(connection, 2))
                .withMessageStartingWith("What a check after load 2 found cannot be told any more");
    }
}
