package io.bytefreezer.transformations.formats.security;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names custom fields as their labels say: {@code cs1=dmz cs1Label=Zone} becomes {@code Zone: dmz}. */
final class CefLabels {

    private static final String SUFFIX = "Label";

    private CefLabels() {}

    /**
     * The same values, those that have a label under it and the label left out. A label that would take another field's place
     * names nothing: its field and itself stay as they are.
     *
     * @param taken names of fields outside the extension
     */
    static Map<String, @Nullable Object> apply(
            Map<String, @Nullable Object> values, Map<String, @Nullable Object> taken, int nameCharsMax) {
        if (!hasLabels(values)) {
            return values;
        }
        Map<String, String> names = names(values, taken, nameCharsMax);
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (!isLabelOf(key, names)) {
                named.put(names.getOrDefault(key, key), value);
            }
        });
        return named;
    }

    /** Most messages have none, and then nothing more is to be done. */
    private static boolean hasLabels(Map<String, @Nullable Object> values) {
        for (String key : values.keySet()) {
            if (key.endsWith(SUFFIX)) {
                return true;
            }
        }
        return false;
    }

    /** The labels by the keys that they name. */
    private static Map<String, String> names(
            Map<String, @Nullable Object> values, Map<String, @Nullable Object> taken, int nameCharsMax) {
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, String> keys = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            String of = key.endsWith(SUFFIX) ? key.substring(0, key.length() - SUFFIX.length()) : "";
            if (values.containsKey(of) && value instanceof String name && isName(name, nameCharsMax)) {
                boolean free = !values.containsKey(name) && !taken.containsKey(name) && !keys.containsKey(name);
                if (free) {
                    keys.put(name, of);
                    names.put(of, name);
                }
            }
        });
        return names;
    }

    private static boolean isName(String name, int charsMax) {
        return !name.isBlank() && name.length() <= charsMax;
    }

    private static boolean isLabelOf(String key, Map<String, String> names) {
        return key.endsWith(SUFFIX) && names.containsKey(key.substring(0, key.length() - SUFFIX.length()));
    }
}
