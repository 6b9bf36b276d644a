package io.bytefreezer.transformations.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.ExactNumber;
import io.bytefreezer.transformations.event.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object from UTF-8 bytes into maps and lists.
 *
 * <p>Stricter than most readers where something would be lost: a repeated key, half a surrogate pair, anything after the object.
 */
public final class JsonReader {

    private static final int NUMBER_CHARS_MAX = 1000;
    private static final int LONG_CHARS_SAFE = 18;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final JsonFactory factory;
    private final int depthMax;

    /** A reader that refuses what goes over the limits. */
    public JsonReader(Limits limits) {
        depthMax = limits.depth();
        factory = JsonFactory.builder()
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(depthMax + 1)
                        .maxStringLength(limits.payloadBytes())
                        .maxNameLength(limits.fieldNameChars())
                        .maxNumberLength(NUMBER_CHARS_MAX)
                        .build())
                .build();
    }

    /** The object that the bytes are; the map is the caller's to change. */
    @SuppressWarnings("unchecked") // an object is read as a map with text keys
    public Map<String, @Nullable Object> object(byte[] utf8) throws EventException {
        Object object = read(utf8, (reading, first) -> {
            if (first != JsonToken.START_OBJECT) {
                throw malformed("the payload is " + nameOf(first) + ", not a JSON object");
            }
            return reading.object(1);
        });
        return (Map<String, @Nullable Object>) Objects.requireNonNull(object);
    }

    /** The value of any kind that the bytes are; it is the caller's to change. */
    public @Nullable Object value(byte[] utf8) throws EventException {
        return read(utf8, (reading, first) -> reading.value(first, 0));
    }

    /** Reads what begins with a token. */
    private interface Part {
        @Nullable Object read(Reading reading, @Nullable JsonToken first) throws IOException, EventException;
    }

    private @Nullable Object read(byte[] utf8, Part part) throws EventException {
        if (!Utf8.isValid(utf8)) {
            throw malformed("the payload is not valid UTF-8");
        }
        int start = startsWithMark(utf8) ? BYTE_ORDER_MARK.length : 0;
        try (JsonParser parser = factory.createParser(utf8, start, utf8.length - start)) {
            JsonToken first = parser.nextToken();
            // Valid UTF-8 has no half pairs: only an escape can bring one.
            Reading reading = new Reading(parser, depthMax, hasBackslash(utf8));
            Object value = part.read(reading, first);
            if (parser.nextToken() != null) {
                throw malformed("there is more after the JSON value" + where(parser));
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw new EventException(ErrorCode.TOO_LARGE, "the JSON is over a limit: " + e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            throw malformed("not JSON: " + firstLine(e.getOriginalMessage()) + where(e));
        } catch (IOException e) {
            // Reading from memory fails with nothing but the above; kept as a value all the same.
            throw malformed("not JSON: " + e.getMessage());
        }
    }

    /** One object being read. */
    private record Reading(JsonParser parser, int depthMax, boolean escapes) {

        Map<String, @Nullable Object> object(int depth) throws IOException, EventException {
            requireDepth(depth);
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                if (object.containsKey(name)) {
                    throw new EventException(ErrorCode.DUPLICATE_KEY, "key \"" + name + "\" repeats" + where(parser));
                }
                object.put(requirePaired(name), value(token, depth));
            }
            return object;
        }

        private List<@Nullable Object> array(int depth) throws IOException, EventException {
            requireDepth(depth);
            List<@Nullable Object> array = new ArrayList<>();
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                array.add(value(token, depth));
            }
            return array;
        }

        private @Nullable Object value(@Nullable JsonToken token, int depth) throws IOException, EventException {
            return switch (token) {
                case VALUE_STRING -> requirePaired(parser.getText());
                case VALUE_NUMBER_INT -> integer(parser.getText());
                case VALUE_NUMBER_FLOAT -> new ExactNumber(parser.getText());
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                case VALUE_NULL -> null;
                case START_OBJECT -> object(depth + 1);
                case START_ARRAY -> array(depth + 1);
                case null -> throw malformed("not JSON: it ends early" + where(parser));
                default -> throw malformed("not JSON: a value is missing" + where(parser));
            };
        }

        private void requireDepth(int depth) throws EventException {
            if (depth > depthMax) {
                throw new EventException(
                        ErrorCode.TOO_DEEP, "nested deeper than " + depthMax + " levels" + where(parser));
            }
        }

        private String requirePaired(String text) throws EventException {
            if (escapes && Utf8.hasLoneSurrogate(text)) {
                throw malformed("a text has half of a surrogate pair" + where(parser));
            }
            return text;
        }
    }

    /** A long where its text comes out the same, else the text. */
    static Object integer(String text) {
        if (text.length() <= LONG_CHARS_SAFE && !text.equals("-0")) {
            return Long.valueOf(text);
        }
        try {
            Long value = Long.valueOf(text);
            return value.toString().equals(text) ? value : new ExactNumber(text);
        } catch (NumberFormatException e) {
            return new ExactNumber(text);
        }
    }

    private static boolean hasBackslash(byte[] bytes) {
        for (byte b : bytes) {
            if (b == '\\') {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length >= 3
                && bytes[0] == BYTE_ORDER_MARK[0]
                && bytes[1] == BYTE_ORDER_MARK[1]
                && bytes[2] == BYTE_ORDER_MARK[2];
    }

    private static String nameOf(@Nullable JsonToken token) {
        return switch (token) {
            case null -> "empty";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            default -> "something else";
        };
    }

    private static EventException malformed(String detail) {
        return new EventException(ErrorCode.MALFORMED_JSON, detail);
    }

    private static String where(JsonParser parser) {
        return " (byte " + parser.currentLocation().getByteOffset() + ")";
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null ? "" : " (byte " + e.getLocation().getByteOffset() + ")";
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
    }
}
