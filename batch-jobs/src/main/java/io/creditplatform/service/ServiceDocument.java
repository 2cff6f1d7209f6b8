package io.creditplatform.service;

import io.creditplatform.http.Problem;
import io.creditplatform.load.LoadReport;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The OpenAPI document of the service. What answers hold is read from their records, what requests may say from {@link JobOption}. */
final class ServiceDocument {

    private static final String TOKEN = "token";

    private final Map<String, Object> schemas = new TreeMap<>();
    private final Map<String, Map<String, Object>> paths = new LinkedHashMap<>();

    private ServiceDocument() {}

    static Map<String, Object> document() {
        return new ServiceDocument().make();
    }

    private Map<String, Object> make() {
        for (Job.Kind kind : List.of(Job.Kind.IMPORT, Job.Kind.CHECK, Job.Kind.EXPORT)) {
            post(
                    "/jobs/" + JobAnswer.word(kind) + "s",
                    "Have " + (kind == Job.Kind.CHECK ? "a check" : "an " + JobAnswer.word(kind)) + " done",
                    List.of(header(
                            JobRequests.KEY,
                            "Whoever sends it again gets the job that is there: 1 to 100 characters.")),
                    body(kind));
        }
        get("/jobs", "Jobs, newest first, with the schedule and the deadline", paging(), json(JobList.class));
        get("/jobs/audit", "Who did what, newest first", paging(), json(AuditList.class));
        get("/jobs/{id}", "A job, with the report of its load", List.of(id()), json(JobAnswer.class));
        get(
                "/jobs/{id}/events",
                "How a job gets on: a server-sent event for each change, each of them the job as JSON",
                List.of(id()),
                Map.of("text/event-stream", Map.of("schema", Map.of("type", "string"))));
        post("/jobs/{id}/stop", "Have a job stopped that waits or runs", List.of(id()), null);
        post("/jobs/{id}/resume", "Have a job go on that was stopped", List.of(id()), null);
        get("/openapi.json", "This document", List.of(), json(Object.class));
        return Map.of(
                "openapi",
                "3.1.0",
                "info",
                Map.of(
                        "title",
                        "Credit management platform: jobs",
                        "version",
                        Objects.requireNonNullElse(
                                ServiceDocument.class.getPackage().getImplementationVersion(), "development"),
                        "description",
                        "What the service does, and what it is asked to do. Jobs run one after the other. Times are UTC."),
                "servers",
                List.of(Map.of("url", "/")),
                "paths",
                paths,
                "components",
                Map.of(
                        "schemas",
                        schemas,
                        "securitySchemes",
                        Map.of(TOKEN, Map.of("type", "http", "scheme", "bearer"))));
    }

    private void get(String path, String summary, List<Object> parameters, Map<String, Object> content) {
        operation(path, "get", summary, parameters, null, "200", content);
    }

    private void post(String path, String summary, List<Object> parameters, @Nullable Map<String, Object> body) {
        operation(path, "post", summary, parameters, body, "202", json(JobAnswer.class));
    }

    private void operation(
            String path,
            String method,
            String summary,
            List<Object> parameters,
            @Nullable Map<String, Object> body,
            String status,
            Map<String, Object> content) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("operationId", method + path.replaceAll("[^A-Za-z]+", "_"));
        operation.put("summary", summary);
        operation.put("parameters", parameters);
        if (body != null) {
            operation.put("requestBody", body);
        }
        Map<String, Object> success = new LinkedHashMap<>(Map.of("description", "The answer.", "content", content));
        if (status.equals("202")) {
            success.put(
                    "headers",
                    Map.of("Location", Map.of("description", "The job.", "schema", Map.of("type", "string"))));
        }
        operation.put(
                "responses",
                Map.of(
                        status,
                        success,
                        "default",
                        Map.of(
                                "description",
                                "Why there is no answer, after RFC 9457.",
                                "content",
                                Map.of(Problem.MEDIA_TYPE, Map.of("schema", schema(Problem.class))))));
        operation.put("security", List.of(Map.of(TOKEN, List.of())));
        paths.computeIfAbsent(path, name -> new LinkedHashMap<>()).put(method, operation);
    }

    private static Map<String, Object> header(String name, String description) {
        return Map.of("name", name, "in", "header", "description", description, "schema", Map.of("type", "string"));
    }

    private static Object id() {
        return Map.of("name", "id", "in", "path", "required", true, "schema", Map.of("type", "integer"));
    }

    private static List<Object> paging() {
        return List.of(
                Map.of(
                        "name",
                        "limit",
                        "in",
                        "query",
                        "schema",
                        Map.of("type", "integer", "minimum", 1, "maximum", JobController.MOST_SHOWN)),
                Map.of(
                        "name",
                        "before",
                        "in",
                        "query",
                        "description",
                        "The value of next of the page before",
                        "schema",
                        Map.of("type", "integer", "minimum", 1)));
    }

    private static Map<String, Object> body(Job.Kind kind) {
        Map<String, Object> options = new LinkedHashMap<>();
        for (JobOption option : JobOption.of(kind)) {
            Map<String, Object> schema = new LinkedHashMap<>(option.schema());
            schema.put("description", option.meaning());
            options.put(option.word(), schema);
        }
        Map<String, Object> members = new LinkedHashMap<>();
        if (kind == Job.Kind.IMPORT) {
            members.put("directory", Map.of("type", "string", "description", "A folder below http.roots."));
        }
        members.put("options", object(options, List.of()));
        return Map.of(
                "required",
                kind == Job.Kind.IMPORT,
                "content",
                Map.of(
                        "application/json",
                        Map.of("schema", object(members, kind == Job.Kind.IMPORT ? List.of("directory") : List.of()))));
    }

    private static Map<String, Object> object(Map<String, Object> members, List<String> required) {
        return Map.of("type", "object", "properties", members, "required", required, "additionalProperties", false);
    }

    private Map<String, Object> json(Class<?> type) {
        return Map.of("application/json", Map.of("schema", schema(type)));
    }

    private Map<String, Object> schema(Type type) {
        if (type instanceof ParameterizedType list) {
            return list.getRawType() == List.class
                    ? Map.of("type", "array", "items", schema(list.getActualTypeArguments()[0]))
                    : Map.of("type", "object");
        } else if (type instanceof Class<?> known && known.isRecord()) {
            String name = known == LoadReport.class
                    ? "LoadReport"
                    : known.getName().replaceFirst(".*[.]", "").replace("$", "");
            if (!schemas.containsKey(name)) {
                schemas.put(name, Map.of()); // it may hold its like
                schemas.put(name, ofRecord(known));
            }
            return Map.of("$ref", "#/components/schemas/" + name);
        } else if (type == Instant.class) {
            return Map.of("type", "string", "format", "date-time");
        } else if (type == String.class || (type instanceof Class<?> words && words.isEnum())) {
            return Map.of("type", "string");
        } else if (type == boolean.class || type == Boolean.class) {
            return Map.of("type", "boolean");
        } else if (Stream.of(int.class, long.class, Integer.class, Long.class).anyMatch(type::equals)) {
            return Map.of("type", "integer");
        }
        return type == JsonNode.class ? Map.of("type", "object") : Map.of();
    }

    private Map<String, Object> ofRecord(Class<?> type) {
        Map<String, Object> members = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            Map<String, Object> schema = schema(component.getGenericType());
            members.put(name, nullable ? Map.of("anyOf", List.of(schema, Map.of("type", "null"))) : schema);
            if (!nullable) {
                required.add(name);
            }
        }
        return Map.of("type", "object", "properties", members, "required", required);
    }
}
