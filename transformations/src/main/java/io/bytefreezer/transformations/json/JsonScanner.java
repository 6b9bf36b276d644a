package io.bytefreezer.transformations.json;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one document by the grammar of RFC 8259. What costs is reading texts and making maps; so texts are looked at by eight
 * bytes at a time, and names that were seen before are not made again. Belongs to one thread.
 */
final class JsonScanner {

    /** Most events have more fields than the sixteen with which a map begins, and few objects in them have. */
    private static final int FIELDS_EXPECTED = 32;

    private final byte[] in;
    private final Limits limits;
    private final JsonTexts texts;
    private final JsonNumbers numbers;
    private int at;

    /** A scanner of bytes that are valid UTF-8. */
    JsonScanner(byte[] utf8, int start, boolean ascii, Limits limits, NameCache names) {
        this.in = utf8;
        this.at = start;
        this.limits = limits;
        this.texts = new JsonTexts(utf8, ascii, names);
        this.numbers = new JsonNumbers(utf8);
    }

    /** The object that the whole document is. */
    Map<String, @Nullable Object> object() throws EventException {
        int first = next();
        if (first != '{') {
            throw malformed("the payload is " + nameOf(first) + ", not a JSON object");
        }
        at++;
        Map<String, @Nullable Object> object = object(1);
        requireEnd();
        return object;
    }

    /** The value that the whole document is. */
    @Nullable Object value() throws EventException {
        Object value = value(0);
        requireEnd();
        return value;
    }

    private void requireEnd() throws EventException {
        if (next() >= 0) {
            throw malformed("there is more after the JSON value" + where());
        }
    }

    private Map<String, @Nullable Object> object(int depth) throws EventException {
        requireDepth(depth);
        Map<String, @Nullable Object> object =
                depth == 1 ? LinkedHashMap.newLinkedHashMap(FIELDS_EXPECTED) : new LinkedHashMap<>();
        if (next() == '}') {
            at++;
            return object;
        }
        while (true) {
            expect('"', "a name in quotes");
            String name = name();
            if (next() != ':') {
                throw malformed("not JSON: a ':' is missing after a name" + where());
            }
            at++;
            Object value = value(depth);
            int size = object.size();
            object.put(name, value);
            if (object.size() == size) {
                throw new EventException(ErrorCode.DUPLICATE_KEY, "key \"" + name + "\" repeats" + where());
            }
            if (ends('}')) {
                return object;
            }
        }
    }

    private List<@Nullable Object> array(int depth) throws EventException {
        requireDepth(depth);
        List<@Nullable Object> array = new ArrayList<>();
        if (next() == ']') {
            at++;
            return array;
        }
        while (true) {
            array.add(value(depth));
            if (ends(']')) {
                return array;
            }
        }
    }

    /** Whether an object or array ends here; if not, a comma was passed. */
    private boolean ends(char close) throws EventException {
        int c = next();
        if (c != close && c != ',') {
            throw malformed("not JSON: a ',' or '" + close + "' is missing" + where());
        }
        at++;
        return c == close;
    }

    private @Nullable Object value(int depth) throws EventException {
        int c = next();
        return switch (c) {
            case '"' -> {
                at++;
                yield text();
            }
            case '{' -> {
                at++;
                yield object(depth + 1);
            }
            case '[' -> {
                at++;
                yield array(depth + 1);
            }
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> literal("null", null);
            default -> number(c);
        };
    }

    private String name() throws EventException {
        String name = texts.name(at);
        at = texts.end();
        if (name.length() > limits.fieldNameChars()) {
            throw new EventException(
                    ErrorCode.TOO_LARGE,
                    "the JSON is over a limit: a name has " + name.length() + " characters; " + limits.fieldNameChars()
                            + " are allowed");
        }
        return name;
    }

    private String text() throws EventException {
        String text = texts.text(at);
        at = texts.end();
        return text;
    }

    private Object number(int first) throws EventException {
        if (first < 0) {
            throw malformed("not JSON: it ends early" + where());
        }
        Object number = numbers.read(at);
        at = numbers.end();
        return number;
    }

    private @Nullable Object literal(String word, @Nullable Object value) throws EventException {
        int end = at + word.length();
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= in.length || in[at + i] != word.charAt(i)) {
                throw malformed("not JSON: neither a value nor '" + word + "'" + where());
            }
        }
        at = end;
        return value;
    }

    private void expect(char wanted, String what) throws EventException {
        if (next() != wanted) {
            throw malformed("not JSON: " + what + " is missing" + where());
        }
        at++;
    }

    /** The next byte that is no white space, not passed; -1 at the end. */
    private int next() {
        while (at < in.length) {
            byte b = in[at];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b & 0xFF;
            }
            at++;
        }
        return -1;
    }

    private void requireDepth(int depth) throws EventException {
        if (depth > limits.depth()) {
            throw new EventException(ErrorCode.TOO_DEEP, "nested deeper than " + limits.depth() + " levels" + where());
        }
    }

    private static String nameOf(int first) {
        return switch (first) {
            case -1 -> "empty";
            case '[' -> "an array";
            case '"' -> "a string";
            case 't', 'f' -> "a boolean";
            case 'n' -> "null";
            default -> first == '-' || Character.isDigit(first) ? "a number" : "something else";
        };
    }

    private String where() {
        return " (byte " + at + ")";
    }

    static EventException malformed(String detail) {
        return new EventException(ErrorCode.MALFORMED_JSON, detail);
    }
}
