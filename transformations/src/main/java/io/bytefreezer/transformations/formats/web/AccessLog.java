package io.bytefreezer.transformations.formats.web;

import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.format.Text;
import io.bytefreezer.transformations.formats.lines.Lines;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lines of the Common Log Format, {@code client identity user [time] "request" status bytes}, and of the combined one, which adds
 * {@code "referrer" "agent"}; see Apache's <a href="https://httpd.apache.org/docs/2.4/logs.html">Log Files</a> and nginx's
 * <a href="https://nginx.org/en/docs/http/ngx_http_log_module.html">ngx_http_log_module</a>. Immutable.
 *
 * @param extra what the server logs after them
 */
record AccessLog(List<ExtraField> extra) implements Lines.Parser {

    private static final String NIL = "-";
    private static final int LOOK_BYTES_MAX = 512;
    private static final int TIME_LENGTH = 26;

    @Override
    public Map<String, @Nullable Object> parse(Text text) throws EventException {
        LogCursor cursor = new LogCursor(text.value());
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        put(event, "client", cursor.until(" ", "client"));
        put(event, "identity", cursor.until(" ", "identity"));
        // A user may have blanks in the name.
        put(event, "user", Escapes.decode(cursor.until(" [", "user and time in brackets")));
        String time = cursor.until("] ", "time in brackets");
        String timestamp = ClfTime.rfc3339(time);
        if (timestamp == null) {
            throw cursor.malformed("'" + shortened(time) + "' is no time such as 11/Oct/2026:22:14:15 +0200");
        }
        event.put("timestamp", timestamp);
        RequestLine.put(Escapes.decode(cursor.quoted()), event);
        number(cursor, "status", event);
        number(cursor, "bytes", event);
        if (cursor.skipBlanks() && cursor.isAt('"')) {
            put(event, "referrer", Escapes.decode(cursor.quoted()));
            requireBlank(cursor);
            put(event, "agent", Escapes.decode(cursor.quoted()));
            cursor.skipBlanks();
        }
        extra(cursor, event);
        return event;
    }

    private void extra(LogCursor cursor, Map<String, @Nullable Object> event) throws EventException {
        for (ExtraField field : extra) {
            if (cursor.atEnd()) {
                return;
            }
            field.put(extraText(cursor), event);
            if (!cursor.atEnd()) {
                requireBlank(cursor);
            }
        }
        if (!cursor.atEnd()) {
            throw cursor.malformed("there is more than the fields of the format; name the others with 'extra'");
        }
    }

    private static String extraText(LogCursor cursor) throws EventException {
        if (cursor.isAt('"')) {
            return Escapes.decode(cursor.quoted());
        }
        if (cursor.isAt('[')) {
            return cursor.until("]", "closing bracket").substring(1);
        }
        return cursor.word();
    }

    private static void number(LogCursor cursor, String name, Map<String, @Nullable Object> event)
            throws EventException {
        requireBlank(cursor);
        String word = cursor.word();
        if (word.equals(NIL)) {
            return;
        }
        if (word.isEmpty() || word.length() > 18 || !word.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw cursor.malformed("the " + name + " is '" + shortened(word) + "', no number");
        }
        event.put(name, Long.valueOf(word));
    }

    private static void requireBlank(LogCursor cursor) throws EventException {
        if (!cursor.skipBlanks()) {
            throw cursor.malformed("a blank is missing between two fields, or the line ends early");
        }
    }

    private static void put(Map<String, @Nullable Object> event, String name, String text) {
        if (!text.equals(NIL)) {
            event.put(name, text);
        }
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    /** Whether the first line has {@code [dd/Mon/yyyy:hh:mm:ss +zzzz] "}, which nothing but an access log has. */
    static boolean looksLikeIt(byte[] payload) {
        int end = Math.min(payload.length - TIME_LENGTH - 3, LOOK_BYTES_MAX);
        for (int i = 5; i < end && payload[i] != '\n'; i++) {
            if (payload[i] == '[' && payload[i - 1] == ' ' && isTime(payload, i + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTime(byte[] payload, int at) {
        return payload[at + 2] == '/'
                && payload[at + 6] == '/'
                && payload[at + 11] == ':'
                && payload[at + 20] == ' '
                && payload[at + TIME_LENGTH] == ']'
                && payload[at + TIME_LENGTH + 2 - 1] == ' ';
    }
}
