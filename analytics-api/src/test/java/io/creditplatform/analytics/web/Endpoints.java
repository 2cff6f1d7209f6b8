package io.creditplatform.analytics.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The endpoints of a server, as its own OpenAPI document lists them: a new one is tested by being there. */
final class Endpoints {

    /** What is in the place of a name that is no number. */
    private static final Map<String, String> OF_SAMPLE =
            Map.of("invoice_id", "10_20250602", "transaction_id", "WT_10_20250602", "feed", "credits");

    private Endpoints() {}

    /**
     * One of them.
     *
     * @param path its path, with names in braces
     * @param listing whether it answers with a collection
     * @param paged whether that comes in pages
     * @param past whether it tells of earlier loads, too
     */
    record Endpoint(String path, boolean listing, boolean paged, boolean past) {

        /** The names in the path, in its order. */
        List<String> names() {
            return Pattern.compile("\\{([a-z_]+)}")
                    .matcher(path)
                    .results()
                    .map(found -> found.group(1))
                    .toList();
        }

        /** The path with what the sample has in the places of names. */
        String example() {
            return named(Map.of());
        }

        /** The path with these values in the places of their names, and elsewhere with what the sample has. */
        String named(Map<String, String> values) {
            String named = path;
            for (String name : names()) {
                named = named.replace("{" + name + "}", values.getOrDefault(name, ofSample(name)));
            }
            return named;
        }

        /** What the sample has in the place of a name. */
        static String ofSample(String name) {
            return OF_SAMPLE.getOrDefault(name, "1");
        }

        boolean takesInteger() {
            return !names().isEmpty() && names().stream().noneMatch(OF_SAMPLE::containsKey);
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
            endpoints.add(new Endpoint(
                    path,
                    operation.at("/responses/200/content").has("text/csv"),
                    takes(operation, "limit"),
                    takes(operation, "load")));
        }
        return endpoints;
    }

    /** Those that tell of earlier loads, too. */
    static List<Endpoint> ofThePast(TestServer server) {
        return of(server).stream().filter(Endpoint::past).toList();
    }

    /** Whether an operation has a parameter of that name. */
    static boolean takes(JsonNode operation, String name) {
        return operation
                .path("parameters")
                .valueStream()
                .anyMatch(parameter -> parameter.get("name").asString().equals(name));
    }
}
