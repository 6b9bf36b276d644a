package io.bytefreezer.transformations.filters.text.dissect;

import io.bytefreezer.transformations.option.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of the dissect filter, in the language of Logstash's: fields and the delimiters between them. Each value ends at the
 * first delimiter after it, the last one at the end of the text, so a match is one pass with a search for fixed texts.
 *
 * @param prefix what the text begins with
 * @param keys the fields with the delimiters after them, at least one
 */
record DissectPattern(String prefix, List<DissectKey> keys) {

    private static final int KEYS_MAX = 1000;

    /** Copies the list. */
    DissectPattern {
        keys = List.copyOf(keys);
    }

    /** The pattern that a text says; nothing after what is wrong with it was reported. */
    static Optional<DissectPattern> compile(String pattern, Site site) {
        int open = pattern.indexOf("%{");
        if (open < 0) {
            site.report("the pattern has no field such as %{name}");
            return Optional.empty();
        }
        String prefix = pattern.substring(0, open);
        List<DissectKey> keys = new ArrayList<>();
        while (open >= 0) {
            int close = pattern.indexOf('}', open);
            if (close < 0) {
                site.report("'%{' at position " + open + " has no '}'");
                return Optional.empty();
            }
            int next = pattern.indexOf("%{", close);
            if (next == close + 1) {
                site.report("the fields at positions " + open + " and " + next
                        + " have nothing between them that could tell where the first ends");
                return Optional.empty();
            }
            String delimiter = next < 0 ? pattern.substring(close + 1) : pattern.substring(close + 1, next);
            keys.add(DissectKey.of(pattern.substring(open + 2, close), delimiter));
            open = next;
        }
        if (keys.size() > KEYS_MAX) {
            site.report("there are " + keys.size() + " fields; " + KEYS_MAX + " are allowed");
            return Optional.empty();
        }
        return Optional.of(new DissectPattern(prefix, keys));
    }

    /** The value of each key, null for those that nobody asks for by name; null when the text does not fit. */
    @Nullable String @Nullable [] match(String text) {
        if (!text.startsWith(prefix)) {
            return null;
        }
        @Nullable String[] values = new String[keys.size()];
        int last = values.length - 1;
        int at = prefix.length();
        for (int i = 0; i < last; i++) {
            DissectKey key = keys.get(i);
            int end = text.indexOf(key.delimiter(), at);
            if (end < 0) {
                return null;
            }
            values[i] = key.name().isEmpty() ? null : text.substring(at, end);
            at = key.padded()
                    ? endOfPadding(text, key.delimiter(), end)
                    : end + key.delimiter().length();
        }
        int end = endOfLast(text, keys.get(last), at);
        if (end < 0) {
            return null;
        }
        values[last] = keys.get(last).name().isEmpty() ? null : text.substring(at, end);
        return values;
    }

    private static int endOfPadding(String text, String delimiter, int from) {
        int at = from;
        while (text.startsWith(delimiter, at)) {
            at += delimiter.length();
        }
        return at;
    }

    /** Where the last value ends; -1 when the text does not end with the last delimiter. */
    private static int endOfLast(String text, DissectKey key, int from) {
        int length = key.delimiter().length();
        if (length == 0) {
            return text.length();
        }
        int end = text.length();
        boolean found = false;
        while (end - length >= from && text.startsWith(key.delimiter(), end - length) && (key.padded() || !found)) {
            end -= length;
            found = true;
        }
        return found ? end : -1;
    }
}
