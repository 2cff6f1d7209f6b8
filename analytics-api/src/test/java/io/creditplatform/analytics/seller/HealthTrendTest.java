package io.creditplatform.analytics.seller;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.web.TestServer;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A seller's health after each load is what was said of it then. */
class HealthTrendTest {

    private static final String HEALTH = "/api/analytics/seller-health/";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void isWhatWasSaidAfterEachLoad(Database database) throws IOException {
        DatabaseAddress address = TestDatabase.baseline(database);
        CreditRunner credit = new CreditRunner(address);
        ok(credit.importFolder(SampleData.folder("next-day")));
        // Load 3: a seller more, who is in another market. Load 4: rates, and its limit in another currency.
        String header = Files.readAllLines(SampleData.folder("baseline").resolve("sellers.csv"))
                        .get(0)
                + ",preferred_currency\n";
        write("sellers", header + "900,New,EU,2025-09-01,100,1,50,1,1,USD\n");
        ok(credit.importFolder(folder, "--as-of", "2025-09-10"));
        write("sellers", header + "900,New,EU,2025-09-01,100,1,50,1,1,EUR\n");
        write("exchange_rates", "from_currency,to_currency,rate,effective_date\nEUR,USD,1.25,2020-01-01\n");
        ok(credit.importFolder(folder, "--as-of", "2025-09-11"));
        try (TestServer server = TestServer.on(address)) {
            assertThat(loads(trend(server, 900, ""))).containsExactly(4L, 3L);
            for (int seller : List.of(1, 7, 12, 900)) {
                List<JsonNode> trend = trend(server, seller, "");
                assertThat(loads(trend)).startsWith(4L, 3L);
                for (JsonNode after : trend) {
                    JsonNode then = server.json(HEALTH + seller + "?load=" + after.get("load_id"));
                    for (String member : List.of("health_score", "risk_level", "metrics", "currency", "reported")) {
                        assertThat(after.get(member))
                                .as(member + " of " + seller + " after load " + after.get("load_id"))
                                .isEqualTo(then.get(member));
                    }
                }
                assertThat(trend(server, seller, "&load=3")).isEqualTo(trend.subList(1, trend.size()));
            }
            assertThat(trend(server, 1, "").get(0).get("day").asString()).isEqualTo("2025-09-11");
            assertThat(trend(server, 1, "")).hasSize(4);
            ok(credit.run("prune", "--keep-history", "2"));
            assertThat(loads(trend(server, 1, ""))).containsExactly(4L, 3L, 2L);
            ok(credit.run("undo"));
            assertThat(loads(trend(server, 900, ""))).containsExactly(3L);
            assertThat(server.get(HEALTH + "901/trend").statusCode()).isEqualTo(404);
        }
    }

    private static List<JsonNode> trend(TestServer server, int seller, String more) {
        List<JsonNode> all = new ArrayList<>();
        String after = "";
        while (true) {
            JsonNode page = server.json(HEALTH + seller + "/trend?limit=1" + more + after);
            page.get("items").forEach(all::add);
            if (page.get("next").isNull()) {
                return all;
            }
            after = "&after=" + page.get("next").asString();
        }
    }

    private static List<Long> loads(List<JsonNode> trend) {
        return trend.stream().map(row -> row.get("load_id").asLong()).toList();
    }

    private void write(String feed, String rows) throws IOException {
        Files.writeString(folder.resolve(feed + ".csv"), rows);
    }

    private static void ok(CreditRunner.Result result) {
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    }
}
