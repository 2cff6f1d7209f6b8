package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every answer can be had as it was when an earlier load was the newest one. */
class PastTest {

    private static final String CHECKS = "/api/data-quality/";

    /** They tell of earlier loads and checks, too, as long as these are kept. */
    private static final List<String> OF_EARLIER = List.of(CHECKS + "runs", CHECKS + "rules", "/trend");

    /** Beside what checks have found, in the state after a load before which none is kept. */
    private static final List<String> OF_LOADS_BEFORE = List.of(CHECKS, "/trend", "/api/portfolio/summary");

    @TempDir
    private Path folder;

    /** The bodies of all endpoints, as JSON and, where there is one, as CSV. */
    private static Map<String, String> answers(TestServer server, String load) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (Endpoints.Endpoint endpoint : Endpoints.ofThePast(server)) {
            List<String> formats = new ArrayList<>(List.of("json"));
            if (endpoint.listing()) {
                formats.add("csv");
            }
            for (String format : formats) {
                HttpResponse<String> answer = server.get(endpoint.example() + "?format=" + format + load);
                answers.put(endpoint + " " + format, answer.statusCode() + " " + answer.body());
            }
        }
        return answers;
    }

    private static void ok(CreditRunner.Result result) {
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void everyAnswerCanBeHadAgain(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        Path other = folder.resolve("other");
        ok(CreditRunner.runAsGiven(
                "generate",
                other.toString(),
                "--sellers",
                "5",
                "--weeks",
                "6",
                "--seed",
                "7",
                "--currencies",
                "USD,EUR"));
        List<Map<String, String>> then = new ArrayList<>();
        try (TestServer server = TestServer.on(credit.address())) {
            for (Path extract : List.of(SampleData.folder("baseline"), SampleData.folder("next-day"), other)) {
                ok(credit.importFolder(extract, "--max-reject-rate", "100%"));
                ok(credit.run("check", "--as-of", "2025-10-01"));
                server.await("/api/loads", 200);
                then.add(answers(server, ""));
            }
            assertThat(then.get(0)).hasSizeGreaterThan(30).isNotEqualTo(then.get(1));
            for (int load = 1; load <= then.size(); load++) {
                int newest = load;
                answers(server, "&load=" + load).forEach((endpoint, answer) -> assertThat(answer)
                        .as(endpoint + " after load " + newest)
                        .isEqualTo(then.get(newest - 1).get(endpoint)));
            }
            assertThat(answers(server, "")).isEqualTo(then.get(2));

            String sellers = "/api/sellers?load=";
            assertThat(server.get(sellers + "4").statusCode()).isEqualTo(404);
            assertThat(server.get(sellers + "4").body()).contains("There is no load 4, expected a published one.");
            assertThat(server.get(sellers + "-1").statusCode()).isEqualTo(400);

            ok(credit.run("prune", "--keep-history", "1", "--keep-checks", "1"));
            assertThat(without(OF_EARLIER, answers(server, ""))).isEqualTo(without(OF_EARLIER, then.get(2)));
            assertGone(server, sellers + "1", "what load 2 replaced is not kept");
            assertGone(
                    server, "/api/data-quality/scorecard?load=2", "found by checks up to load 2 is not kept any more");
            assertThat(without(OF_LOADS_BEFORE, answers(server, "&load=2")))
                    .isEqualTo(without(OF_LOADS_BEFORE, then.get(1)));
            ok(credit.run("undo"));
            assertThat(without(OF_LOADS_BEFORE, answers(server, "&load=2")))
                    .isEqualTo(without(OF_LOADS_BEFORE, then.get(1)));
            assertGone(server, sellers + "3", "Load 3 was undone");
            // As if the loads after it had not been there for longer than records are kept.
            TestDatabase.execute(
                    credit.address(),
                    "DELETE FROM load_rejections WHERE load_id = 1",
                    "DELETE FROM load_feeds WHERE load_id = 1",
                    "DELETE FROM quality_runs WHERE load_id = 1",
                    "DELETE FROM loads WHERE load_id = 1");
            assertGone(server, sellers + "1", "the load was removed by `credit prune`");
        }
    }

    /** A load that never was published is given up when later ones were. */
    @ParameterizedTest
    @EnumSource
    void loadThatIsGivenUpLaterIsStillWhatItWas(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        Path unfit = SampleData.copy("baseline", folder.resolve("unfit"));
        SampleData.write(unfit.resolve("sellers.csv"), "no,header,of,sellers\n1,2,3,4\n");
        assertThat(credit.importFolder(unfit).exitCode()).isEqualTo(1);
        ok(credit.importFolder(SampleData.folder("baseline")));
        try (TestServer server = TestServer.on(credit.address())) {
            List<String> addresses = List.of("/api/loads?limit=9", "/api/loads/1?format=json");
            List<String> then = addresses.stream()
                    .map(address -> server.get(address).body())
                    .toList();
            assertThat(then).allMatch(body -> body.contains("\"status\":\"FAILED\""));
            ok(credit.importFolder(SampleData.folder("next-day")));

            ok(credit.run("loads", "--abandon", "1"));

            server.await("/api/loads", 200);
            for (int i = 0; i < addresses.size(); i++) {
                assertThat(server.get(addresses.get(i) + "&load=2").body()).isEqualTo(then.get(i));
                for (String load : List.of("", "&load=3")) {
                    assertThat(server.get(addresses.get(i) + load).body())
                            .contains("\"status\":\"ABANDONED\"")
                            .contains("It was given up by ")
                            .doesNotContain("FAILED");
                }
            }
        }
    }

    private static void assertGone(TestServer server, String address, String reason) {
        HttpResponse<String> answer = server.get(address);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(410);
        assertThat(answer.body()).contains(reason);
    }

    private static Map<String, String> without(List<String> paths, Map<String, String> answers) {
        Map<String, String> others = new LinkedHashMap<>(answers);
        others.keySet().removeIf(endpoint -> paths.stream().anyMatch(endpoint::contains));
        return others;
    }
}
