package io.creditplatform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.feed.Column;
import io.creditplatform.feed.Feeds;
import io.creditplatform.load.FeedCounts;
import io.creditplatform.testing.Digests;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The sample extracts against what was worked out for them by hand and by a program that shares nothing with this one. */
class SampleExtractsTest {

    private static final List<String> COUNTS = Stream.of(FeedCounts.class.getRecordComponents())
            .map(count -> Column.snakeCase(count.getName()))
            .toList();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void baselineAndTheNextDay(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        assertThat(report(credit, "baseline")).isEqualTo(expected("baseline"));
        assertThat(report(credit, "next-day")).isEqualTo(expected("next-day"));
    }

    @ParameterizedTest
    @EnumSource
    void eachKindOfRejectionOnce(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        assertThat(report(credit, "broken", "--max-reject-rate", "100%")).isEqualTo(expected("broken"));
    }

    @ParameterizedTest
    @EnumSource
    void moneyAddsUpToTheFilesOwnSums(Database database) {
        DatabaseAddress address = TestDatabase.fresh(database);
        CreditRunner credit = new CreditRunner(address);
        for (String state : List.of("baseline", "next-day")) {
            assertThat(credit.importFolder(SampleData.folder(state)).exitCode()).isZero();
            for (JsonNode feed : SampleData.expected(state).get("feeds")) {
                String name = feed.get("feed").asString();
                List<String> columns = new ArrayList<>(List.of("rows"));
                Feeds.named(name).orElseThrow().columns().stream()
                        .filter(column -> column.type().isMoney())
                        .forEach(column -> columns.add(column.name()));
                Map<String, Long> expected = new HashMap<>();
                feed.get("table")
                        .properties()
                        .forEach(
                                sum -> expected.put(sum.getKey(), sum.getValue().asLong()));
                Map<String, Long> loaded = new HashMap<>();
                for (String column : columns) {
                    String expression = column.equals("rows") ? "count(*)" : "sum(" + column + "_minor)";
                    loaded.put(column, TestDatabase.number(address, "SELECT " + expression + " FROM " + name));
                }
                assertThat(loaded).as(state + " " + name).isEqualTo(expected);
            }
        }
    }

    @Test
    void bothDatabasesHoldTheSame() {
        Map<Database, Object> content = new HashMap<>();
        for (Database database : Database.values()) {
            DatabaseAddress address = TestDatabase.baseline(database);
            CreditRunner credit = new CreditRunner(address);
            assertThat(credit.importFolder(SampleData.folder("next-day")).exitCode())
                    .isZero();
            assertThat(credit.importFolder(SampleData.folder("broken"), "--max-reject-rate", "100%")
                            .exitCode())
                    .isZero();
            content.put(
                    database,
                    Map.of(
                            "feeds", Digests.ofFeeds(address),
                            "quarantine of load 2", Digests.ofQuarantine(address, 2),
                            "quarantine of load 3", Digests.ofQuarantine(address, 3)));
        }
        assertThat(content.get(Database.POSTGRESQL)).isEqualTo(content.get(Database.SQLITE));
    }

    /** The load report without what is different each time. */
    private Map<String, JsonNode> report(CreditRunner credit, String extract, String... options) {
        Path report = folder.resolve(extract + ".json");
        String[] all = new String[options.length + 2];
        System.arraycopy(options, 0, all, 2, options.length);
        all[0] = "--report";
        all[1] = report.toString();
        var result = credit.importFolder(SampleData.folder(extract), all);
        assertThat(result.exitCode()).as(result.err()).isZero();
        return comparable(JsonMapper.shared().readTree(SampleData.read(report)));
    }

    /** A count that is not named is 0; the totals are the sums. */
    private static Map<String, JsonNode> expected(String extract) {
        Map<String, JsonNode> parts = new HashMap<>();
        JsonNode report = SampleData.expected(extract);
        parts.put("status", report.get("status"));
        ObjectNode totals = JsonMapper.shared().createObjectNode();
        COUNTS.forEach(count -> totals.put(count, 0));
        for (JsonNode given : report.get("feeds")) {
            String name = given.get("feed").asString();
            ObjectNode feed = JsonMapper.shared().createObjectNode();
            feed.put("feed", name).put("file", name + ".csv");
            for (String count : COUNTS) {
                feed.put(count, given.path(count).asInt(0));
                totals.put(count, totals.get(count).asInt() + feed.get(count).asInt());
            }
            feed.set(
                    "rejections",
                    given.has("rejections")
                            ? given.get("rejections")
                            : JsonMapper.shared().createArrayNode());
            parts.put(name, feed);
        }
        parts.put("totals", totals);
        return parts;
    }

    private static Map<String, JsonNode> comparable(JsonNode report) {
        Map<String, JsonNode> parts = new HashMap<>();
        parts.put("status", report.get("status"));
        parts.put("totals", report.get("totals"));
        report.get("feeds").forEach(feed -> parts.put(feed.get("feed").asString(), feed));
        return parts;
    }
}
