package io.creditplatform.analytics.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.creditplatform.model.Coded;
import io.creditplatform.model.Money;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.NumberSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOperationComponentsCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;

/** Has the OpenAPI document say what every endpoint brings along, which no single one declares. */
@Configuration(proxyBeanMethods = false)
class OpenApiDocument {

    @Bean
    OpenAPI document() {
        return new OpenAPI()
                .info(new Info()
                        .title("Credit management platform: analytics")
                        .version(Version.ofTheProgram())
                        .description(
                                "Read-only. Money has two decimals, rates are shares of 1, times are UTC. ETag follows the newest"
                                        + " published load, and If-None-Match gets 304. A token is needed only where the server was"
                                        + " started with --tokens."))
                .components(new Components()
                        .addSecuritySchemes(
                                "token",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer"))
                        .addSchemas("Problem", problem()));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("Why a request got no answer, after RFC 9457.")
                .addProperty("type", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("parameter", new StringSchema().description("The parameter at fault, where one is."));
    }

    /** Records as their JSON is: keys in snake_case, money a number, codes as they are. */
    @Bean
    ModelResolver records() {
        return new ModelResolver(new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE));
    }

    @Bean
    ModelConverter values() {
        return new ModelConverter() {
            @Override
            public @Nullable Schema<?> resolve(
                    AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
                Class<?> raw = ResolvableType.forType(
                                type.getType() instanceof com.fasterxml.jackson.databind.JavaType java
                                        ? java.getRawClass()
                                        : type.getType())
                        .resolve(Object.class);
                if (raw == Money.class) {
                    return new NumberSchema().multipleOf(new BigDecimal("0.01")).example("12.00");
                } else if (raw.isEnum() && Coded.class.isAssignableFrom(raw)) {
                    StringSchema codes = new StringSchema();
                    Arrays.stream(raw.getEnumConstants())
                            .map(constant -> ((Coded) constant).code())
                            .forEach(codes::addEnumItem);
                    return codes;
                }
                return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
            }
        };
    }

    @Bean
    GlobalOperationComponentsCustomizer answers() {
        return new GlobalOperationComponentsCustomizer() {
            @Override
            public Operation customize(Operation operation, HandlerMethod handler) {
                return operation;
            }

            @Override
            public Operation customize(Operation operation, Components components, HandlerMethod handler) {
                if (Answer.class.isAssignableFrom(handler.getReturnType().getParameterType())) {
                    describe(operation, components, handler);
                }
                return operation;
            }
        };
    }

    private static void describe(Operation operation, Components components, HandlerMethod handler) {
        boolean listing = handler.getReturnType().getParameterType() == Listing.class;
        ResolvableType row =
                ResolvableType.forMethodParameter(handler.getReturnType()).getGeneric();
        ResolvedSchema resolved = ModelConverters.getInstance(true)
                .resolveAsResolvedSchema(new AnnotatedType(row.getType()).resolveAsRef(true));
        resolved.referencedSchemas.forEach((name, schema) -> {
            nameAsInJson(schema);
            components.addSchemas(name, schema);
        });
        Content content = new Content();
        if (listing) {
            content.addMediaType(
                    "application/json",
                    new MediaType()
                            .schema(
                                    handler.hasMethodAnnotation(BareArray.class)
                                            ? new ArraySchema().items(resolved.schema)
                                            : page(
                                                    resolved.schema,
                                                    Parameters.of(handler).stream()
                                                            .anyMatch(parameter -> parameter.type() == AsOf.class))));
            content.addMediaType("text/csv", new MediaType().schema(new StringSchema()));
        } else {
            content.addMediaType("application/json", new MediaType().schema(resolved.schema));
        }
        operation.setParameters(
                operation.getParameters() == null ? new java.util.ArrayList<>() : operation.getParameters());
        for (String name :
                Parameters.of(handler).stream().map(RequestParameter::name).toList()) {
            if (operation.getParameters().stream()
                    .noneMatch(known -> known.getName().equals(name))) {
                operation.addParametersItem(parameter(name, listing));
            }
        }
        Arrays.stream(handler.getMethodParameters()).forEach(declared -> describe(declared, operation));
        operation.getParameters().removeIf(parameter -> Objects.equals(parameter.getName(), "asOf"));
        ApiResponses responses = new ApiResponses()
                .addApiResponse(
                        "200", new ApiResponse().description("The answer.").content(content));
        responses.addApiResponse("304", new ApiResponse().description("The client has the answer already."));
        for (String status : List.of("400", "401", "404", "406", "429", "503")) {
            responses.addApiResponse(
                    status,
                    new ApiResponse()
                            .description("No answer, and why.")
                            .content(new Content()
                                    .addMediaType(
                                            Problem.MEDIA_TYPE,
                                            new MediaType().schema(new Schema<>().$ref("Problem")))));
        }
        operation.setResponses(responses);
        if (operation.getDescription() != null) {
            operation.setDescription(operation.getDescription().strip().replaceAll("\\s+", " ")); // of a text block
        }
        operation.setTags(List.of(handler.getBeanType().getPackageName().replaceFirst(".*\\.", "")));
    }

    /** Describes a parameter as clients write it, which the library does not: it shows values as they are in the program. */
    private static void describe(MethodParameter declared, Operation operation) {
        RequestParam request = declared.getParameterAnnotation(RequestParam.class);
        if (request == null || request.defaultValue().equals(ValueConstants.DEFAULT_NONE)) {
            return;
        }
        for (Parameter parameter : operation.getParameters()) {
            if (parameter.getName().equals(request.name())) {
                if (declared.getParameterType() == Top.class) {
                    parameter.setSchema(numberOfRows());
                }
                parameter.getSchema().setDefault(request.defaultValue());
            }
        }
    }

    private static Schema<?> numberOfRows() {
        return new IntegerSchema().minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(PageRequest.MOST));
    }

