package io.creditplatform.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.testing.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a load asks about all rows of a table at once takes time in proportion to them: for none of them SQLite goes through all
 * of another table.
 */
class QueryPlansTest {

    private static DatabaseAddress address;

    @BeforeAll
    static void stageNothing() {
        address = TestDatabase.fresh(Database.SQLITE);
        for (FeedDefinition feed : Feeds.all()) {
            TestDatabase.execute(
                    address,
                    Database.SQLITE.createStage(stage(feed), feed.name(), feed.tableColumns()),
                    Database.SQLITE.afterStaging(stage(feed), String.join(", ", key(feed)), true));
        }
    }

    static List<FeedDefinition> feeds() {
        return Feeds.all();
    }

    private static String stage(FeedDefinition feed) {
        return Stage.nameOf(1, feed);
    }

    private static List<String> key(FeedDefinition feed) {
        return feed.key().stream().map(Column::tableName).toList();
    }

    /** The tables that are gone through for each row of another one. */
    private static List<String> scannedForEachRow(String sql) {
        return TestDatabase.query(address, jdbc -> scannedForEachRow(sql, jdbc));
    }

    private static List<String> scannedForEachRow(String sql, JdbcClient jdbc) {
        Map<Integer, Boolean> forEachRow = new HashMap<>();
        List<String> found = new ArrayList<>();
        jdbc.sql("EXPLAIN QUERY PLAN " + sql).query(row -> {
            String detail = row.getString("detail");
            boolean within = forEachRow.getOrDefault(row.getInt("parent"), false);
            forEachRow.put(row.getInt("id"), within || detail.startsWith("CORRELATED"));
            if (within && detail.startsWith("SCAN")) {
                found.add(detail);
            }
        });
        assertThat(forEachRow).isNotEmpty();
        return found;
    }

    @ParameterizedTest
    @MethodSource("feeds")
    void keysThatAFileLacks(FeedDefinition feed) {
        assertThat(scannedForEachRow(
                        Database.SQLITE.keysNotStaged(stage(feed), feed.name(), key(feed), "t.load_id <> 1")))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("feeds")
    void parentsOfStagedRows(FeedDefinition feed) {
        for (Column column : feed.references()) {
            assertThat(scannedForEachRow("SELECT s.line FROM " + stage(feed) + " s WHERE "
                            + Orphans.unknown(column, Feeds.all(), 1)))
                    .as(column.name())
                    .isEmpty();
        }
    }

    @Test
    void aScanForEachRowIsNoticed() {
        String leads = Feeds.named("leads").map(QueryPlansTest::stage).orElseThrow();
        assertThat(scannedForEachRow("SELECT lead_id FROM leads t WHERE NOT EXISTS (SELECT 1 FROM " + leads
                        + " s WHERE s.lead_id = t.lead_id)"))
                .hasSize(1);
    }
}
