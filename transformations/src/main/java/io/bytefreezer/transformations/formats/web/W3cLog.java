package io.bytefreezer.transformations.formats.web;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.format.Text;
import io.bytefreezer.transformations.time.Rfc3339;
import io.bytefreezer.transformations.value.NumberText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A log in the W3C's extended format, read line by line. Belongs to the one call that made it. */
final class W3cLog {

    private static final String FIELDS = "#fields:";
    private static final String DATE = "#date:";
    private static final String NIL = "-";
    private static final String AGENT = "cs_user_agent";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final int nameCharsMax;
    private @Nullable W3cNames names;
    private @Nullable String date;

    W3cLog(@Nullable W3cNames names, int nameCharsMax) {
        this.names = names;
        this.nameCharsMax = nameCharsMax;
    }

    /** The event of a line; null for a directive. */
    @Nullable Map<String, @Nullable Object> read(Text text) throws EventException {
        String line = text.value().indexOf(BYTE_ORDER_MARK) == 0 ? text.value().substring(1) : text.value();
        if (line.startsWith("#")) {
            directive(line);
            return null;
        }
        W3cNames of = names;
        if (of == null) {
            throw new EventException(
                    ErrorCode.MALFORMED_PAYLOAD,
                    "no #Fields before the first line: where payloads come without, name the fields with 'fields'");
        }
        Map<String, @Nullable Object> event = event(of, values(line));
        text.addRaw(event);
        return event;
    }

    private void directive(String line) throws EventException {
        if (line.regionMatches(true, 0, FIELDS, 0, FIELDS.length())) {
            names = W3cNames.of(values(line.substring(FIELDS.length())), nameCharsMax);
        } else if (line.regionMatches(true, 0, DATE, 0, DATE.length())) {
            List<String> words = values(line.substring(DATE.length()));
            date = words.isEmpty() ? null : words.getFirst();
        }
    }

    private static List<String> values(String line) throws EventException {
        LogCursor cursor = new LogCursor(line);
        List<String> values = new ArrayList<>();
        cursor.skipBlanks();
        while (!cursor.atEnd()) {
            if (values.size() > W3cNames.FIELDS_MAX) {
                throw new EventException(ErrorCode.TOO_LARGE, "more than " + W3cNames.FIELDS_MAX + " fields");
            }
            String quoted = cursor.isAt('"') ? cursor.doubled() : null;
            values.add(quoted == null ? cursor.word() : quoted);
            cursor.skipBlanks();
        }
        return values;
    }

    private Map<String, @Nullable Object> event(W3cNames of, List<String> values) throws EventException {
        if (values.size() != of.names().size()) {
            throw new EventException(
                    ErrorCode.MALFORMED_PAYLOAD,
                    "it has " + values.size() + " fields where #Fields names "
                            + of.names().size());
        }
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        String timestamp = timestamp(of, values);
        if (timestamp != null) {
            event.put("timestamp", timestamp);
        }
        for (int i = 0; i < values.size(); i++) {
            boolean inTimestamp = timestamp != null && (i == of.date() || i == of.time());
            if (!inTimestamp && !values.get(i).equals(NIL)) {
                event.put(of.names().get(i), value(of.names().get(i), values.get(i)));
            }
        }
        return event;
    }

    private static Object value(String name, String text) {
        if (name.equals(AGENT)) {
            return text.replace('+', ' ');
        }
        Object number = W3cNames.isNumber(name) ? NumberText.json(text) : null;
        return number == null ? text : number;
    }

    /** Date and time of a line, which are of UTC; null when it has none. A line without a date has that of the last directive. */
    private @Nullable String timestamp(W3cNames of, List<String> values) {
        String day = of.date() < 0 ? date : values.get(of.date());
        if (of.time() < 0 || day == null) {
            return null;
        }
        String time = values.get(of.time());
        String seconds = time.length() == "hh:mm".length() ? ":00" : "";
        String timestamp = day + "T" + time + seconds + "Z";
        return Rfc3339.parse(timestamp) == null ? null : timestamp;
    }
}
