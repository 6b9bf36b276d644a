package io.bytefreezer.transformations.formats.security;

import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.RawInput;
import io.bytefreezer.transformations.format.FieldNames;
import io.bytefreezer.transformations.format.Text;
import io.bytefreezer.transformations.formats.syslog.Enveloped;
import io.bytefreezer.transformations.time.DateFormat;
import io.bytefreezer.transformations.value.JsonNumber;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages of the Log Event Extended Format.
 *
 * @param zone of dates that name none
 * @param nameCharsMax longest name of a field
 */
record Leef(ZoneId zone, int nameCharsMax) {

    private static final List<String> HEADER =
            List.of("leef_version", "device_vendor", "device_product", "device_version", "event_id");

    /** Attributes that the format's documentation calls numbers. */
    private static final Set<String> INTEGERS = Set.of(
            "sev",
            "srcPort",
            "dstPort",
            "srcPreNATPort",
            "dstPreNATPort",
            "srcPostNATPort",
            "dstPostNATPort",
            "srcBytes",
            "dstBytes",
            "totalBytes",
            "srcPackets",
            "dstPackets",
            "totalPackets");

    private static final String WITHOUT_KEY = "message";
    private static final String TAB = "\t";
    private static final int TIME_PATTERN_CHARS_MAX = 64;
    private static final int DELIMITER_DIGITS_MAX = 4;

    /** What is left of a text when something in front was read. */
    private record Rest(String delimiter, int at) {}

    Map<String, @Nullable Object> parse(RawInput input) throws EventException {
        Text text = Text.of(input.payload());
        Enveloped message = Mark.LEEF.find(input, text, zone);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        String body = message.body();
        Rest rest = header(body, fields);
        Map<String, @Nullable Object> values = attributes(body, rest);
        Map<String, @Nullable Object> header = message.header();
        String time = time(values, header, input.receivedAt());
        if (time != null) {
            fields.put("timestamp", time);
        }
        if (!header.isEmpty()) {
            fields.put("syslog", header);
        }
        FieldNames.addFree(fields, "attribute", values);
        text.addRaw(fields);
        return fields;
    }

    /** Adds the header's fields. */
    private static Rest header(String body, Map<String, @Nullable Object> fields) throws EventException {
        int at = "LEEF:".length();
        for (String name : HEADER) {
            int end = body.indexOf('|', at);
            boolean isLast = name.equals("event_id");
            if (end < 0 && (!isLast || at >= body.length())) {
                throw Mark.LEEF.malformed("the header ends after its " + name + "; it needs five fields divided by |");
            }
            end = end < 0 ? body.length() : end;
            fields.put(name, body.substring(at, end).strip());
            at = Math.min(body.length(), end + 1);
        }
        return delimiter(body, at, String.valueOf(fields.get("leef_version")));
    }

    /** LEEF 2.0 may say what divides the attributes; without that, and in 1.0, a tab does. */
    private static Rest delimiter(String body, int at, String version) {
        int end = body.indexOf('|', at);
        if (version.startsWith("1") || end < 0) {
            return new Rest(TAB, at);
        }
        // A delimiter that is a pipe itself: "|||".
        if (end == at && body.startsWith("||", at)) {
            return new Rest("|", at + 2);
        }
        String delimiter = delimiter(body.substring(at, end));
        return delimiter == null ? new Rest(TAB, at) : new Rest(delimiter, end + 1);
    }

    /** A character, or its code as {@code x09} or {@code 0x09}; null for what is no delimiter. */
    private static @Nullable String delimiter(String text) {
        if (text.isEmpty()) {
            return TAB;
        }
        if (text.length() == 1) {
            return text;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        int digitsFrom = lower.startsWith("0x") ? 2 : 1;
        boolean hex = (lower.charAt(0) == 'x' || digitsFrom == 2)
                && lower.length() > digitsFrom
                && lower.length() <= digitsFrom + DELIMITER_DIGITS_MAX
                && lower.chars().skip(digitsFrom).allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
        return hex ? String.valueOf((char) Integer.parseInt(lower.substring(digitsFrom), 16)) : null;
    }

    private Map<String, @Nullable Object> attributes(String body, Rest rest) throws EventException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        int at = rest.at;
        while (at < body.length()) {
            int end = body.indexOf(rest.delimiter, at);
            end = end < 0 ? body.length() : end;
            attribute(body.substring(at, end), values);
            at = end + 1;
        }
        return values;
    }

    private void attribute(String text, Map<String, @Nullable Object> values) throws EventException {
        int equals = text.indexOf('=');
        if (equals > 0) {
            String key = FieldNames.requireShort(text.substring(0, equals).strip(), nameCharsMax);
            String value = text.substring(equals + 1);
            Long number = INTEGERS.contains(key) ? JsonNumber.integer(value) : null;
            FieldNames.add(values, key, number == null ? value : number);
        } else if (!text.isBlank()) {
            FieldNames.add(values, WITHOUT_KEY, text);
        }
    }

    /** When it happened: as the device says, else as the syslog header does. */
    private @Nullable String time(
            Map<String, @Nullable Object> values, Map<String, @Nullable Object> header, Instant receivedAt) {
        Object devTime = values.get("devTime");
        Instant time = DeviceTime.of(devTime, receivedAt, zone);
        if (time == null && devTime instanceof String text && values.get("devTimeFormat") instanceof String pattern) {
            time = byPattern(text, pattern, receivedAt);
        }
        if (time != null) {
            return time.toString();
        }
        return header.get("timestamp") instanceof String sent ? sent : null;
    }

    /** The format that a message names itself, a pattern of Java's SimpleDateFormat; used for that message only. */
    private @Nullable Instant byPattern(String text, String pattern, Instant receivedAt) {
        if (pattern.length() > TIME_PATTERN_CHARS_MAX) {
            return null;
        }
        try {
            return DateFormat.of(pattern, zone, Locale.ENGLISH).parse(text, receivedAt);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
