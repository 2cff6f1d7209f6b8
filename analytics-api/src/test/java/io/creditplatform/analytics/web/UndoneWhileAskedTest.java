package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever asks while a load is taken back sees the state with it or the one before, and no entity tag for both. */
class UndoneWhileAskedTest {

    private static final List<String> QUESTIONS = List.of(
            "/api/dashboard/stats",
            "/api/analytics/sellers?limit=1000",
            "/api/analytics/seller-health/1",
            "/api/sellers?limit=1000&format=csv",
            "/api/leads?limit=1000",
            "/api/analytics/portfolio/concentration");

    private record Seen(String body, String tag) {}

    private static Seen ask(TestServer server, String question) {
        HttpResponse<String> answer = server.get(question);
        assertThat(answer.statusCode()).as(question).isEqualTo(200);
        return new Seen(answer.body(), answer.headers().firstValue("ETag").orElseThrow());
    }

    private static Seen of(Map<String, Seen> seen, String question) {
        return Objects.requireNonNull(seen.get(question));
    }

    private static Map<String, Seen> ask(TestServer server) {
        Map<String, Seen> seen = new TreeMap<>();
        QUESTIONS.forEach(question -> seen.put(question, ask(server, question)));
        return seen;
    }

    @ParameterizedTest
    @EnumSource
    void seesOneStateOrTheOther(Database database) throws InterruptedException {
        CreditRunner credit = new CreditRunner(TestDatabase.baseline(database));
        try (TestServer server = TestServer.on(credit.address())) {
            Map<String, Seen> first = ask(server);
            for (int round = 1; round <= 3; round++) {
                assertThat(credit.importFolder(SampleData.folder("next-day")).exitCode())
                        .isZero();
                Map<String, Seen> second = ask(server);
                QUESTIONS.forEach(question -> assertThat(of(second, question).body())
                        .as(question)
                        .isNotEqualTo(of(first, question).body()));
                Thread undo = new Thread(() -> credit.run("undo"));
                undo.start();
                boolean over = false;
                while (!over) {
                    over = !undo.isAlive(); // and once more thereafter
                    for (String question : QUESTIONS) {
                        Seen seen = ask(server, question);
                        if (!seen.equals(of(second, question))) {
                            assertThat(seen.body())
                                    .as(question)
                                    .isEqualTo(of(first, question).body());
                            assertThat(seen.tag())
                                    .as(question)
                                    .isNotEqualTo(of(second, question).tag());
                        }
                    }
                }
                undo.join();
                Map<String, Seen> again = ask(server);
                QUESTIONS.forEach(question -> {
                    assertThat(of(again, question).body())
                            .isEqualTo(of(first, question).body());
                    assertThat(of(again, question).tag())
                            .as("the state is a new one")
                            .isNotIn(
                                    of(first, question).tag(),
                                    of(second, question).tag());
                });
            }
        }
    }
}
