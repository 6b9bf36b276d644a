package io.bytefreezer.transformations.formats.syslog;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What begins with a mark of its own, such as {@code CEF:0|}, alone or as the body of a syslog message. Senders put it behind
 * headers of both kinds, and some leave the priority out.
 *
 * @param header the fields of the syslog header, none without one
 * @param body the text from the mark on
 */
public record Enveloped(Map<String, @Nullable Object> header, String body) {

    private static final int HEADER_CHARS_MAX = 2048;

    /** Blanks, and the byte order mark of RFC 5424, also by the last of its bytes where these are looked at one by one. */
    private static final String BEFORE = " \t\uFEFF\u00BF";

    /** Finds the mark; null when it is not there, or behind something else than a syslog header. */
    public static @Nullable Enveloped find(String text, String mark, Instant receivedAt, ZoneId zone) {
        int at = indexOf(text, mark);
        if (at < 0) {
            return null;
        }
        String before = text.substring(0, at);
        Map<String, @Nullable Object> header =
                before.isBlank() || before.equals("\uFEFF") ? Map.of() : Syslog.header(before, receivedAt, zone);
        return header == null ? null : new Enveloped(header, text.substring(at));
    }

    /** Where the mark stands at the text's beginning or behind a blank, a digit after it; -1 when it does not. */
    public static int indexOf(String text, String mark) {
        int at = text.indexOf(mark);
        while (at >= 0 && at <= HEADER_CHARS_MAX) {
            boolean begins = at == 0 || BEFORE.indexOf(text.charAt(at - 1)) >= 0;
            if (begins && isVersion(text, at + mark.length())) {
                return at;
            }
            at = text.indexOf(mark, at + 1);
        }
        return -1;
    }

    private static boolean isVersion(String text, int from) {
        int at = from < text.length() && text.charAt(from) == ' ' ? from + 1 : from;
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
}
