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

    @TempDir
    private Path folder;

    /** The bodies of all endpoints, as JSON and, where there is one, as CSV. */
    private static Map<String, String> answers(TestServer server, String load) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (Endpoints.Endpoint endpoint : Endpoints.of(server)) {
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
                StatesTest.awaitUsable(server);
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
            ok(credit.run("undo"));
            assertThat(answers(server, "&load=2")).isEqualTo(then.get(1));
            assertThat(server.get(sellers + "3").statusCode()).isEqualTo(410);
            assertThat(server.get(sellers + "3").body()).contains("Load 3 was undone");
            TestDatabase.execute(credit.address(), "UPDATE loads SET history_kept = 0 WHERE load_id = 2");
            assertThat(server.get(sellers + "1").statusCode()).isEqualTo(410);
            assertThat(server.get(sellers + "1").body()).contains("what load 2 replaced is not kept");
            assertThat(server.get(sellers + "2").statusCode()).isEqualTo(200);
        }
    }
}
