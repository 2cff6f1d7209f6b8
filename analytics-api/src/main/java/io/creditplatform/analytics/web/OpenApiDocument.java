package io.creditplatform.analytics.web;

import io.creditplatform.http.Problem;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ResolvableType;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;

/**
 * The OpenAPI document, from which clients are generated: springdoc finds the endpoints, and all that it says of them comes from
 * here, since it knows neither what answers bring along nor which of their members can be null.
 * Springdoc may ask on several threads at the same time.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiDocument {

    private static final String SCHEME = "token";

    /** Why there may be no answer, by status. */
    private static final Map<String, String> REFUSALS = new TreeMap<>(Map.of(
            "400", "A parameter is unknown or cannot be read; it is named.",
            "401", "A token is needed, or is not known.",
            "404", "There is none of that id, or no such published load.",
            "410", "The load was undone, or what later loads replaced is not kept.",
            "406", "Accept names nothing that the endpoint answers with.",
            "422", "Amounts add up to more than a sum can hold.",
            "429", "Too many requests.",
            "503", "The database cannot be used now; Retry-After says when to ask again."));

    private final boolean guarded;
    private final AnswerSchemas schemas = new AnswerSchemas();
    private final Map<String, Set<String>> subjects = new TreeMap<>();

    OpenApiDocument(ServerSettings settings) {
        this.guarded = settings.clients().tokens() != null;
    }

    @Bean
    OpenAPI document() {
        return new OpenAPI()
                .info(new Info()
                        .title("Credit management platform: analytics")
                        .version(Version.ofTheProgram())
                        .contact(new Contact().name("Whoever runs this server"))
                        .license(new License()
                                .name("Not published under a licence")
                                .identifier("LicenseRef-None"))
                        .description(
                                "Read-only. Money has two decimals, rates are shares of 1, times are UTC. ETag follows the newest"
                                        + " published load, and If-None-Match gets 304. A token is needed only where the server was"
                                        + " started with --tokens."))
                .servers(List.of(new Server().url("/").description("This server.")));
    }

    @Bean
    GlobalOperationCustomizer answers() {
        return (operation, handler) -> {
            if (Answer.class.isAssignableFrom(handler.getReturnType().getParameterType())) {
                describe(operation, handler);
            }
            return operation;
        };
    }

    /** Puts what all operations have in common in its place, and takes out what springdoc found besides. */
    @Bean
    GlobalOpenApiCustomizer whole() {
        return document -> {
            Components components = new Components();
            schemas.of(Problem.class);
            schemas.named().forEach(components::addSchemas);
            document.setSecurity(new ArrayList<>());
            if (guarded) {
                components.addSecuritySchemes(
                        SCHEME,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("A token of the file that the server was started with."));
            }
            document.setComponents(components);
            Paths paths = new Paths();
            new TreeMap<>(document.getPaths()).forEach(paths::addPathItem);
            document.setPaths(paths);
            document.setTags(subjects.entrySet().stream()
                    .map(subject ->
                            new Tag().name(subject.getKey()).description(String.join(". ", subject.getValue()) + "."))
                    .toList());
        };
    }

    private synchronized void describe(Operation operation, HandlerMethod handler) {
        String path = Objects.requireNonNull(handler.getMethodAnnotation(RequestMapping.class))
                .path()[0];
        boolean listing = handler.getReturnType().getParameterType() == Listing.class;
        List<RequestParameter> parameters = Parameters.of(handler);
        operation.setOperationId(operationId(path));
        operation.setParameters(parameters.stream()
                .map(parameter -> DescribedParameter.of(parameter, listing))
                .toList());
        operation.setResponses(responses(content(handler, parameters)));
        String description = Definition.of(operation.getDescription());
        operation.setDescription(description.isEmpty() ? operation.getSummary() + "." : description);
        String subject = handler.getBeanType().getPackageName().replaceFirst(".*\\.", "");
        operation.setTags(List.of(subject));
        subjects.computeIfAbsent(subject, name -> new TreeSet<>()).add(operation.getSummary());
        if (guarded) {
            operation.setSecurity(List.of(new SecurityRequirement().addList(SCHEME)));
        }
    }

    /** {@code /api/credits/{credit_id}} is creditsByCreditId. */
    private static String operationId(String path) {
        StringBuilder id = new StringBuilder();
        for (String word : path.replaceFirst("^/api/", "").replace("{", "by_").split("[^a-z0-9]+", -1)) {
            if (!word.isEmpty()) {
                id.append(id.isEmpty() ? word.charAt(0) : Character.toUpperCase(word.charAt(0)))
                        .append(word.substring(1));
            }
        }
        return id.toString();
    }

    private Content content(HandlerMethod handler, List<RequestParameter> parameters) {
        Class<?> row = ResolvableType.forMethodParameter(handler.getReturnType())
                .getGeneric()
                .resolve(Object.class);
        Schema<?> one = schemas.of(row);
        Content content = new Content();
        if (handler.getReturnType().getParameterType() != Listing.class) {
            return content.addMediaType("application/json", new MediaType().schema(one));
        } else if (handler.hasMethodAnnotation(BareArray.class)) {
            content.addMediaType("application/json", new MediaType().schema(AnswerSchemas.list(one)));
        } else {
            boolean dated = parameters.stream().anyMatch(parameter -> parameter.type() == AsOf.class);
            content.addMediaType("application/json", new MediaType().schema(page(row, one, dated)));
        }
        return content.addMediaType(
                "text/csv",
                new MediaType()
                        .schema(AnswerSchemas.typed("string")
                                .description("All rows unless limit is given, with a header; RFC 4180, UTF-8.")));
    }

    private Schema<?> page(Class<?> row, Schema<?> one, boolean dated) {
        Map<String, Schema<?>> members = new LinkedHashMap<>();
        members.put("items", AnswerSchemas.list(one));
        members.put(
                "next",
                AnswerSchemas.orNull(AnswerSchemas.typed("string"))
                        .description("The value of after for the next page; null on the last one."));
        members.put(
                "load_id",
                AnswerSchemas.orNull(AnswerSchemas.typed("integer").format("int64"))
                        .description("The newest published load; null as long as there is none."));
        if (dated) {
            members.put(
                    AsOf.PARAMETER,
                    AnswerSchemas.typed("string").format("date").description("The day that the rows are given for."));
        }
        return schemas.named(row.getSimpleName() + "Page", AnswerSchemas.object(members));
    }

    private ApiResponses responses(Content content) {
        Map<String, Header> headers = Map.of(
                "ETag",
                new Header()
                        .schema(AnswerSchemas.typed("string"))
                        .description("Names the answer; another one as soon as something else is published."));
        ApiResponses responses = new ApiResponses();
        responses.addApiResponse(
                "200",
                new ApiResponse().description("The answer.").content(content).headers(headers));
        responses.addApiResponse(
                "304",
                new ApiResponse()
                        .description("The client has the answer already.")
                        .headers(headers));
        REFUSALS.forEach((status, words) -> {
            boolean happens =
                    switch (status) {
                        case "401" -> guarded;
                        default -> true;
                    };
            if (happens) {
                responses.addApiResponse(
                        status,
                        new ApiResponse()
                                .description(words)
                                .content(new Content()
                                        .addMediaType(
                                                Problem.MEDIA_TYPE,
                                                new MediaType().schema(schemas.of(Problem.class)))));
            }
        });
        return responses;
    }
}
