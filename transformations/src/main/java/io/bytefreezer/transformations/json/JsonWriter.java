package io.bytefreezer.transformations.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.bytefreezer.transformations.event.ExactNumber;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes an event's maps and lists as UTF-8 JSON, numbers with the digits they came with. */
public final class JsonWriter {

    // Depth is bounded where events are read; what filters nest deeper is still written.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .build())
            .build();

    private JsonWriter() {}

    /** The object as UTF-8 bytes. */
    public static byte[] bytes(Map<String, ? extends @Nullable Object> object) {
        try (ByteArrayBuilder out = new ByteArrayBuilder(FACTORY._getBufferRecycler())) {
            try (JsonGenerator generator = FACTORY.createGenerator(out)) {
                write(generator, object);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write an event to memory", e);
        }
    }

    /** The object as text. */
    public static String text(Map<String, ? extends @Nullable Object> object) {
        return new String(bytes(object), StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator out, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> out.writeNull();
            case String text -> out.writeString(text);
            case Long number -> out.writeNumber(number);
            case ExactNumber number -> out.writeNumber(number.text());
            case Boolean flag -> out.writeBoolean(flag);
            case RawJson json -> out.writeRawValue(json.text());
            case Map<?, ?> map -> writeObject(out, map);
            case List<?> list -> writeArray(out, list);
            default ->
                throw new IllegalStateException(
                        "an event holds a " + value.getClass().getName());
        }
    }

    private static void writeObject(JsonGenerator out, Map<?, ?> map) throws IOException {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.writeFieldName((String) entry.getKey());
            write(out, entry.getValue());
        }
        out.writeEndObject();
    }

    private static void writeArray(JsonGenerator out, List<?> list) throws IOException {
        out.writeStartArray();
        for (Object element : list) {
            write(out, element);
        }
        out.writeEndArray();
    }
}
