package io.bytefreezer.transformations.formats.security;

import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.RawInput;
import io.bytefreezer.transformations.format.FieldNames;
import io.bytefreezer.transformations.format.Text;
import io.bytefreezer.transformations.formats.syslog.Enveloped;
import io.bytefreezer.transformations.value.JsonNumber;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages of the Common Event Format.
 *
 * @param labels whether custom fields are named as their labels say
 * @param zone of dates that name none
 * @param nameCharsMax longest name of a field
 */
record Cef(boolean labels, ZoneId zone, int nameCharsMax) {

    private static final List<String> HEADER = List.of(
            "cef_version",
            "device_vendor",
            "device_product",
            "device_version",
            "device_event_class_id",
            "name",
            "severity");

    private static final int FIELDS_EXPECTED = 24;

    private static final List<String> TIMES =
            List.of("rt", "deviceReceiptTime", "end", "endTime", "start", "startTime");

    Map<String, @Nullable Object> parse(RawInput input) throws EventException {
        Text text = Text.of(input.payload());
        Enveloped message = Mark.CEF.find(input, text, zone);
        Map<String, @Nullable Object> fields = LinkedHashMap.newLinkedHashMap(FIELDS_EXPECTED);
        String body = message.body();
        int extensionAt = header(body, fields);
        Map<String, @Nullable Object> values =
                CefExtension.parse(body.substring(extensionAt).stripLeading(), nameCharsMax);
        Map<String, @Nullable Object> header = message.header();
        String time = time(values, header, input.receivedAt());
        if (time != null) {
            fields.put("timestamp", time);
        }
        if (!header.isEmpty()) {
            fields.put("syslog", header);
        }
        FieldNames.addFree(fields, "extension", labels ? CefLabels.apply(values, fields, nameCharsMax) : values);
        text.addRaw(fields);
        return fields;
    }

    /** Adds the header's fields, and returns where the extension begins. */
    private static int header(String body, Map<String, @Nullable Object> fields) throws EventException {
        int at = "CEF:".length();
        for (String name : HEADER) {
            if (at > body.length()) {
                throw Mark.CEF.malformed("the header ends before its " + name + "; it needs seven fields divided by |");
            }
            int end = endOfField(body, at);
            String value = unescaped(body.substring(at, end));
            fields.put(name, name.equals("cef_version") ? version(value.strip()) : value);
            at = end + 1;
        }
        return Math.min(at, body.length());
    }

    private static Object version(String text) {
        Long version = JsonNumber.integer(text);
        return version == null ? text : version;
    }

    /** The next pipe without a backslash before it, or the end. */
    private static int endOfField(String body, int from) {
        int at = from;
        while (at < body.length() && body.charAt(at) != '|') {
            at += body.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, body.length());
    }

    /** A backslash escapes a pipe and itself; before anything else it is itself. */
    private static String unescaped(String field) {
        if (field.indexOf('\\') < 0) {
            return field;
        }
        StringBuilder value = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            boolean escapes =
                    field.charAt(i) == '\\' && i + 1 < field.length() && "\\|".indexOf(field.charAt(i + 1)) >= 0;
            if (escapes) {
                i++;
            }
            value.append(field.charAt(i));
        }
        return value.toString();
    }

    /** When it happened: as the device says, else as the syslog header does. */
    private @Nullable String time(
            Map<String, @Nullable Object> values, Map<String, @Nullable Object> header, Instant receivedAt) {
        for (String key : TIMES) {
            Instant time = DeviceTime.of(values.get(key), receivedAt, zone);
            if (time != null) {
                return time.toString();
            }
        }
        return header.get("timestamp") instanceof String sent ? sent : null;
    }
}
