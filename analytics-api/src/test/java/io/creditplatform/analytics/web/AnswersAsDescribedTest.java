package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.web.Endpoints.Endpoint;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is answered is what the OpenAPI document describes: every body of every endpoint is held against its schema. */
class AnswersAsDescribedTest {

    @Test
    void ofTheSample() {
        assertThat(differences(TestServer.ofCheckedBaseline(Database.SQLITE))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void ofGeneratedRowsWithDefectsAndCurrencies(Database database, @TempDir Path folder) {
        DatabaseAddress address = TestDatabase.fresh(database);
        CreditRunner credit = new CreditRunner(address);
        Path extract = folder.resolve("extract");
        assertThat(CreditRunner.runAsGiven(
                                "generate",
                                extract.toString(),
                                "--sellers",
                                "30",
                                "--weeks",
                                "20",
                                "--defects",
                                "0.05",
                                "--currencies",
                                "USD,EUR,SAR,AED")
                        .exitCode())
                .isZero();
        assertThat(credit.importFolder(extract, "--max-reject-rate", "100%").exitCode())
                .isZero();
        credit.run("check");
        credit.importFolder(SampleData.folder("broken")); // fails, and is a load too
        assertOfServerOn(address);
    }

    @Test
    void ofAmountsWithoutRates() {
        DatabaseAddress address = TestDatabase.fresh(Database.SQLITE);
        assertThat(new CreditRunner(address)
                        .importFolder(SampleData.folder("currencies"))
                        .exitCode())
                .isZero();
        TestDatabase.execute(address, "DELETE FROM exchange_rates");
        assertOfServerOn(address);
    }

    @Test
    void ofADatabaseInWhichNothingIs() {
        DatabaseAddress address = TestDatabase.fresh(Database.SQLITE);
        assertThat(new CreditRunner(address).run("db", "migrate").exitCode()).isZero();
        assertOfServerOn(address);
    }

    @Test
    void whatIsNotDescribedIsADifference() {
        OpenApiSchemas schemas =
                new OpenApiSchemas(TestServer.ofBaseline(Database.SQLITE).json("/openapi.json"));
        String seller =
                TestServer.ofBaseline(Database.SQLITE).get("/api/sellers/1").body();
        assertThat(differencesOf(schemas, seller)).isEmpty();
        assertThat(differencesOf(schemas, seller.replace("\"seller_name\"", "\"name\"")))
                .hasSize(2); // one that is not described, and one that is missing
        assertThat(differencesOf(schemas, seller.replaceFirst("\"credit_limit\":[0-9.]+", "\"credit_limit\":null")))
                .hasSize(1);
        assertThat(differencesOf(schemas, seller.replace("\"USD\"", "\"XXX\""))).hasSize(1);
        assertThat(differencesOf(schemas, seller.replaceFirst("\"signup_date\":\"", "\"signup_date\":\"9")))
                .hasSize(1);
    }

    private static List<String> differencesOf(OpenApiSchemas schemas, String seller) {
        return schemas.differences("/api/sellers/{seller_id}", 200, "application/json", seller);
    }

    private static void assertOfServerOn(DatabaseAddress address) {
        try (TestServer server = TestServer.on(address)) {
            assertThat(differences(server)).isEmpty();
        }
    }

    private static List<String> differences(TestServer server) {
        OpenApiSchemas schemas = new OpenApiSchemas(server.json("/openapi.json"));
        JsonNode paths = server.json("/openapi.json").get("paths");
        List<String> differences = new ArrayList<>();
        for (Endpoint endpoint : Endpoints.of(server)) {
            for (String question : questions(server, endpoint, paths.get(endpoint.path()))) {
                HttpResponse<String> response = server.get(question);
                String mediaType = response.headers()
                        .firstValue("Content-Type")
                        .orElse("none")
                        .replaceFirst(";.*", "");
                if (!schemas.mediaTypes(endpoint.path(), response.statusCode()).contains(mediaType)) {
                    differences.add(question + " answers " + response.statusCode() + " " + mediaType);
                } else if (mediaType.endsWith("json")) {
                    schemas.differences(endpoint.path(), response.statusCode(), mediaType, response.body())
                            .forEach(difference -> differences.add(question + ": " + difference));
                }
            }
        }
        return differences;
    }

    /** Each endpoint with every choice that it has, of a collection all rows and the CSV, of single things those of the collection, and refusals. */
    static List<String> questions(TestServer server, Endpoint endpoint, JsonNode path) {
        List<String> questions = new ArrayList<>();
        if (endpoint.path().contains("{")) {
            String id = endpoint.names().get(endpoint.names().size() - 1);
            ids(server, endpoint.path(), id)
                    .forEach(value -> questions.add(
                            endpoint.named(Map.of(id, URLEncoder.encode(value, StandardCharsets.UTF_8)))));
            questions.add(endpoint.named(Map.of(id, "999999999")));
        } else {
            String all = endpoint.path() + (endpoint.paged() ? "?limit=1000" : "?format=json");
            questions.add(all);
            if (endpoint.listing()) {
                questions.add(endpoint.path() + "?format=csv");
            }
            for (JsonNode parameter : path.at("/get/parameters")) {
                String name = parameter.get("name").asString();
                if (!name.equals("format")) {
                    parameter
                            .at("/schema/enum")
                            .forEach(choice -> questions.add(all + "&" + name + "=" + choice.asString()));
                }
            }
        }
        questions.add(questions.get(questions.size() - 1) + (endpoint.path().contains("{") ? "?" : "&") + "colour=red");
        return questions;
    }

    private static List<String> ids(TestServer server, String path, String id) {
        if (path.contains("{feed}")) {
            return ids(server, "/api/credits/{credit_id}", "credit_id");
        }
        String collection = path.contains("seller-health") ? "/api/sellers" : path.replaceFirst("/\\{.*", "");
        return JsonMapper.shared()
                .readTree(server.get(collection + "?limit=30").body())
                .path("items")
                .valueStream()
                .map(row -> row.get(id).asString())
                .toList();
    }
}
