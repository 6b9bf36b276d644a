package io.bytefreezer.transformations.filters.text.kv;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of pairs.
 *
 * @param prefix what goes before each key
 * @param includeKeys keys that are wanted; all when there are none
 * @param excludeKeys keys that are not
 * @param trimKey characters taken off both ends of keys
 * @param trimValue characters taken off both ends of values
 * @param allowDuplicate whether a value that a key has already is listed again
 */
public record PairRules(
        String prefix,
        Set<String> includeKeys,
        Set<String> excludeKeys,
        String trimKey,
        String trimValue,
        boolean allowDuplicate) {

    /** Copies the sets. */
    public PairRules {
        includeKeys = Set.copyOf(includeKeys);
        excludeKeys = Set.copyOf(excludeKeys);
    }

    /** The fields that the pairs of a text are: texts, and lists of texts for keys that repeat. */
    Map<String, @Nullable Object> fields(String text, PairSyntax syntax) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        Set<Map.Entry<String, String>> seen = new HashSet<>();
        new PairScanner(text, syntax).forEach((key, value) -> {
            String name = trim(key, trimKey);
            String trimmed = trim(value, trimValue);
            if (isWanted(name) && (allowDuplicate || seen.add(Map.entry(name, trimmed)))) {
                add(fields, prefix + name, trimmed);
            }
        });
        return fields;
    }

    private boolean isWanted(String key) {
        return !key.isEmpty() && (includeKeys.isEmpty() || includeKeys.contains(key)) && !excludeKeys.contains(key);
    }

    @SuppressWarnings("unchecked") // the lists in this map are those made here
    private static void add(Map<String, @Nullable Object> fields, String name, String value) {
        Object earlier = fields.get(name);
        if (earlier == null) {
            fields.put(name, value);
        } else if (earlier instanceof List<?> list) {
            ((List<Object>) list).add(value);
        } else {
            List<Object> values = new ArrayList<>();
            values.add(earlier);
            values.add(value);
            fields.put(name, values);
        }
    }

    private static String trim(String text, String characters) {
        if (characters.isEmpty()) {
            return text;
        }
        int start = 0;
        int end = text.length();
        while (start < end && characters.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && characters.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(start, end);
    }
}
