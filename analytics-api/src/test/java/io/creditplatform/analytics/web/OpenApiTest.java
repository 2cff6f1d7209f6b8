package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.web.Endpoints.Endpoint;
import io.creditplatform.database.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The OpenAPI document describes what the server answers: the same keys in the same places, and values of the types it names. */
class OpenApiTest {

    private static final TestServer SERVER = TestServer.ofBaseline(Database.SQLITE);
    private static final JsonNode DOCUMENT = SERVER.json("/openapi.json");

    static Stream<Endpoint> endpoints() {
        return Endpoints.of(SERVER).stream();
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void answersAreAsDescribed(Endpoint endpoint) {
        JsonNode schema =
                DOCUMENT.get("paths").get(endpoint.path()).at("/get/responses/200/content/application~1json/schema");
        List<String> differences = new ArrayList<>();
        compare(SERVER.json(endpoint.example()), schema, "", differences);
        assertThat(differences).isEmpty();
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
                            SERVER.get(query + value.asString()).statusCode())
                    .as(query + value)
                    .isEqualTo(200));
            if (schema.has("default")) {
                assertThat(SERVER.get(query + schema.get("default").asString()).body())
                        .as(query + schema.get("default"))
                        .isEqualTo(usual);
            }
            if (schema.has("minimum")) {
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

    private static void compare(JsonNode value, JsonNode given, String where, List<String> differences) {
        JsonNode schema =
                given.has("$ref") ? DOCUMENT.at(given.get("$ref").asString().substring(1)) : given;
        switch (value.getNodeType()) {
            case NULL -> {}
            case ARRAY -> {
                require(schema, "array", where, differences);
                value.forEach(item -> compare(item, schema.path("items"), where + "[]", differences));
            }
            case OBJECT -> {
                if (schema.has("additionalProperties")) { // whose keys differ from one to the other
                    value.forEach(item -> compare(item, schema.get("additionalProperties"), where + "{}", differences));
                    return;
                }
                List<String> described = schema.path("properties")
                        .propertyStream()
                        .map(java.util.Map.Entry::getKey)
                        .toList();
                List<String> absent = new ArrayList<>(described);
                absent.removeAll(value.propertyNames());
                absent.remove("message"); // which only a load that failed has
                if (!described.containsAll(value.propertyNames()) || !absent.isEmpty()) {
                    differences.add(where + " has " + value.propertyNames() + ", described are " + described);
                }
                value.propertyStream()
                        .forEach(property -> compare(
                                property.getValue(),
                                schema.path("properties").path(property.getKey()),
                                where + "/" + property.getKey(),
                                differences));
            }
            case NUMBER ->
                require(
                        schema,
                        value.isIntegralNumber()
                                        && !"number".equals(schema.path("type").asString(""))
                                ? "integer"
                                : "number",
                        where,
                        differences);
            case STRING -> {
                require(schema, "string", where, differences);
                if (schema.has("enum") && schema.get("enum").valueStream().noneMatch(code -> code.equals(value))) {
                    differences.add(where + " is " + value + ", described are " + schema.get("enum"));
                }
            }
            default -> require(schema, "boolean", where, differences);
        }
    }

    private static void require(JsonNode schema, String type, String where, List<String> differences) {
        if (!type.equals(schema.path("type").asString(""))) {
            differences.add(where + " is of type " + type + ", described is " + schema);
        }
    }
}
