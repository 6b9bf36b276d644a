package io.bytefreezer.transformations.formats.syslog;

import org.jspecify.annotations.Nullable;

/** A position that moves through a text; used by the one call that made it. */
final class Cursor {

    private final String text;
    private int at;

    Cursor(String text, int at) {
        this.text = text;
        this.at = at;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    int position() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    /** The character here, NUL at the end. */
    char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    /** Steps over a character if it is the one here. */
    boolean skip(char expected) {
        if (at < text.length() && text.charAt(at) == expected) {
            at++;
            return true;
        }
        return false;
    }

    void skipBlanks() {
        while (peek() == ' ') {
            at++;
        }
    }

    /** The characters up to the next blank or the end, the blank stepped over; null when there are none. */
    @Nullable String word() {
        int start = at;
        while (at < text.length() && text.charAt(at) != ' ') {
            at++;
        }
        String word = start == at ? null : text.substring(start, at);
        skip(' ');
        return word;
    }

    /** The characters up to one of these, which is not stepped over; null when none of these follows. */
    @Nullable String until(String stops) {
        int start = at;
        while (at < text.length() && stops.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return atEnd() ? null : text.substring(start, at);
    }

    String rest() {
        return text.substring(Math.min(at, text.length()));
    }
}
