package io.creditplatform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.Digests;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sample extracts against what was worked out for them by hand and by a program that shares nothing with this one. */
class SampleExtractsTest {

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
        JsonNode sums = SampleData.expected("sums");
        for (String state : new String[] {"baseline", "next-day"}) {
            assertThat(credit.importFolder(SampleData.folder(state)).exitCode()).isZero();
            sums.get(state)
                    .properties()
                    .forEach(feed -> feed.getValue().properties().forEach(sum -> {
                        String expression =
                                sum.getKey().equals("rows") ? "count(*)" : "sum(" + sum.getKey() + "_minor)";
                        assertThat(TestDatabase.number(address, "SELECT " + expression + " FROM " + feed.getKey()))
                                .as(state + " " + feed.getKey() + " " + sum.getKey())
                                .isEqualTo(sum.getValue().asLong());
                    }));
        }
    }

    @Test
    void bothDatabasesHoldTheSame() {
        Map<Database, Object> content = new HashMap<>();
        for (Database database : Database.values()) {
            DatabaseAddress address = TestDatabase.fresh(database);
            CreditRunner credit = new CreditRunner(address);
            assertThat(credit.importFolder(SampleData.folder("baseline")).exitCode())
                    .isZero();
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

    private static Map<String, JsonNode> expected(String extract) {
        return comparable(SampleData.expected(extract));
    }

    private static Map<String, JsonNode> comparable(JsonNode report) {
        Map<String, JsonNode> parts = new HashMap<>();
        parts.put("status", report.get("status"));
        parts.put("totals", report.get("totals"));
        report.get("feeds").forEach(feed -> parts.put(feed.get("feed").asString(), feed));
        return parts;
    }
}
