package io.bytefreezer.transformations.filters.text.structured;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import java.util.ArrayList;
import java.util.List;

/**
 * One row of CSV, read by RFC 4180: a value that begins with a quote ends at the next quote that is not doubled. Any other quote
 * is an ordinary character. Belongs to one thread.
 */
final class CsvRow {

    private final String text;
    private final char separator;
    private final char quote;
    private int at;

    CsvRow(String text, char separator, char quote) {
        this.text = text;
        this.separator = separator;
        this.quote = quote;
    }

    /** Its values, at least one. */
    List<String> values() throws EventException {
        List<String> values = new ArrayList<>();
        values.add(value());
        while (at < text.length() && text.charAt(at) == separator) {
            at++;
            values.add(value());
        }
        if (!isEnd()) {
            throw malformed("there is another row after the end of the first");
        }
        return values;
    }

    private String value() throws EventException {
        if (at < text.length() && text.charAt(at) == quote) {
            return quoted();
        }
        int start = at;
        while (at < text.length() && text.charAt(at) != separator && !isLineEnd(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() throws EventException {
        int start = at + 1;
        int end = text.indexOf(quote, start);
        StringBuilder unquoted = null;
        while (end >= 0 && end + 1 < text.length() && text.charAt(end + 1) == quote) {
            unquoted = unquoted == null ? new StringBuilder() : unquoted;
            unquoted.append(text, start, end + 1);
            start = end + 2;
            end = text.indexOf(quote, start);
        }
        if (end < 0) {
            throw malformed("a quote is never closed");
        }
        at = end + 1;
        if (at < text.length() && text.charAt(at) != separator && !isLineEnd(text.charAt(at))) {
            throw malformed("a closing quote is followed by neither a separator nor the end");
        }
        String last = text.substring(start, end);
        return unquoted == null ? last : unquoted.append(last).toString();
    }

    /** Whether nothing follows but the end of the line. */
    private boolean isEnd() {
        String rest = text.length() - at > 2 ? "more" : text.substring(at);
        return rest.isEmpty() || rest.equals("\n") || rest.equals("\r\n") || rest.equals("\r");
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    private EventException malformed(String detail) {
        return new EventException(
                ErrorCode.MALFORMED_PAYLOAD, "not a row of CSV: " + detail + " (character " + at + ")");
    }
}
