package io.bytefreezer.control.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The OpenAPI 3.1 document of a table of routes. */
final class OpenApi {

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
    private static final String JSON = "application/json";

    private final ObjectNode root = ApiJson.MAPPER.createObjectNode();
    private final JsonSchemas schemas =
            new JsonSchemas(root.putObject("components").putObject("schemas"));

    private OpenApi() {}

    static ObjectNode of(List<Route> routes) {
        OpenApi document = new OpenApi();
        document.root.put("openapi", "3.1.0");
        document.root
                .putObject("info")
                .put("title", "ByteFreezer control plane")
                .put("version", "v1")
                .put(
                        "description",
                        "Tenants, datasets, transformations, tables, saved queries and keys. Errors say what, where and what to do.");
        document.root
                .withObject("/components/securitySchemes/service_key")
                .put("type", "http")
                .put("scheme", "bearer");
        ObjectNode paths = document.root.putObject("paths");
        routes.forEach(route -> document.describe(
                route,
                paths.withObjectProperty(route.path()).putObject(route.method().toLowerCase(Locale.ROOT))));
        return document.root;
    }

    private void describe(Route route, ObjectNode operation) {
        operation.put("operationId", route.operation()).put("summary", route.summary());
        parameters(route, operation.putArray("parameters"));
        Class<?> request = route.contract().request();
        if (request != null) {
            operation
                    .putObject("requestBody")
                    .putObject("content")
                    .putObject(mediaType(request))
                    .set("schema", schema(request));
        }
        ObjectNode responses = operation.putObject("responses");
        success(route, responses.putObject(String.valueOf(route.contract().status())));
        error("Refused: the body says why.", responses.putObject("default"));
        if (!route.contract().open()) {
            error("The key is missing, unknown or revoked.", responses.putObject("401"));
            operation.putArray("security").addObject().putArray("service_key");
        }
    }

    private static void parameters(Route route, ArrayNode parameters) {
        Matcher matcher = PARAMETER.matcher(route.path());
        while (matcher.find()) {
            ObjectNode parameter = parameters.addObject();
            parameter.put("name", matcher.group(1)).put("in", "path").put("required", true);
            parameter.putObject("schema").put("type", "string");
        }
        for (Route.Query query : route.contract().queries()) {
            ObjectNode parameter = parameters.addObject();
            parameter.put("name", query.name()).put("in", "query").put("description", query.description());
            parameter.putObject("schema").put("type", query.type());
        }
    }

    private void success(Route route, ObjectNode response) {
        response.put("description", "Done.");
        Class<?> type = route.contract().response();
        if (type == null) {
            return;
        }
        ObjectNode content = response.putObject("content").putObject(mediaType(type));
        if (route.contract().list()) {
            content.putObject("schema").put("type", "array").set("items", schemas.of(type));
        } else {
            content.set("schema", schema(type));
        }
    }

    private static String mediaType(Class<?> type) {
        return type == Csv.class ? Csv.MEDIA_TYPE : JSON;
    }

    private ObjectNode schema(Class<?> type) {
        return type == Csv.class ? ApiJson.MAPPER.createObjectNode().put("type", "string") : schemas.of(type);
    }

    private void error(String description, ObjectNode response) {
        response.put("description", description);
        response.putObject("content").putObject(JSON).set("schema", schemas.of(ErrorView.class));
    }
}
