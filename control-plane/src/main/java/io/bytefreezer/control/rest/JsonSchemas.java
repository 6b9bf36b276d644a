package io.bytefreezer.control.rest;

import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonAnyFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonArrayFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonBooleanFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonFormatVisitable;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonIntegerFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonMapFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonStringFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonValueFormat;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON Schemas of records, as the mapper reads and writes them: top-level types by name, what is in them in place. */
final class JsonSchemas {

    private final ObjectNode named;

    /** Schemas that are kept in this object by name. */
    JsonSchemas(ObjectNode named) {
        this.named = named;
    }

    /** A reference to the schema of a type. */
    ObjectNode of(Class<?> type) {
        if (type == JsonNode.class) {
            return ApiJson.MAPPER.createObjectNode().put("type", "object");
        }
        String name = type.getSimpleName();
        if (!named.has(name)) {
            named.set(name, inPlace(ApiJson.MAPPER.constructType(type)));
        }
        return ApiJson.MAPPER.createObjectNode().put("$ref", "#/components/schemas/" + name);
    }

    private static ObjectNode inPlace(JavaType type) {
        Describer describer = new Describer();
        try {
            ApiJson.MAPPER.acceptJsonFormatVisitor(type, describer);
        } catch (JsonMappingException e) {
            throw new IllegalArgumentException(type + " has no JSON Schema", e);
        }
        return describer.schema;
    }

    /** Jackson tells it how it would write a type. */
    private static final class Describer extends JsonFormatVisitorWrapper.Base {

        private final ObjectNode schema = ApiJson.MAPPER.createObjectNode();

        @Override
        public JsonStringFormatVisitor expectStringFormat(JavaType type) {
            schema.put("type", "string");
            return new JsonStringFormatVisitor.Base() {
                @Override
                public void format(JsonValueFormat format) {
                    schema.put("format", format.toString());
                }
            };
        }

        @Override
        public JsonIntegerFormatVisitor expectIntegerFormat(JavaType type) {
            schema.put("type", "integer");
            return new JsonIntegerFormatVisitor.Base();
        }

        @Override
        public JsonBooleanFormatVisitor expectBooleanFormat(JavaType type) {
            schema.put("type", "boolean");
            return new JsonBooleanFormatVisitor.Base();
        }

        @Override
        public JsonMapFormatVisitor expectMapFormat(JavaType type) {
            schema.put("type", "object");
            return new JsonMapFormatVisitor.Base();
        }

        @Override
        public JsonAnyFormatVisitor expectAnyFormat(JavaType type) {
            return new JsonAnyFormatVisitor.Base();
        }

        @Override
        public JsonArrayFormatVisitor expectArrayFormat(JavaType type) {
            schema.put("type", "array");
            return new JsonArrayFormatVisitor.Base() {
                @Override
                public void itemsFormat(JsonFormatVisitable handler, JavaType element) {
                    schema.set("items", inPlace(element));
                }
            };
        }

        @Override
        public JsonObjectFormatVisitor expectObjectFormat(JavaType type) {
            schema.put("type", "object");
            ObjectNode properties = schema.putObject("properties");
            return new JsonObjectFormatVisitor.Base() {
                @Override
                public void property(BeanProperty property) {
                    optionalProperty(property);
                    schema.withArray("required").add(property.getName());
                }

                @Override
                public void optionalProperty(BeanProperty property) {
                    ObjectNode described = inPlace(property.getType());
                    String description = property.getMetadata().getDescription();
                    if (description != null) {
                        described.put("description", description);
                    }
                    properties.set(property.getName(), described);
                }
            };
        }
    }
}
