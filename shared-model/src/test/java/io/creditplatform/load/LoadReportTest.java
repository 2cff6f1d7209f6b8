package io.creditplatform.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.console.Json;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loads and their reports, read from rows as the tables of loads have them. */
class LoadReportTest {

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    /** Reads a row. */
    @FunctionalInterface
    private interface Reading<T> {
        T from(ResultSet row) throws SQLException;
    }

    @BeforeEach
    void openDatabase() {
        connection = Database.open(DatabaseAddress.of(folder.resolve("credit.db")), Database.Access.WRITE);
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        connection.close();
    }

    private <T> T read(String select, Reading<T> reading) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(select)) {
            assertThat(row.next()).isTrue();
            return reading.from(row);
        }
    }

    private Load load(String status, String rest) throws SQLException {
        return read("""
                SELECT 3 AS load_id, '%s' AS status, '/data/extract' AS directory, 'ab12' AS content_sha256,
                    'sellers,credits' AS feeds, '0.05' AS max_reject_rate, 'credits' AS complete, '0.10' AS max_removed_rate, 1 AS volume_gate, '2025-06-03 16:22:24.500000' AS started_at,
                    %s
                """.formatted(status, rest), row -> Load.read(Database.SQLITE, row));
    }

    private Load published() throws SQLException {
        return load(
                "COMPLETED",
                "'2025-10-01' AS as_of, 1 AS dry_run, '2025-06-03 16:22:30.000000' AS published_at,"
                        + " 6000 AS duration_ms, NULL AS message");
    }

    private void addFeed(LoadReport.Draft draft, String feed, String counts) throws SQLException {
        read(
                "SELECT '" + feed + "' AS feed, '" + feed + ".csv' AS file, column1 AS read, column2 AS inserted,"
                        + " column3 AS updated, column4 AS unchanged, column5 AS duplicate, column6 AS superseded,"
                        + " column7 AS rejected, column8 AS rounded, 0 AS removed, 0 AS still_referenced FROM (VALUES ("
                        + counts + "))",
                row -> {
                    draft.addFeed(row);
                    return feed;
                });
    }

    private void addRejections(LoadReport.Draft draft, String code, String column, long count) throws SQLException {
        read(
                "SELECT 'sellers' AS feed, '%s' AS code, '%s' AS column_name, %d AS row_count"
                        .formatted(code, column, count),
                row -> {
                    draft.addRejections(row);
                    return code;
                });
    }

    @Test
    void readsPublishedLoad() throws SQLException {
        assertThat(published())
                .isEqualTo(new Load(
                        3,
                        Load.Status.COMPLETED,
                        "/data/extract",
                        "ab12",
                        List.of("sellers", "credits"),
                        new BigDecimal("0.05"),
                        LocalDate.of(2025, 10, 1),
                        Set.of("credits"),
                        new BigDecimal("0.10"),
                        true,
                        true,
                        Instant.parse("2025-06-03T16:22:24.5Z"),
                        Instant.parse("2025-06-03T16:22:30Z"),
                        6000L,
                        null));
    }

    @Test
    void readsLoadThatIsNotOver() throws SQLException {
        Load load = load(
                "STARTED", "NULL AS as_of, 0 AS dry_run, NULL AS published_at, NULL AS duration_ms, NULL AS message");
        assertThat(load.status()).isEqualTo(Load.Status.STARTED);
        assertThat(load.asOf()).isNull();
        assertThat(load.dryRun()).isFalse();
        assertThat(load.publishedAt()).isNull();
        assertThat(load.durationMillis()).isNull();
    }

    @Test
    void loadOfNoTimeIsOverAllTheSame() throws SQLException {
        Load load = load(
                "FAILED",
                "NULL AS as_of, 0 AS dry_run, NULL AS published_at, 0 AS duration_ms, 'too many hens' AS message");
        assertThat(load.durationMillis()).isZero();
        assertThat(load.message()).isEqualTo("too many hens");
    }

    @Test
    void reportsFeedsInLoadOrderWithTheirSums() throws SQLException {
        LoadReport.Draft draft = new LoadReport.Draft(published());
        addFeed(draft, "credits", "100, 50, 20, 10, 5, 4, 11, 3");
        addFeed(draft, "sellers", "7, 1, 2, 3, 0, 0, 1, 0");
        LoadReport report = draft.report();
        assertThat(report.feeds().stream().map(LoadReport.FeedReport::feed)).containsExactly("sellers", "credits");
        assertThat(report.totals()).isEqualTo(new FeedCounts(107, 51, 22, 13, 5, 4, 12, 3));
    }

    @Test
    void feedsNotReachedAreLeftOut() throws SQLException {
        LoadReport.Draft draft = new LoadReport.Draft(published());
        assertThat(draft.report().feeds()).isEmpty();
        assertThat(draft.report().totals()).isEqualTo(FeedCounts.NONE);
    }

    @Test
    void ordersReasonsByCodeAndColumn() throws SQLException {
        LoadReport.Draft draft = new LoadReport.Draft(published());
        addFeed(draft, "sellers", "4, 0, 0, 0, 0, 0, 4, 0");
        addRejections(draft, "type", "market", 2);
        addRejections(draft, "type", "am_id", 1);
        addRejections(draft, "required", "email", 1);
        addRejections(draft, "extra-cell", "", 1);
        assertThat(draft.report().feeds()).singleElement().satisfies(feed -> assertThat(feed.rejections())
                .containsExactly(
                        new LoadReport.Rejections("extra-cell", null, 1),
                        new LoadReport.Rejections("required", "email", 1),
                        new LoadReport.Rejections("type", "am_id", 1),
                        new LoadReport.Rejections("type", "market", 2)));
    }

    @Test
    void isJsonForPrograms() throws SQLException {
        LoadReport.Draft draft = new LoadReport.Draft(published());
        addFeed(draft, "sellers", "7, 1, 2, 3, 0, 0, 1, 0");
        addRejections(draft, "extra-cell", "", 1);
        assertThat(Json.MAPPER.writeValueAsString(draft.report()))
                .isEqualTo("{\"load_id\":3,\"status\":\"COMPLETED\",\"directory\":\"/data/extract\","
                        + "\"content_sha256\":\"ab12\",\"started_at\":\"2025-06-03T16:22:24.500Z\","
                        + "\"published_at\":\"2025-06-03T16:22:30Z\",\"duration_ms\":6000,"
                        + "\"feeds\":[{\"feed\":\"sellers\",\"file\":\"sellers.csv\",\"read\":7,\"inserted\":1,"
                        + "\"updated\":2,\"unchanged\":3,\"duplicate\":0,\"superseded\":0,\"rejected\":1,\"rounded\":0,"
                        + "\"removed\":0,\"still_referenced\":0,"
                        + "\"rejections\":[{\"code\":\"extra-cell\",\"column\":null,\"count\":1}]}],"
                        + "\"totals\":{\"read\":7,\"inserted\":1,\"updated\":2,\"unchanged\":3,\"duplicate\":0,"
                        + "\"superseded\":0,\"rejected\":1,\"rounded\":0,\"removed\":0,"
                        + "\"still_referenced\":0},\"parts\":[]}");
    }

    /** The last one has more ends than rows, which shows as less than nothing unchanged. */
    @ParameterizedTest
    @CsvSource({
        "21, 1, 2, 3, 4, 5, 6, true",
        "0, 0, 0, 0, 0, 0, 0, true",
        "22, 1, 2, 3, 4, 5, 6, false",
        "20, 1, 2, 3, 4, 5, 6, false",
        "5, 3, 3, -1, 0, 0, 0, false",
    })
    void everyRowHasOneEnd(
            long read,
            long inserted,
            long updated,
            long unchanged,
            long duplicate,
            long superseded,
            long rejected,
            boolean addsUp) {
        FeedCounts counts = new FeedCounts(read, inserted, updated, unchanged, duplicate, superseded, rejected, 99);
        assertThat(counts.addUp()).isEqualTo(addsUp);
    }
}
