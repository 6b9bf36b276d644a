package io.bytefreezer.transformations.json;

import io.bytefreezer.transformations.event.ExactNumber;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes an event's maps and lists as UTF-8 JSON, numbers with the digits they came with. */
public final class JsonWriter {

    private JsonWriter() {}

    /** The object as UTF-8 bytes. */
    public static byte[] bytes(Map<String, ? extends @Nullable Object> object) {
        JsonOutput out = new JsonOutput();
        write(out, object);
        return out.bytes();
    }

    /** The object as text. */
    public static String text(Map<String, ? extends @Nullable Object> object) {
        return new String(bytes(object), StandardCharsets.UTF_8);
    }

    private static void write(JsonOutput out, @Nullable Object value) {
        switch (value) {
            case null -> out.ascii("null");
            case String text -> out.text(text);
            case Long number -> out.number(number);
            case ExactNumber number -> out.ascii(number.text());
            case Boolean flag -> out.ascii(flag ? "true" : "false");
            case RawJson json -> out.raw(json.text());
            case Map<?, ?> map -> writeObject(out, map);
            case List<?> list -> writeArray(out, list);
            default ->
                throw new IllegalStateException(
                        "an event holds a " + value.getClass().getName());
        }
    }

    private static void writeObject(JsonOutput out, Map<?, ?> map) {
        char before = '{';
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.sign(before);
            out.text((String) entry.getKey());
            out.sign(':');
            write(out, entry.getValue());
            before = ',';
        }
        if (before == '{') {
            out.sign('{');
        }
        out.sign('}');
    }

    private static void writeArray(JsonOutput out, List<?> list) {
        char before = '[';
        for (Object element : list) {
            out.sign(before);
            write(out, element);
            before = ',';
        }
        if (before == '[') {
            out.sign('[');
        }
        out.sign(']');
    }
}
