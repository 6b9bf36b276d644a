package io.bytefreezer.transformations.formats.syslog;

import io.bytefreezer.transformations.format.FieldNames;
import io.bytefreezer.transformations.time.Rfc3339;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of an RFC 5424 message after its priority: {@code VERSION TIME HOST APP PROCID MSGID DATA MESSAGE}; the message may have lines. */
final class Rfc5424 {

    private static final List<String> WORDS = List.of("timestamp", "hostname", "app_name", "proc_id", "msg_id");
    private static final String NIL = "-";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Rfc5424() {}

    /** Adds its fields, those that are nil left out; false, with nothing added, when the header is not of this kind. */
    static boolean parse(String line, int start, Map<String, @Nullable Object> fields) {
        Cursor cursor = new Cursor(line, start);
        if (!cursor.skip('1') || !cursor.skip(' ')) {
            return false;
        }
        Map<String, @Nullable Object> header = new LinkedHashMap<>();
        header.put("rfc", "rfc5424");
        header.put("version", 1L);
        if (!words(cursor, header) || !structuredData(cursor, header)) {
            return false;
        }
        if (!cursor.atEnd() && !cursor.skip(' ') && !cursor.skip('\n')) {
            return false;
        }
        String message = cursor.rest();
        header.put("message", message.indexOf(BYTE_ORDER_MARK) == 0 ? message.substring(1) : message);
        fields.putAll(header);
        return true;
    }

    private static boolean words(Cursor cursor, Map<String, @Nullable Object> header) {
        for (String name : WORDS) {
            String word = cursor.word();
            if (word == null || (name.equals("timestamp") && !isTime(word))) {
                return false;
            }
            if (!word.equals(NIL)) {
                header.put(name, word);
            }
        }
        return true;
    }

    private static boolean isTime(String word) {
        return word.equals(NIL) || Rfc3339.parse(word) != null;
    }

    private static boolean structuredData(Cursor cursor, Map<String, @Nullable Object> header) {
        if (cursor.skip('-')) {
            return true;
        }
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        while (cursor.skip('[')) {
            if (!element(cursor, data)) {
                return false;
            }
        }
        header.put("structured_data", data);
        return !data.isEmpty();
    }

    /** {@code id name="value" ...]}. */
    private static boolean element(Cursor cursor, Map<String, @Nullable Object> data) {
        String id = cursor.until(" ]=\"");
        if (id == null || id.isEmpty()) {
            return false;
        }
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        while (!cursor.skip(']')) {
            if (!cursor.skip(' ') || !parameter(cursor, parameters)) {
                return false;
            }
        }
        return data.put(id, parameters) == null;
    }

    private static boolean parameter(Cursor cursor, Map<String, @Nullable Object> parameters) {
        cursor.skipBlanks();
        if (cursor.peek() == ']') {
            return true;
        }
        String name = cursor.until(" ]=\"");
        if (name == null || name.isEmpty() || !cursor.skip('=') || !cursor.skip('"')) {
            return false;
        }
        String value = quoted(cursor);
        if (value == null) {
            return false;
        }
        FieldNames.add(parameters, name, value);
        return true;
    }

    /** Up to the closing quote, which is stepped over; a backslash escapes a quote, itself and a bracket, nothing else. */
    private static @Nullable String quoted(Cursor cursor) {
        StringBuilder value = new StringBuilder();
        String part = cursor.until("\"\\");
        while (part != null && cursor.skip('\\')) {
            value.append(part);
            char escaped = cursor.peek();
            if (escaped == '"' || escaped == '\\' || escaped == ']') {
                value.append(escaped);
                cursor.skip(escaped);
            } else {
                value.append('\\');
            }
            part = cursor.until("\"\\");
        }
        return part != null && cursor.skip('"') ? value.append(part).toString() : null;
    }
}
