package io.bytefreezer.transformations.formats.telemetry;

import io.bytefreezer.transformations.value.JsonNumber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of the protocol buffers that OTLP is made of, in their JSON form: each stands in an object whose key names its kind,
 * such as {@code {"intValue": "7"}}, and attributes in lists of keys and values.
 */
final class AnyValue {

    private AnyValue() {}

    /** The value itself; of bytes their Base64; null for an empty one. */
    static @Nullable Object of(@Nullable Object json) {
        if (!(json instanceof Map<?, ?> kinds) || kinds.size() != 1) {
            return json instanceof Map<?, ?> map && map.isEmpty() ? null : json;
        }
        Map.Entry<?, ?> value = kinds.entrySet().iterator().next();
        return switch ((String) value.getKey()) {
            case "stringValue", "boolValue", "bytesValue" -> value.getValue();
            case "intValue", "doubleValue" -> number(value.getValue());
            case "arrayValue" -> array(value.getValue());
            case "kvlistValue" -> value.getValue() instanceof Map<?, ?> list ? attributes(list.get("values")) : json;
            default -> json; // a kind that this version does not know
        };
    }

    /** An object of attributes. A key that repeats, which OTLP forbids, keeps all its values in a list. */
    static Map<String, @Nullable Object> attributes(@Nullable Object json) {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        Map<String, List<@Nullable Object>> repeated = new HashMap<>();
        if (json instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> attribute && attribute.get("key") instanceof String key) {
                    add(attributes, repeated, key, of(attribute.get("value")));
                }
            }
        }
        return attributes;
    }

    /** The number that a text is: 64 bits stand in quotes, as many readers of JSON do not have so many. */
    static @Nullable Object number(@Nullable Object json) {
        Object number = json instanceof String text ? JsonNumber.of(text) : null;
        return number == null ? json : number;
    }

    /** Lists of repeats are told from values that are lists themselves by being among the repeated. */
    private static void add(
            Map<String, @Nullable Object> attributes,
            Map<String, List<@Nullable Object>> repeated,
            String key,
            @Nullable Object value) {
        List<@Nullable Object> values = repeated.get(key);
        if (values == null && attributes.containsKey(key)) {
            values = new ArrayList<>();
            values.add(attributes.get(key));
            repeated.put(key, values);
            attributes.put(key, values);
        }
        if (values == null) {
            attributes.put(key, value);
        } else {
            values.add(value);
        }
    }

    private static @Nullable Object array(@Nullable Object json) {
        if (!(json instanceof Map<?, ?> array)) {
            return json;
        }
        List<@Nullable Object> values = new ArrayList<>();
        if (array.get("values") instanceof List<?> list) {
            list.forEach(value -> values.add(of(value)));
        }
        return values;
    }
}
