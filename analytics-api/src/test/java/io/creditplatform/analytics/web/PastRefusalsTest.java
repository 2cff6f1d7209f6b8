package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every endpoint, asked for states that it cannot tell, and for a day in a past state. Loads 1 and 2 are published, load 3 was
 * undone, a dry run left none, load 4 failed.
 */
class PastRefusalsTest {

    private static final String AS_OF = "as_of=2025-07-07";

    private static final Map<String, String> AFTER_FIRST = new LinkedHashMap<>();
    private static TestServer server;

    @BeforeAll
    static void load() {
        CreditRunner credit = new CreditRunner(TestDatabase.baseline(Database.SQLITE));
        server = TestServer.on(credit.address());
        endpoints()
                .forEach(endpoint -> AFTER_FIRST.put(
                        endpoint.path(), body(endpoint.example() + (takesDay(endpoint) ? "?" + AS_OF : ""))));
        assertThat(credit.importFolder(SampleData.folder("next-day")).exitCode())
                .isZero();
        assertThat(credit.importFolder(SampleData.folder("baseline"), "--force").exitCode())
                .isZero();
        assertThat(credit.run("undo").exitCode()).isZero();
        assertThat(credit.importFolder(SampleData.folder("next-day"), "--force", "--dry-run")
                        .exitCode())
                .isZero();
        assertThat(credit.importFolder(SampleData.folder("broken")).exitCode()).isEqualTo(3);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    static Stream<Endpoints.Endpoint> endpoints() {
        return Endpoints.ofThePast(server).stream();
    }

    private static boolean takesDay(Endpoints.Endpoint endpoint) {
        return server.json("/openapi.json")
                .get("paths")
                .get(endpoint.path())
                .at("/get/parameters")
                .valueStream()
                .anyMatch(parameter -> parameter.get("name").asString().equals("as_of"));
    }

    private static String body(String path) {
        HttpResponse<String> answer = server.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void asksForWhatCanBeToldAlone(Endpoints.Endpoint endpoint) {
        refuses(endpoint, "5", 404, "There is no load 5, expected a published one.");
        refuses(endpoint, "99", 404, "There is no load 99, expected a published one.");
        refuses(endpoint, "4", 404, "There is no state after load 4, which is FAILED and not published.");
        refuses(endpoint, "3", 410, "Load 3 was undone, so there is no state after it.");
        refuses(endpoint, "0", 400, "Parameter 'load' is '0'");
        refuses(endpoint, "newest", 400, "Parameter 'load' is 'newest'");
        String past = endpoint.example() + "?load=1" + (takesDay(endpoint) ? "&" + AS_OF : "");
        assertThat(body(past)).isEqualTo(AFTER_FIRST.get(endpoint.path()));
        refuses(endpoint, "3&format=json", 410, "Load 3 was undone");
        if (endpoint.listing()) {
            refuses(endpoint, "3&format=csv", 410, "Load 3 was undone");
        }
    }

    private static void refuses(Endpoints.Endpoint endpoint, String load, int status, String reason) {
        HttpResponse<String> refused = server.get(endpoint.example() + "?load=" + load);
        assertThat(refused.statusCode()).as(endpoint + " " + load).isEqualTo(status);
        assertThat(ContractTest.problem(refused, status).get("detail").asString())
                .startsWith(reason);
    }
}
