package io.creditplatform.analytics.web;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The endpoints of a server, as its own OpenAPI document lists them: a new one is tested by being there. */
final class Endpoints {

    private Endpoints() {}

    /**
     * One of them.
     *
     * @param path its path, with names in braces
     * @param listing whether it answers with a collection
     * @param paged whether that comes in pages
     */
    record Endpoint(String path, boolean listing, boolean paged) {

        /** The path with an identifier of the sample in it. */
        String example() {
            return path.replace("{invoice_id}", "10_20250602")
                    .replace("{transaction_id}", "WT_10_20250602")
                    .replaceAll("\\{[a-z_]+}", "1");
        }

        boolean takesInteger() {
            return path.contains("{") && !path.contains("{invoice_id}") && !path.contains("{transaction_id}");
        }

        @Override
        public String toString() {
            return path;
        }
    }

    static List<Endpoint> of(TestServer server) {
        List<Endpoint> endpoints = new ArrayList<>();
        JsonNode paths = server.json("/openapi.json").get("paths");
        for (String path : paths.propertyNames()) {
            JsonNode operation = paths.get(path).get("get");
            boolean paged = operation
                    .path("parameters")
                    .valueStream()
                    .anyMatch(parameter -> parameter.get("name").asString().equals("limit"));
            endpoints.add(
                    new Endpoint(path, operation.at("/responses/200/content").has("text/csv"), paged));
        }
        return endpoints;
    }
}
