package io.bytefreezer.transformations.formats.web;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import org.jspecify.annotations.Nullable;

/** A position that moves through a line of a log, looking at each character once. Belongs to the one call that made it. */
final class LogCursor {

    private final String line;
    private int at;

    LogCursor(String line) {
        this.line = line;
    }

    boolean atEnd() {
        return at >= line.length();
    }

    boolean isAt(char c) {
        return at < line.length() && line.charAt(at) == c;
    }

    /** Steps over white space; false when there is none. */
    boolean skipBlanks() {
        int start = at;
        while (at < line.length() && isBlank(line.charAt(at))) {
            at++;
        }
        return at > start;
    }

    /** The characters up to white space or the end. */
    String word() {
        int start = at;
        while (at < line.length() && !isBlank(line.charAt(at))) {
            at++;
        }
        return line.substring(start, at);
    }

    /** The characters up to a text, which is stepped over. */
    String until(String stop, String what) throws EventException {
        int end = line.indexOf(stop, at);
        if (end < 0) {
            throw malformed("no " + what + " from character " + (at + 1) + " on");
        }
        String part = line.substring(at, end);
        at = end + stop.length();
        return part;
    }

    /** What stands in quotes here, both stepped over, with escapes as they are; a backslash keeps a quote from closing. */
    String quoted() throws EventException {
        int start = at + 1;
        int end = start;
        while (end < line.length() && line.charAt(end) != '"') {
            end += line.charAt(end) == '\\' ? 2 : 1;
        }
        if (!isAt('"') || end >= line.length()) {
            throw malformed("no text in quotes at character " + (at + 1));
        }
        at = end + 1;
        return line.substring(start, end);
    }

    /** What stands in quotes here, both stepped over, a quote within written twice; null, with nothing read, when it has no end. */
    @Nullable String doubled() {
        int end = line.indexOf('"', at + 1);
        while (end >= 0 && end + 1 < line.length() && line.charAt(end + 1) == '"') {
            end = line.indexOf('"', end + 2);
        }
        boolean closes = end >= 0 && (end + 1 == line.length() || isBlank(line.charAt(end + 1)));
        if (!closes) {
            return null;
        }
        String text = line.substring(at + 1, end).replace("\"\"", "\"");
        at = end + 1;
        return text;
    }

    EventException malformed(String what) {
        return new EventException(ErrorCode.MALFORMED_PAYLOAD, what);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
