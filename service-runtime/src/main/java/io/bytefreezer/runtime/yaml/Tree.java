package io.bytefreezer.runtime.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A YAML document, each part of which knows its place, e.g. {@code proxy.yaml:12}. */
public sealed interface Tree {

    /** Where it starts. */
    String place();

    /** What it is, for a sentence such as "expected text, found a list". */
    String kind();

    /** Whether YAML calls this null: nothing, {@code ~} or {@code null}, without quotes. */
    default boolean isNull() {
        return false;
    }

    /**
     * A single value. Which type it has is for the reader to say; {@code plain} tells text that stands without quotes.
     *
     * @param text the value
     * @param plain whether it is written without quotes
     * @param shown what a message may print of it: as written in the file, never what came from the environment
     */
    record Scalar(String place, String text, boolean plain, String shown) implements Tree {

        private static final int SHOWN_MAX = 60;

        /** Keeps what is shown short and on one line. */
        public Scalar {
            String line = shown.replaceAll("\\p{Cntrl}", "?");
            shown = line.length() > SHOWN_MAX ? line.substring(0, SHOWN_MAX) + "…" : line;
        }

        @Override
        public boolean isNull() {
            return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }

        @Override
        public String kind() {
            return isNull() ? "nothing" : "a single value";
        }
    }

    /**
     * A list.
     *
     * @param items its items in order
     */
    record Items(String place, List<Tree> items) implements Tree {

        /** Copies the items. */
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /**
     * A mapping.
     *
     * @param entries its entries by key, in the order of the file
     */
    record Entries(String place, Map<String, Entry> entries) implements Tree {

        /** Copies the entries, keeping their order. */
        public Entries {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        /** An empty mapping. */
        public static Entries empty(String place) {
            return new Entries(place, Map.of());
        }

        @Override
        public String kind() {
            return "a block of keys";
        }
    }

    /**
     * A value that cannot be used, which somebody has reported already.
     */
    record Broken(String place) implements Tree {

        @Override
        public String kind() {
            return "a broken value";
        }
    }

    /**
     * What a mapping holds under one key.
     *
     * @param place where the key stands
     * @param value the value under it
     */
    record Entry(String place, Tree value) {}
}