    /** Takes issueDate, whose name begins like that of a boolean's getter, for what it is; it is left in camel case otherwise. */
    @SuppressWarnings("rawtypes") // as the library declares it
    private static void nameAsInJson(Schema<?> schema) {
        Map<String, Schema> named = new LinkedHashMap<>();
        if (schema.getProperties() != null) {
            schema.getProperties()
                    .forEach((name, property) ->
                            named.put(PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(name), property));
            schema.setProperties(named);
        }
    }

    private static Schema<?> page(Schema<?> row, boolean dated) {
        Schema<?> page = new ObjectSchema()
                .addProperty("items", new ArraySchema().items(row))
                .addProperty(
                        "next",
                        new StringSchema().description("The value of after for the next page; null on the last one."))
                .addProperty("load_id", new IntegerSchema().description("The newest published load."));
        return dated
                ? page.addProperty(
                        AsOf.PARAMETER,
                        new StringSchema().format("date").description("The day that the rows are given for."))
                : page;
    }

    private static QueryParameter parameter(String name, boolean listing) {
        QueryParameter parameter = new QueryParameter();
        parameter.setName(name);
        switch (name) {
            case "limit" ->
                parameter
                        .schema(numberOfRows())
                        .description("Rows of a page, 1 to " + PageRequest.MOST + " (default " + PageRequest.DEFAULT
                                + "). CSV has all rows unless it is given.");
            case "after" -> parameter.schema(new StringSchema()).description("The value of next in the page before.");
            case Format.PARAMETER -> {
                StringSchema formats = new StringSchema().addEnumItem(Format.JSON.code());
                parameter
                        .schema(listing ? formats.addEnumItem(Format.CSV.code()) : formats)
                        .description("Goes before Accept. A single object has no csv.");
            }
            case AsOf.PARAMETER ->
                parameter
                        .schema(new StringSchema().format("date"))
                        .description(
                                "The date that the answer is for, 1000-01-01 to 9998-12-31 (default: the day of the data).");
            default -> parameter.schema(new StringSchema());
        }
        return parameter;
    }
}
