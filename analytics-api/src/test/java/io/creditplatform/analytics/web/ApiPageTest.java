package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.Database;
import io.creditplatform.testing.SampleData;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The page of worked examples is what a server with the extract {@code baseline} answers; a new endpoint is in it by being there. */
class ApiPageTest {

    private static final Path PAGE = Path.of("..", "docs", "api.md");

    @Test
    void pageIsUpToDate() {
        String expected = page(TestServer.ofBaseline(Database.SQLITE));
        if (Boolean.getBoolean("credit.docs.write")) {
            SampleData.write(PAGE, expected);
        }
        assertThat(SampleData.read(PAGE))
                .as("docs/api.md; to write it anew: mvn -pl analytics-api -am test -Dtest=ApiPageTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dcredit.docs.write=true")
                .isEqualTo(expected);
    }

    private static String page(TestServer server) {
        StringBuilder page = new StringBuilder("""
                # The analytics API by example

                Made by `ApiPageTest`, which asks a server with `sample-data/baseline` and fails when its answers differ. Do not edit it by hand.
                Collections are shown with one row. Times of loads, and the folder, are left out. All parameters are in `/openapi.json`.
                """);
        JsonNode paths = server.json("/openapi.json").get("paths");
        Endpoints.of(server).stream()
                .sorted(java.util.Comparator.comparing(Endpoints.Endpoint::path))
                .forEach(endpoint -> {
                    JsonNode operation = paths.get(endpoint.path()).get("get");
                    boolean dated = operation.get("parameters").toString().contains("\"as_of\"");
                    String query = (dated ? "as_of=2025-10-06&" : "") + (endpoint.paged() ? "limit=1" : "");
                    String path = endpoint.example() + (query.isEmpty() ? "" : "?" + query.replaceFirst("&$", ""));
                    page.append("\n## `").append(endpoint.path()).append("`\n\n");
                    page.append(operation.get("summary").asString()).append(". ");
                    page.append(operation.path("description").asString("")).append("\n\n```console\n");
                    page.append("$ curl 'http://127.0.0.1:8080").append(path).append("'\n");
                    page.append(server.get(path)
                                    .body()
                                    .replaceAll(
                                            "\"(started_at|published_at|last_updated|directory)\":\"[^\"]*\"",
                                            "\"$1\":\"…\"")
                                    .replaceAll("\"duration_ms\":[0-9]+", "\"duration_ms\":0"))
                            .append("\n```\n");
                });
        return page.toString();
    }
}
