package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.web.Endpoints.Endpoint;
import io.creditplatform.database.Database;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document is one that clients can be generated from; {@code AnswersAsDescribedTest} holds the answers against it. */
class OpenApiTest {

    private static final TestServer SERVER = TestServer.ofBaseline(Database.SQLITE);
    private static final JsonNode DOCUMENT = SERVER.json("/openapi.json");

    static Stream<Endpoint> endpoints() {
        return Endpoints.of(SERVER).stream();
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void parametersAreAsDescribed(Endpoint endpoint) {
        String usual = SERVER.get(endpoint.example()).body();
        for (JsonNode parameter : DOCUMENT.get("paths").get(endpoint.path()).at("/get/parameters")) {
            if (parameter.get("in").asString().equals("path")) {
                continue;
            }
            String query = endpoint.example() + "?" + parameter.get("name").asString() + "=";
            JsonNode schema = parameter.get("schema");
            schema.path("enum").forEach(value -> assertThat(
                            SERVER.get(query + value.asString().replace("+", "%2B"))
                                    .statusCode())
                    .as(query + value)
                    .isEqualTo(200));
            if (schema.has("default")) {
                assertThat(SERVER.get(query + schema.get("default").asString()).body())
                        .as(query + schema.get("default"))
                        .isEqualTo(usual);
            }
            if (schema.has("maximum")) {
                long least = schema.get("minimum").asLong();
                long most = schema.get("maximum").asLong();
                assertThat(List.of(least - 1, least, most, most + 1))
                        .as(query)
                        .extracting(value -> SERVER.get(query + value).statusCode())
                        .containsExactly(400, 200, 200, 400);
            }
        }
    }

    @Test
    void countsOfRowsHaveBounds() {
        for (String path : List.of("/api/analytics/account-managers", "/api/analytics/revenue-efficiency")) {
            assertThat(DOCUMENT.get("paths").get(path).at("/get/parameters"))
                    .filteredOn(parameter -> List.of("top", "limit")
                            .contains(parameter.get("name").asString()))
                    .hasSize(2)
                    .allSatisfy(parameter -> assertThat(
                                    parameter.get("schema").get("maximum").asInt())
                            .isEqualTo(1000));
        }
    }

    @Test
    void everyFigureSaysWhatItIs() {
        endpoints()
                .filter(endpoint -> endpoint.path().startsWith("/api/analytics")
                        || endpoint.path().startsWith("/api/dashboard"))
                .forEach(endpoint -> assertThat(DOCUMENT.get("paths")
                                .get(endpoint.path())
                                .at("/get/description")
                                .asString(""))
                        .as(endpoint.path())
                        .hasSizeGreaterThan(40));
    }

    @Test
    void moneyIsADecimalNumberWithoutAMultiple() {
        assertThat(DOCUMENT.toString()).doesNotContain("multipleOf");
        assertThat(DOCUMENT.at("/components/schemas/Credit/properties/amount").toString())
                .isEqualTo("{\"type\":\"number\",\"format\":\"decimal\"}");
        assertThat(DOCUMENT.at("/components/schemas/WalletHealth/properties/current_balance")
                        .toString())
                .isEqualTo("{\"type\":\"number\",\"format\":\"decimal\"}");
    }

    @Test
    void membersSayWhetherTheyAreThereAndWhetherTheyCanBeNull() {
        JsonNode credit = DOCUMENT.at("/components/schemas/Credit");
        assertThat(credit.get("required").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrderElementsOf(credit.get("properties").propertyNames());
        assertThat(credit.at("/properties/due_date").toString())
                .isEqualTo("{\"type\":[\"string\",\"null\"],\"format\":\"date-time\"}");
        JsonNode load = DOCUMENT.at("/components/schemas/LoadReport");
        assertThat(load.get("required").toString()).contains("published_at").doesNotContain("message");
        assertThat(load.at("/properties/message").toString()).isEqualTo("{\"type\":\"string\"}");
        assertThat(DOCUMENT.at("/components/schemas/CreditPage/properties/load_id/type")
                        .toString())
                .isEqualTo("[\"integer\",\"null\"]");
        assertThat(DOCUMENT.at("/components/schemas/Problem/required").toString())
                .isEqualTo("[\"detail\",\"status\",\"title\",\"type\"]");
    }

    /** What the linters of Redocly and Spectral ask for in their recommended settings, as far as it concerns this document. */
    @Test
    void documentIsWhatLintersAskFor() {
        List<String> operations = new ArrayList<>();
        List<String> tags = new ArrayList<>();
        DOCUMENT.get("tags").forEach(tag -> {
            assertThat(tag.get("description").asString()).isNotBlank();
            tags.add(tag.get("name").asString());
        });
        assertThat(tags).isSorted().doesNotHaveDuplicates();
        assertThat(List.copyOf(DOCUMENT.get("paths").propertyNames())).isSorted();
        for (JsonNode path : DOCUMENT.get("paths")) {
            assertThat(path.propertyNames()).containsExactly("get");
            JsonNode operation = path.get("get");
            operations.add(operation.get("operationId").asString());
            assertThat(operation.get("summary").asString()).isNotBlank();
            assertThat(operation.get("description").asString()).isNotBlank();
            assertThat(tags).contains(operation.at("/tags/0").asString());
            assertThat(operation.get("responses").propertyNames()).contains("200", "400", "503");
            operation.get("parameters").forEach(parameter -> {
                assertThat(parameter.get("description").asString()).isNotBlank();
                assertThat(parameter.at("/schema/type").asString()).isNotBlank();
            });
        }
        assertThat(operations).doesNotHaveDuplicates().contains("creditsByCreditId", "dashboardStats");
        assertThat(DOCUMENT.get("servers").get(0).get("url").asString()).isEqualTo("/");
        assertThat(DOCUMENT.get("info").propertyNames())
                .contains("title", "description", "version", "contact", "license");
        String text = DOCUMENT.toString();
        for (String schema : DOCUMENT.at("/components/schemas").propertyNames()) {
            assertThat(text).contains("\"#/components/schemas/" + schema + "\"");
        }
        java.util.regex.Pattern.compile("\"#(/[^\"]+)\"")
                .matcher(text)
                .results()
                .forEach(reference -> assertThat(DOCUMENT.at(reference.group(1)).isMissingNode())
                        .as(reference.group(1))
                        .isFalse());
    }

    @Test
    void tokenIsAskedForWhereOneIsNeeded(@TempDir Path folder) {
        assertThat(DOCUMENT.get("security")).isEmpty();
        assertThat(DOCUMENT.get("components").propertyNames()).containsExactly("schemas");
        assertThat(DOCUMENT.toString()).doesNotContain("\"401\"");
        Path tokens = folder.resolve("tokens");
        String token = TestServer.newToken(tokens);
        try (TestServer guarded = TestServer.guarded(SERVER.address(), tokens)) {
            JsonNode document = JsonMapper.shared()
                    .readTree(guarded.get("/openapi.json", "Authorization", "Bearer " + token)
                            .body());
            assertThat(document.at("/components/securitySchemes/token/scheme").asString())
                    .isEqualTo("bearer");
            for (JsonNode path : document.get("paths")) {
                assertThat(path.at("/get/security").toString()).isEqualTo("[{\"token\":[]}]");
                assertThat(path.at("/get/responses").propertyNames()).contains("401");
            }
        }
    }
}
