package io.bytefreezer.transformations.format;

import io.bytefreezer.transformations.json.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A payload as text.
 *
 * @param value the text without the line's end; U+FFFD stands for bytes that are not UTF-8
 * @param rawBase64 the bytes themselves where that happened, else null: nothing is lost
 */
public record Text(String value, @Nullable String rawBase64) {

    /** Field for the bytes of a text that is not UTF-8. */
    public static final String RAW_FIELD = "_raw_base64";

    /** The text of a payload. */
    public static Text of(byte[] payload) {
        int end = payload.length;
        if (end > 0 && payload[end - 1] == '\n') {
            end--;
        }
        if (end > 0 && payload[end - 1] == '\r') {
            end--;
        }
        String value = new String(payload, 0, end, StandardCharsets.UTF_8);
        return new Text(
                value, Utf8.isValid(payload) ? null : Base64.getEncoder().encodeToString(payload));
    }

    /** An event of nothing but this text, as its {@code message}. */
    public Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("message", value);
        addRaw(fields);
        return fields;
    }

    /** Adds the bytes themselves to an event made of this text, where the text lost something. */
    public void addRaw(Map<String, @Nullable Object> fields) {
        if (rawBase64 != null) {
            fields.put(RAW_FIELD, rawBase64);
        }
    }
}
