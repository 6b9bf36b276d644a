package io.bytefreezer.transformations.formats.metric;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.ExactNumber;
import io.bytefreezer.transformations.format.FieldNames;
import io.bytefreezer.transformations.time.EpochUnit;
import io.bytefreezer.transformations.value.JsonNumber;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the points of one payload, one after the other: {@code measurement,tag=value field=value,field=value time}. Used by the
 * call that made it.
 */
final class InfluxPoint {

    private static final BigInteger UNSIGNED_MAX = new BigInteger("18446744073709551615");
    private static final int INTEGER_CHARS_MAX = 21;

    private final String text;
    private final EpochUnit unit;
    private final int nameCharsMax;
    private int at;

    InfluxPoint(String text, EpochUnit unit, int nameCharsMax) {
        this.text = text;
        this.unit = unit;
        this.nameCharsMax = nameCharsMax;
    }

    /** Steps over blank lines and comments; whether there is another point. */
    boolean hasNext() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end + 1;
            } else if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
                at++;
            } else {
                return true;
            }
        }
        return false;
    }

    /** The next point. */
    Map<String, @Nullable Object> next() throws EventException {
        Map<String, @Nullable Object> point = new LinkedHashMap<>();
        String measurement = name(", ", "measurement");
        Map<String, @Nullable Object> tags = new LinkedHashMap<>();
        while (skip(',')) {
            String key = key("tag");
            put(tags, key, name(", ", "value of the tag '" + key + "'"));
        }
        skipBlanks();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        do {
            String key = key("field");
            put(values, key, value(key));
        } while (skip(','));
        skipBlanks();
        point.put("measurement", measurement);
        point.put("tags", tags);
        point.put("fields", values);
        time(point);
        return point;
    }

    private String key(String what) throws EventException {
        String key = FieldNames.requireShort(name("=, ", what + "'s name"), nameCharsMax);
        if (!skip('=')) {
            throw malformed("the " + what + " '" + key + "' has no value");
        }
        return key;
    }

    /** The characters up to one of these or the line's end; a backslash escapes a comma, an equals sign and a blank. */
    private String name(String stops, String what) throws EventException {
        StringBuilder name = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '\n' && stops.indexOf(text.charAt(at)) < 0) {
            boolean escapes =
                    text.charAt(at) == '\\' && at + 1 < text.length() && ",= ".indexOf(text.charAt(at + 1)) >= 0;
            if (escapes) {
                at++;
            }
            name.append(text.charAt(at++));
        }
        if (name.isEmpty()) {
            throw malformed("the " + what + " is empty");
        }
        return name.toString();
    }

    private Object value(String key) throws EventException {
        if (skip('"')) {
            return quoted();
        }
        int from = at;
        while (at < text.length() && ", \n\r".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(from, at);
        Object value = switch (word) {
            case "t", "T", "true", "True", "TRUE" -> true;
            case "f", "F", "false", "False", "FALSE" -> false;
            default -> number(word);
        };
        if (value == null) {
            throw malformed("the value of the field '" + key + "' is no number, no boolean and no text in quotes");
        }
        return value;
    }

    /** Up to the closing quote, over the ends of lines; a backslash escapes a quote and itself. */
    private String quoted() throws EventException {
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            boolean escapes =
                    text.charAt(at) == '\\' && at + 1 < text.length() && "\"\\".indexOf(text.charAt(at + 1)) >= 0;
            if (escapes) {
                at++;
            }
            value.append(text.charAt(at++));
        }
        if (!skip('"')) {
            throw malformed("a text has no closing quote");
        }
        return value.toString();
    }

    /** A decimal number, or a whole one with its suffix: {@code i} for 64 bits with a sign, {@code u} for 64 without. */
    private static @Nullable Object number(String word) {
        char suffix = word.isEmpty() ? '\0' : word.charAt(word.length() - 1);
        if (suffix != 'i' && suffix != 'u') {
            return JsonNumber.lenient(word);
        }
        String digits = word.substring(0, word.length() - 1);
        Object number = digits.length() > INTEGER_CHARS_MAX ? null : JsonNumber.lenient(digits);
        boolean fits = number instanceof Long integer
                ? suffix == 'i' || integer >= 0
                : number instanceof ExactNumber large && suffix == 'u' && isUnsigned(large.text());
        return fits ? number : null;
    }

    private static boolean isUnsigned(String text) {
        return text.chars().allMatch(Character::isDigit) && new BigInteger(text).compareTo(UNSIGNED_MAX) <= 0;
    }

    private void time(Map<String, @Nullable Object> point) throws EventException {
        int from = at;
        while (at < text.length() && text.charAt(at) != '\n') {
            at++;
        }
        String word = text.substring(from, at).strip();
        if (word.isEmpty()) {
            return;
        }
        BigDecimal number = word.indexOf('.') < 0 ? EpochUnit.number(word) : null;
        Instant time = number == null ? null : unit.instant(number);
        if (time == null) {
            throw malformed(
                    "'" + shortened(word) + "' is no time in " + unit.name().toLowerCase(Locale.ROOT));
        }
        point.put("timestamp", time.toString());
    }

    private void put(Map<String, @Nullable Object> map, String key, Object value) throws EventException {
        if (map.putIfAbsent(key, value) != null) {
            throw malformed("'" + key + "' repeats, and one of its values would be lost");
        }
    }

    private boolean skip(char expected) {
        if (at < text.length() && text.charAt(at) == expected) {
            at++;
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private static String shortened(String word) {
        return word.length() > 40 ? word.substring(0, 40) + "…" : word;
    }

    private EventException malformed(String detail) {
        long line = text.chars().limit(at).filter(c -> c == '\n').count() + 1;
        return new EventException(ErrorCode.MALFORMED_PAYLOAD, "not line protocol: " + detail + " (line " + line + ")");
    }
}
