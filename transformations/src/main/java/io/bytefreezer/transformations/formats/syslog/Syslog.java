package io.bytefreezer.transformations.formats.syslog;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.RawInput;
import io.bytefreezer.transformations.format.Text;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Syslog messages, as RFC 5424 defines them and as RFC 3164 describes what devices send.
 *
 * <p>A message whose RFC 5424 header is broken is read the lenient way of RFC 3164, its whole text kept. Printable text without
 * a priority is a message of priority 13, as RFC 3164, 4.3.3, says; anything else is {@code MALFORMED_SYSLOG}.
 */
final class Syslog {

    private static final int PRIORITY_CHARS_MAX = 5;

    private Syslog() {}

    static boolean hasPriority(byte[] payload) {
        int length = Math.min(payload.length, PRIORITY_CHARS_MAX);
        return Priority.of(new String(payload, 0, length, StandardCharsets.ISO_8859_1)) != null;
    }

    static Map<String, @Nullable Object> parse(RawInput input, ZoneId zone) throws EventException {
        Text text = Text.of(input.payload());
        String line = withoutTrailingNul(text.value());
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        Priority priority = Priority.of(line);
        if (priority == null) {
            requirePrintable(line, text);
            Priority.DEFAULT.addTo(fields);
            fields.put("rfc", "rfc3164");
            fields.put("message", line);
        } else {
            priority.addTo(fields);
            int start = line.indexOf('>') + 1;
            if (!Rfc5424.parse(line, start, fields)) {
                Rfc3164.parse(line.substring(start), input.receivedAt(), zone, fields);
            }
        }
        String address = input.sourceAddress();
        if (address != null) {
            fields.put("source_ip", withoutPort(address));
        }
        text.addRaw(fields);
        return fields;
    }

    /**
     * The fields of what stands before the body of a message; null when that is no header, having neither priority nor date.
     * What is left of it is its {@code message}.
     */
    static @Nullable Map<String, @Nullable Object> header(String text, Instant receivedAt, ZoneId zone) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        Priority priority = Priority.of(text);
        if (priority != null) {
            priority.addTo(fields);
        }
        int start = priority == null ? 0 : text.indexOf('>') + 1;
        if (priority == null || !Rfc5424.parse(text, start, fields)) {
            Rfc3164.parse(text.substring(start), receivedAt, zone, fields);
        }
        if (fields.get("message") instanceof String message && message.isBlank()) {
            fields.remove("message");
        }
        return priority == null && !fields.containsKey("timestamp") ? null : fields;
    }

    private static void requirePrintable(String line, Text text) throws EventException {
        boolean printable = line.chars().allMatch(c -> (c >= ' ' && c != 0x7F) || c == '\t' || c == '\n' || c == '\r');
        if (line.isEmpty() || !printable || text.rawBase64() != null) {
            throw new EventException(
                    ErrorCode.MALFORMED_SYSLOG, "no priority such as <13> at its start, and no printable text either");
        }
    }

    /** Some devices end a datagram as C ends a string. */
    private static String withoutTrailingNul(String line) {
        return line.endsWith("\0") ? line.substring(0, line.length() - 1) : line;
    }

    /** {@code 10.0.0.1:514}, {@code [::1]:514} and {@code /10.0.0.1:514} all name a sender and a port. */
    private static String withoutPort(String address) {
        String plain = address.startsWith("/") ? address.substring(1) : address;
        if (plain.startsWith("[") && plain.contains("]")) {
            return plain.substring(1, plain.indexOf(']'));
        }
        int colon = plain.indexOf(':');
        return colon > 0 && colon == plain.lastIndexOf(':') ? plain.substring(0, colon) : plain;
    }
}
