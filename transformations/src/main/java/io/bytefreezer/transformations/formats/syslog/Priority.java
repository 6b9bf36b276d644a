package io.bytefreezer.transformations.formats.syslog;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code <PRI>} of a syslog message.
 *
 * @param value facility times eight plus severity, 0 to 191
 */
record Priority(int value) {

    /** What RFC 3164, 4.3.3, gives messages without one: user.notice. */
    static final Priority DEFAULT = new Priority(13);

    private static final int VALUE_MAX = 191;

    private static final List<String> FACILITIES = List.of(
            "kern",
            "user",
            "mail",
            "daemon",
            "auth",
            "syslog",
            "lpr",
            "news",
            "uucp",
            "cron",
            "authpriv",
            "ftp",
            "ntp",
            "audit",
            "alert",
            "clock",
            "local0",
            "local1",
            "local2",
            "local3",
            "local4",
            "local5",
            "local6",
            "local7");

    private static final List<String> SEVERITIES =
            List.of("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug");

    /** The priority that a text starts with; null when it does not. */
    static @Nullable Priority of(CharSequence text) {
        int end = 1;
        int value = 0;
        while (end < text.length() && end <= 3 && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            value = value * 10 + text.charAt(end) - '0';
            end++;
        }
        boolean framed = end > 1 && end < text.length() && text.charAt(0) == '<' && text.charAt(end) == '>';
        return framed && value <= VALUE_MAX ? new Priority(value) : null;
    }

    void addTo(Map<String, @Nullable Object> fields) {
        fields.put("priority", (long) value);
        fields.put("facility", FACILITIES.get(value >> 3));
        fields.put("facility_code", (long) (value >> 3));
        fields.put("severity", SEVERITIES.get(value & 7));
        fields.put("severity_code", (long) (value & 7));
    }
}
