package io.creditplatform.analytics.web;

import io.creditplatform.testing.PlainFeed;
import io.creditplatform.testing.PlainTables;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What is asked of a server at random: each endpoint that its OpenAPI document has and that tells of earlier loads, too, with names of things that are there, or may be,
 * and with some of the parameters that the document gives.
 */
final class Questions {

    /** Which loads failed since the newest one was published is another matter each time that it is asked while that is the newest. */
    private static final Pattern FAILED_SINCE =
            Pattern.compile("\"loads_failed_since\":\\d+,\"last_failed_load\":(null|\\{[^}]*})");

    private static final Pattern NAME = Pattern.compile("\\{([a-z_]+)}");

    private final TestServer server;
    private final Random random;
    private final JsonNode paths;

    Questions(TestServer server, Random random) {
        this.server = server;
        this.random = random;
        this.paths = server.json("/openapi.json").get("paths");
    }

    /** What is answered to some questions: status and body of each. */
    Map<String, String> ask(PlainTables tables) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (String path : paths.propertyNames()) {
            JsonNode operation = paths.get(path).get("get");
            if (!Endpoints.takes(operation, "load")) {
                continue; // it is of this moment
            }
            String named = named(path, tables);
            List<String> parameters = new ArrayList<>();
            operation.path("parameters").valueStream().forEach(parameter -> {
                if (parameter.get("in").asString().equals("query")
                        && (parameter.path("required").asBoolean(false) || random.nextInt(4) == 0)) {
                    parameters.add(parameter.get("name").asString() + "=" + value(parameter));
                }
            });
            parameters.removeIf(parameter -> parameter.matches("(load|after|format)=.*"));
            answers.put(named + "?", "");
            answers.put(named + "?" + String.join("&", parameters), "");
            if (operation.at("/responses/200/content").has("text/csv")) {
                answers.put(named(path, tables) + "?format=csv", "");
            }
        }
        answers.replaceAll((question, none) -> answer(question, ""));
        // A load that was not there when it was asked for may come, and be given up or undone, which is said then.
        answers.values().removeIf(answer -> answer.startsWith("404 ") && answer.contains("\"There is no load "));
        return answers;
    }

    /** What is answered to one of them now, or as of a load if {@code load=N} is given. */
    String answer(String question, String load) {
        HttpResponse<String> answer = server.get(question + (question.endsWith("?") ? "" : "&") + load);
        return answer.statusCode() + " " + FAILED_SINCE.matcher(answer.body()).replaceFirst("");
    }

    private String named(String path, PlainTables tables) {
        PlainFeed feed = any(PlainFeed.FEEDS);
        return NAME.matcher(path).replaceAll(name -> URLEncoder.encode(
                        switch (name.group(1)) {
                            case "feed" -> feed.name();
                            case "key" -> key(feed, tables);
                            case "load_id" -> String.valueOf(1 + random.nextInt(4));
                            default -> key(keyedBy(name.group(1)), tables);
                        },
                        StandardCharsets.UTF_8)
                .replace("+", "%20"));
    }

    private static PlainFeed keyedBy(String name) {
        return PlainFeed.FEEDS.stream()
                .filter(feed ->
                        feed.key().size() == 1 && feed.key().get(0).name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Of a row that is there or was, if there is one. */
    private String key(PlainFeed feed, PlainTables tables) {
        List<String> keys = new ArrayList<>(tables.of(feed).keySet());
        tables.endedOf(feed).forEach(ended -> keys.add(feed.key(ended.version().values())));
        return keys.isEmpty() ? "1" : any(keys);
    }

    private String value(JsonNode parameter) {
        JsonNode schema = parameter.get("schema");
        if (schema.has("enum")) {
            return schema.get("enum")
                    .get(random.nextInt(schema.get("enum").size()))
                    .asString();
        } else if (schema.path("format").asString("").equals("date")) {
            return RandomDays.any(random).toString();
        } else if (schema.path("type").asString("").equals("integer")) {
            return String.valueOf(1 + random.nextInt(4));
        }
        return "GCC";
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
