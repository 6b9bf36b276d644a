package io.bytefreezer.control.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.bytefreezer.runtime.suggest.Nearest;
import io.bytefreezer.transformations.json.RawJson;
import java.io.IOException;
import java.util.List;

/** JSON of the REST interface: snake case, nothing unknown, nothing twice, nothing converted on the quiet. */
final class ApiJson {

    /** What is nested here is nested a little deeper in a snapshot, which every reader must still take. */
    private static final int DEPTH_MAX = 100;

    static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MAX)
                            .build())
                    .build())
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule().addSerializer(new AsItIs()))
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ApiJson() {}

    /** Writes JSON of the engine as it is. */
    private static final class AsItIs extends StdSerializer<RawJson> {

        private static final long serialVersionUID = 1;

        AsItIs() {
            super(RawJson.class);
        }

        @Override
        public void serialize(RawJson json, JsonGenerator out, SerializerProvider serializers) throws IOException {
            out.writeRawValue(json.text());
        }
    }

    static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a " + value.getClass().getName() + " cannot be written as JSON", e);
        }
    }

    /**
     * The body of a request.
     *
     * @throws RefusedException when the text is not such a body; the answer says where and why
     */
    static <T> T read(String text, Class<T> type) {
        try {
            T body = MAPPER.readValue(text, type);
            if (body == null) {
                throw new RefusedException(
                        400, ErrorView.at("", "invalid_body", "the body is a JSON object, not null"));
            }
            return body;
        } catch (JsonProcessingException e) {
            throw new RefusedException(400, explain(e));
        }
    }

    private static ErrorView explain(JsonProcessingException error) {
        return switch (error) {
            case UnrecognizedPropertyException unknown -> unknownProperty(unknown);
            case InvalidNullException missing ->
                ErrorView.at(pointer(missing), "missing_property", "a value is needed here, not null");
            case ValueInstantiationException invalid -> ErrorView.at(pointer(invalid), "invalid_value", cause(invalid));
            case MismatchedInputException mismatched -> mismatched(mismatched);
            case StreamReadException malformed -> malformed(malformed);
            default -> ErrorView.at("", "invalid_body", error.getOriginalMessage());
        };
    }

    private static ErrorView unknownProperty(UnrecognizedPropertyException error) {
        List<String> known = error.getKnownPropertyIds().stream()
                .map(Object::toString)
                .sorted()
                .toList();
        String suggestion = Nearest.to(error.getPropertyName(), known).orElse(null);
        return new ErrorView(
                "unknown_property",
                "there is no property '" + error.getPropertyName() + "' here: "
                        + (suggestion == null
                                ? "known are " + String.join(", ", known)
                                : "did you mean '" + suggestion + "'?"),
                pointer(error),
                suggestion,
                null);
    }

    private static ErrorView mismatched(MismatchedInputException error) {
        String message = error.getOriginalMessage();
        if (message.startsWith("Missing required creator property")) {
            String name = message.split("'", 3)[1];
            return ErrorView.at(
                    pointer(error) + "/" + name, "missing_property", "the property '" + name + "' is needed");
        }
        Class<?> wanted = error.getTargetType();
        return ErrorView.at(pointer(error), "invalid_value", "the value here is to be " + describe(wanted));
    }

    private static String describe(Class<?> wanted) {
        return switch (wanted.getSimpleName()) {
            case "String", "ResourceId" -> "a text";
            case "Boolean", "boolean" -> "true or false";
            case "Integer", "int", "Long", "long" -> "a whole number";
            case "List", "ArrayList" -> "a list";
            default -> "an object";
        };
    }

    private static ErrorView malformed(StreamReadException error) {
        var place = error.getLocation();
        return ErrorView.at(
                "",
                "malformed_json",
                "this is not JSON, at line " + place.getLineNr() + ", column " + place.getColumnNr() + ": "
                        + error.getOriginalMessage());
    }

    private static String cause(JsonMappingException error) {
        Throwable cause = error.getCause();
        return cause == null ? error.getOriginalMessage() : String.valueOf(cause.getMessage());
    }

    private static String pointer(JsonMappingException error) {
        JsonPointer pointer = JsonPointer.empty();
        for (JsonMappingException.Reference step : error.getPath()) {
            pointer = step.getFieldName() == null
                    ? pointer.appendIndex(step.getIndex())
                    : pointer.appendProperty(step.getFieldName());
        }
        return pointer.toString();
    }
}
