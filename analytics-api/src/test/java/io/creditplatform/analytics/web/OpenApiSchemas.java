package io.creditplatform.analytics.web;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The schemas of a server's OpenAPI document, as a validator of JSON understands them. Members that are not described are wrong. */
final class OpenApiSchemas {

    private final JsonNode document;
    private final SchemaRegistry validators = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    OpenApiSchemas(JsonNode document) {
        this.document = closed(document.deepCopy());
    }

    private static JsonNode closed(JsonNode node) {
        if (node instanceof ObjectNode object && object.has("properties") && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(OpenApiSchemas::closed);
        return node;
    }

    /** The media types that an endpoint describes for a status. */
    List<String> mediaTypes(String path, int status) {
        return List.copyOf(response(path, status).path("content").propertyNames());
    }

    /** What a body has that its description does not allow. */
    List<String> differences(String path, int status, String mediaType, String body) {
        ObjectNode whole = JsonMapper.shared().createObjectNode();
        whole.set("components", document.get("components"));
        JsonNode schema = response(path, status).at("/content/" + mediaType.replace("/", "~1") + "/schema");
        whole.setAll((ObjectNode) schema);
        Schema validator = validators.getSchema(whole);
        return validator
                .validate(
                        JsonMapper.shared().readTree(body),
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }

    private JsonNode response(String path, int status) {
        return document.get("paths").get(path).at("/get/responses/" + status);
    }
}
