package io.bytefreezer.transformations.filters.text.kv;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the pairs in one text, from left to right. A key or a value that begins with a quote ends at the next one, provided
 * that a delimiter or the end follows; a backslash takes the meaning from a quote or a backslash after it. Any other quote is an
 * ordinary character. Belongs to one thread.
 */
final class PairScanner {

    private final String text;
    private final PairSyntax syntax;
    private int at;
    // Where the next delimiters are; searched again only once they are passed, so that a text without any is read once.
    private int nextField = -1;
    private int nextValue = -1;

    PairScanner(String text, PairSyntax syntax) {
        this.text = text;
        this.syntax = syntax;
    }

    /** Hands over each key with its value. What has no delimiter for a value is no pair, and passed over. */
    void forEach(BiConsumer<String, String> pair) {
        while (at < text.length()) {
            if (text.startsWith(syntax.fieldSplit(), at)) {
                at += syntax.fieldSplit().length();
            } else {
                next(pair);
            }
        }
    }

    private void next(BiConsumer<String, String> pair) {
        String key = quoted(syntax.valueSplit());
        if (key == null) {
            int end = Math.min(fieldEnd(), valueStart());
            key = text.substring(at, end);
            at = end;
        }
        if (at == text.length() || !text.startsWith(syntax.valueSplit(), at)) {
            at = fieldEnd();
            return;
        }
        at += syntax.valueSplit().length();
        String value = quoted(syntax.fieldSplit());
        if (value == null) {
            int end = fieldEnd();
            value = text.substring(at, end);
            at = end;
        }
        pair.accept(key, value);
    }

    /** The quoted text that begins here, with the position after it; null, with the position unchanged, when none does. */
    private @Nullable String quoted(String delimiter) {
        if (at == text.length() || syntax.quotes().indexOf(text.charAt(at)) < 0) {
            return null;
        }
        char quote = text.charAt(at);
        int end = closing(quote);
        if (end >= text.length() || (end + 1 < text.length() && !text.startsWith(delimiter, end + 1))) {
            return null;
        }
        String inside = text.substring(at + 1, end);
        at = end + 1;
        return inside.indexOf('\\') >= 0 ? unescaped(inside, quote) : inside;
    }

    /** Where the next quote is that no backslash takes the meaning from; at or after the end when there is none. */
    private int closing(char quote) {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != quote) {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return end;
    }

    /** Only quotes and backslashes need a backslash: the one in a path of Windows stays. */
    private static String unescaped(String text, char quote) {
        StringBuilder unescaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
            if (c == '\\' && (next == quote || next == '\\')) {
                unescaped.append(next);
                i++;
            } else {
                unescaped.append(c);
            }
        }
        return unescaped.toString();
    }

    private int fieldEnd() {
        if (nextField < at) {
            nextField = position(syntax.fieldSplit());
        }
        return nextField;
    }

    private int valueStart() {
        if (nextValue < at) {
            nextValue = position(syntax.valueSplit());
        }
        return nextValue;
    }

    private int position(String delimiter) {
        int found = text.indexOf(delimiter, at);
        return found < 0 ? text.length() : found;
    }
}
