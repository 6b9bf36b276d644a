package io.bytefreezer.transformations.formats.metric;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.format.FieldNames;
import io.bytefreezer.transformations.time.EpochUnit;
import io.bytefreezer.transformations.value.JsonNumber;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one sample: {@code name{label="value"} 1.5 1791756855123}, or {@code {"name", label="value"} 1.5}, and what OpenMetrics
 * adds to it, {@code # {trace_id="a"} 0.7 1791756855.1}. Used by the call that made it.
 */
final class PrometheusSample {

    private final String line;
    private final EpochUnit unit;
    private final int nameCharsMax;
    private int at;

    PrometheusSample(String line, EpochUnit unit, int nameCharsMax) {
        this.line = line;
        this.unit = unit;
        this.nameCharsMax = nameCharsMax;
    }

    /** The sample's fields but those that its family gives. */
    Map<String, @Nullable Object> read() throws EventException {
        Map<String, @Nullable Object> labels = new LinkedHashMap<>();
        String name = word("{ \t");
        skipBlanks();
        String quoted = peek() == '{' ? labels(labels) : null;
        name = name.isEmpty() && quoted != null ? quoted : name;
        if (name.isEmpty() || (quoted != null && !name.equals(quoted))) {
            throw malformed("a sample needs one name");
        }
        Map<String, @Nullable Object> sample = new LinkedHashMap<>();
        sample.put("name", FieldNames.requireShort(name, nameCharsMax));
        sample.put("labels", labels);
        valueAndTime(sample);
        if (skip('#')) {
            sample.put("exemplar", exemplar());
        }
        if (at < line.length()) {
            throw malformed("there is more after the value and the timestamp");
        }
        return sample;
    }

    private Map<String, @Nullable Object> exemplar() throws EventException {
        Map<String, @Nullable Object> exemplar = new LinkedHashMap<>();
        Map<String, @Nullable Object> labels = new LinkedHashMap<>();
        skipBlanks();
        if (peek() != '{' || labels(labels) != null) {
            throw malformed("an exemplar needs labels");
        }
        exemplar.put("labels", labels);
        valueAndTime(exemplar);
        return exemplar;
    }

    /** Reads {@code {a="b", c="d"}}, and returns the name that may stand among them, in quotes and without a value. */
    private @Nullable String labels(Map<String, @Nullable Object> labels) throws EventException {
        String name = null;
        at++;
        skipBlanks();
        while (!skip('}')) {
            boolean isQuoted = peek() == '"';
            String key = FieldNames.requireShort(isQuoted ? quoted() : word("= \t,}\""), nameCharsMax);
            skipBlanks();
            if (skip('=')) {
                skipBlanks();
                if (labels.put(key, quoted()) != null) {
                    throw malformed("the label '" + key + "' repeats");
                }
            } else if (isQuoted && name == null) {
                name = key;
            } else {
                throw malformed("the label '" + key + "' has no value");
            }
            skipBlanks();
            if (!skip(',') && peek() != '}') {
                throw malformed("the labels do not close");
            }
            skipBlanks();
        }
        return name;
    }

    private void valueAndTime(Map<String, @Nullable Object> fields) throws EventException {
        skipBlanks();
        fields.put("value", value(word(" \t#")));
        skipBlanks();
        String time = word(" \t#");
        skipBlanks();
        if (!time.isEmpty()) {
            fields.put("timestamp", time(time));
        }
    }

    /** A number; as JSON has none for them, the texts {@code NaN}, {@code +Inf} and {@code -Inf}. */
    private Object value(String word) throws EventException {
        Object value = switch (word) {
            case "NaN", "nan" -> "NaN";
            case "+Inf", "Inf", "+inf", "inf" -> "+Inf";
            case "-Inf", "-inf" -> "-Inf";
            default -> JsonNumber.lenient(word);
        };
        if (value == null) {
            throw malformed("the value is no number");
        }
        return value;
    }

    private String time(String word) throws EventException {
        BigDecimal number = EpochUnit.number(word);
        Instant time = number == null ? null : unit.instant(number);
        if (time == null) {
            throw malformed("the timestamp is none");
        }
        return time.toString();
    }

    private String word(String stops) {
        int from = at;
        while (at < line.length() && stops.indexOf(line.charAt(at)) < 0) {
            at++;
        }
        return line.substring(from, at);
    }

    private String quoted() throws EventException {
        if (!skip('"')) {
            throw malformed("a label's value has to stand in quotes");
        }
        int from = at;
        while (at < line.length() && line.charAt(at) != '"') {
            at += line.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(at, line.length());
        String value = line.substring(from, at);
        if (!skip('"')) {
            throw malformed("a label's value has no closing quote");
        }
        return value.indexOf('\\') < 0 ? value : unescaped(value);
    }

    /** A backslash escapes a quote and itself, and makes a line's end of an {@code n}; before anything else it is itself. */
    static String unescaped(String text) {
        StringBuilder value = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char next = text.charAt(i) == '\\' && i + 1 < text.length() ? text.charAt(i + 1) : '\0';
            char meant = switch (next) {
                case '"', '\\' -> next;
                case 'n' -> '\n';
                default -> '\0';
            };
            value.append(meant == '\0' ? text.charAt(i) : meant);
            i += meant == '\0' ? 1 : 2;
        }
        return value.toString();
    }

    private char peek() {
        return at < line.length() ? line.charAt(at) : '\0';
    }

    private boolean skip(char expected) {
        boolean found = peek() == expected;
        at += found ? 1 : 0;
        return found;
    }

    private void skipBlanks() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    private static EventException malformed(String detail) {
        return new EventException(ErrorCode.MALFORMED_PAYLOAD, "not an exposition of Prometheus: " + detail);
    }
}
