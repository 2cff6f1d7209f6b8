package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.web.Endpoints.Endpoint;
import io.creditplatform.database.Database;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/**
 * Every parameter of every endpoint, given values that are none: they are refused by the parameter's name, or are a text that
 * nothing has. The answer without the parameter is never given for them.
 */
class NastyValuesTest {

    private static final TestServer SQLITE = TestServer.ofCheckedBaseline(Database.SQLITE);
    private static final TestServer POSTGRESQL = TestServer.ofCheckedBaseline(Database.POSTGRESQL);
    private static final JsonNode PATHS = SQLITE.json("/openapi.json").get("paths");

    /** In no table of the sample, and no number, date, code, cursor or form. */
    private static final List<String> NASTY = List.of(
            "\0",
            "\1",
            "\t",
            "\n",
            "\u007f",
            "\u0085",
            " ",
            "\u00a0",
            "\u200b",
            "\ufeff",
            "\u2028",
            "\0\0\0",
            "Paid\0",
            "\0Paid",
            "Paid ",
            " Paid",
            "paid",
            "Paid,New",
            "GCC\0",
            "null",
            "undefined",
            "[]",
            "-1",
            "+1",
            "1e3",
            "1.9",
            "0x1",
            "1 ",
            "\u0661",
            "9223372036854775808",
            "9".repeat(400),
            "2025-02-30",
            "2025-1-1",
            "2025-01-01T00:00:00Z",
            "+2025-01-01",
            "0000-01-01",
            "%00",
            "%",
            "'; DROP TABLE sellers; --",
            "' OR '1'='1",
            "../../etc/passwd",
            "<script>",
            "\ud83d\ude00",
            "e\u0301",
            "\uffff",
            "x".repeat(101),
            "x".repeat(1001),
            "x".repeat(5000));

    static Stream<Endpoint> endpoints() {
        return Endpoints.of(SQLITE).stream();
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void valuesThatAreNoneGetNoAnswer(Endpoint endpoint) {
        for (JsonNode parameter : PATHS.get(endpoint.path()).at("/get/parameters")) {
            String name = parameter.get("name").asString();
            boolean inPath = parameter.get("in").asString().equals("path");
            boolean isText = List.of("market", "invoice_id", "transaction_id", "feed", "key", "q")
                    .contains(name);
            // What is refused is refused before any database is asked; texts and cursors reach it.
            boolean isAskedFor = isText || name.equals("after");
            for (TestServer server : isAskedFor ? List.of(SQLITE, POSTGRESQL) : List.of(SQLITE)) {
                String unfiltered = server.get(endpoint.example()).body();
                for (String value : NASTY) {
                    String encoded = encoded(value);
                    HttpResponse<String> response = server.get(
                            inPath
                                    ? endpoint.named(Map.of(name, encoded))
                                    : endpoint.example() + "?" + name + "=" + encoded);
                    String where = server.address().database() + " " + response.uri();
                    if (response.statusCode() == 400) {
                        if (!inPath) {
                            assertThat(ContractTest.problem(response, 400)
                                            .get("parameter")
                                            .asString())
                                    .as(where)
                                    .isEqualTo(name);
                        }
                    } else {
                        assertThat(isText).as(where).isTrue();
                        assertThat(response.statusCode()).as(where).isIn(200, 404);
                        assertThat(response.body()).as(where).isNotEqualTo(unfiltered);
                    }
                }
            }
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void parametersAreGivenOnceWithAValue(Endpoint endpoint) {
        for (JsonNode parameter : PATHS.get(endpoint.path()).at("/get/parameters")) {
            String name = parameter.get("name").asString();
            if (parameter.get("in").asString().equals("query")) {
                for (String query : List.of(name, name + "=", name + "=1&" + name + "=1", name + "=&" + name + "=1")) {
                    assertThat(ContractTest.problem(SQLITE.get(endpoint.example() + "?" + query), 400)
                                    .get("parameter")
                                    .asString())
                            .isEqualTo(name);
                }
            }
        }
    }

    @Test
    void namesThatNobodyKnowsAreShownWithoutWhatTheyHide() {
        JsonNode problem = ContractTest.problem(SQLITE.get("/api/sellers?mar%00ket=GCC"), 400);
        assertThat(problem.get("parameter").asString()).isEqualTo("mar\0ket");
        assertThat(problem.get("detail").asString()).contains("'mar<U+0000>ket' is unknown here");
    }

    @Test
    void textsAreAsLongAsTheirColumns() {
        assertThat(SQLITE.json("/api/sellers?market=" + "x".repeat(32)).get("items"))
                .isEmpty();
        assertThat(ContractTest.problem(SQLITE.get("/api/sellers?market=" + "x".repeat(33)), 400)
                        .get("detail")
                        .asString())
                .contains("expected a text of 1 to 32 characters");
    }

    /** A method of an endpoint that takes what cannot be read would only fail when it is asked. */
    @Test
    void everyArgumentOfEveryEndpointCanBeRead() {
        List<HandlerMethod> methods = SQLITE
                .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .values()
                .stream()
                .filter(method ->
                        Answer.class.isAssignableFrom(method.getReturnType().getParameterType()))
                .toList();
        assertThat(methods)
                .filteredOn(method -> !method.hasMethodAnnotation(Hidden.class))
                .hasSameSizeAs(endpoints().toList());
        methods.forEach(method -> assertThat(Parameters.of(method))
                .allSatisfy(parameter ->
                        assertThat(parameter.reading()).as(parameter.name()).isNotNull()));
    }
}
