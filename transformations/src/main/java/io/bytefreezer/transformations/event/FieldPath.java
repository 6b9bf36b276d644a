package io.bytefreezer.transformations.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a field is: {@code a.b} or {@code [a][b]}. A top-level field whose name is the whole text, dots and all, wins over the
 * nested one, and is the one written.
 *
 * @param text as configured
 * @param segments the names from the top level down, at least one
 */
public record FieldPath(String text, List<String> segments) {

    /** Copies the segments. */
    public FieldPath {
        segments = List.copyOf(segments);
    }

    /** The path that a text says, or nothing when it says none: an empty name, or brackets that do not pair. */
    public static Optional<FieldPath> parse(String text) {
        Optional<List<String>> segments = text.startsWith("[") ? bracketed(text) : dotted(text);
        return segments.map(names -> new FieldPath(text, names));
    }

    /** The path of a literal in our own code. */
    public static FieldPath of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a field path: " + text));
    }

    /** The path that leads from the end of this one on along another. */
    public FieldPath child(FieldPath further) {
        List<String> all = new ArrayList<>(segments);
        all.addAll(further.segments);
        return new FieldPath(String.join(".", all), all);
    }

    boolean isTopLevel() {
        return segments.size() == 1;
    }

    private static Optional<List<String>> dotted(String text) {
        List<String> names = List.of(text.split("\\.", -1));
        return names.stream().anyMatch(String::isEmpty) ? Optional.empty() : Optional.of(names);
    }

    private static Optional<List<String>> bracketed(String text) {
        List<String> names = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int close = text.indexOf(']', at);
            if (text.charAt(at) != '[' || close <= at + 1) {
                return Optional.empty();
            }
            names.add(text.substring(at + 1, close));
            at = close + 1;
        }
        return Optional.of(names);
    }

    @Override
    public String toString() {
        return text;
    }
}
