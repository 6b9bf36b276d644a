package io.bytefreezer.lake.shape;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often something happened to a field, by its name. Senders choose names, so that only the first so many are counted for themselves, and all further ones together.
 * Not thread-safe.
 */
public final class FieldCounts {

    /** Stands for fields that are not counted for themselves; no name has parentheses around it by chance. */
    public static final String OTHERS = "(others)";

    /** Names counted for themselves. */
    public static final int NAMES_MAX = 100;

    /** Longer names are cut there. */
    static final int NAME_CHARS_MAX = 100;

    private final Map<String, Long> counts = new LinkedHashMap<>();

    /** Counts a field once more. */
    public void add(String field) {
        String name = field.length() <= NAME_CHARS_MAX ? field : field.substring(0, NAME_CHARS_MAX);
        boolean isKnown = counts.size() < NAMES_MAX || counts.containsKey(name);
        counts.merge(isKnown ? name : OTHERS, 1L, Long::sum);
    }

    /** The counts so far, in the order of each name's first. */
    public Map<String, Long> counts() {
        return new LinkedHashMap<>(counts);
    }
}
