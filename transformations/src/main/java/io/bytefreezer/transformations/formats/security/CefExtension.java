package io.bytefreezer.transformations.formats.security;

import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.format.FieldNames;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The extension of a CEF message: {@code key=value key=value}, where values may hold blanks. A key is what stands between a
 * blank and an equals sign without a backslash; an equals sign behind anything else belongs to the value, as many senders
 * forget its backslash in addresses of pages. Of the blanks before a key one divides, the others are the value's.
 */
final class CefExtension {

    /** Where text goes that no key introduces. */
    private static final String WITHOUT_KEY = "message";

    private final String text;
    private final int nameCharsMax;
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    private CefExtension(String text, int nameCharsMax) {
        this.text = text;
        this.nameCharsMax = nameCharsMax;
    }

    /** The values of a text by key, in order; those of a key that repeats make a list. */
    static Map<String, @Nullable Object> parse(String text, int nameCharsMax) throws EventException {
        CefExtension extension = new CefExtension(text, nameCharsMax);
        extension.parse();
        return extension.values;
    }

    private void parse() throws EventException {
        String key = null;
        int valueFrom = 0;
        int wordFrom = 0;
        boolean isKey = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ') {
                wordFrom = i + 1;
                isKey = true;
            } else if (c == '=' && isKey && i > wordFrom) {
                add(key, valueFrom, Math.max(valueFrom, wordFrom - 1));
                key = FieldNames.requireShort(text.substring(wordFrom, i), nameCharsMax);
                valueFrom = i + 1;
                isKey = false;
            } else if (c == '\\') {
                i++;
                isKey = false;
            } else if (isKey && !isKeyChar(c)) {
                isKey = false;
            }
        }
        add(key, valueFrom, text.length());
    }

    private void add(@Nullable String key, int from, int to) {
        if (key != null) {
            FieldNames.add(values, key, CefKeys.value(key, unescaped(from, to)));
        } else if (!text.substring(from, to).isBlank()) {
            FieldNames.add(values, WITHOUT_KEY, unescaped(from, to).strip());
        }
    }

    private static boolean isKeyChar(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "_.-[]:".indexOf(c) >= 0;
    }

    /** A backslash escapes an equals sign and itself, and makes {@code n} and {@code r} line ends; else it is itself. */
    private String unescaped(int from, int to) {
        int backslash = text.indexOf('\\', from, to);
        if (backslash < 0) {
            return text.substring(from, to);
        }
        StringBuilder value = new StringBuilder(to - from).append(text, from, backslash);
        int at = backslash;
        while (at < to) {
            char c = text.charAt(at);
            char next = c == '\\' && at + 1 < to ? text.charAt(at + 1) : '\0';
            char meant = switch (next) {
                case '=', '\\' -> next;
                case 'n' -> '\n';
                case 'r' -> '\r';
                default -> '\0';
            };
            value.append(meant == '\0' ? c : meant);
            at += meant == '\0' ? 1 : 2;
        }
        return value.toString();
    }
}
