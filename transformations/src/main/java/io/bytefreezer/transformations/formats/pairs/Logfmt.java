package io.bytefreezer.transformations.formats.pairs;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.json.Utf8;
import io.bytefreezer.transformations.value.NumberText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A position that moves through a line of logfmt. Belongs to the one call that made it. */
final class Logfmt {

    private final String line;
    private final boolean inferTypes;
    private int at;

    private Logfmt(String line, boolean inferTypes) {
        this.line = line;
        this.inferTypes = inferTypes;
    }

    /** The pairs of a line. */
    static Map<String, @Nullable Object> parse(String line, boolean inferTypes, int nameCharsMax)
            throws EventException {
        Logfmt logfmt = new Logfmt(line, inferTypes);
        PairList pairs = new PairList(nameCharsMax);
        logfmt.skipBlanks();
        while (logfmt.at < line.length()) {
            String key = logfmt.ident();
            if (key.isEmpty()) {
                throw logfmt.malformed("a key is missing");
            }
            pairs.add(key, logfmt.value());
            logfmt.skipBlanks();
        }
        return pairs.event();
    }

    private Object value() throws EventException {
        if (peek() != '=') {
            requireEnd();
            return true;
        }
        at++;
        if (peek() == '"') {
            String text = quoted();
            requireEnd();
            return text;
        }
        String text = ident();
        requireEnd();
        return inferTypes ? inferred(text) : text;
    }

    private static Object inferred(String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        Object number = NumberText.json(text);
        return number == null ? text : number;
    }

    /** Any characters but blanks, control characters, {@code =} and quotes. */
    private String ident() {
        int start = at;
        while (at < line.length() && isIdent(line.charAt(at))) {
            at++;
        }
        return line.substring(start, at);
    }

    private static boolean isIdent(char c) {
        return c > ' ' && c != '=' && c != '"';
    }

    private String quoted() throws EventException {
        int opened = at;
        at++;
        StringBuilder text = new StringBuilder();
        while (at < line.length() && line.charAt(at) != '"') {
            char c = line.charAt(at++);
            text.append(c == '\\' ? escaped() : c);
        }
        if (at >= line.length()) {
            at = opened;
            throw malformed("the quote is never closed");
        }
        at++;
        String value = text.toString();
        if (Utf8.hasLoneSurrogate(value)) {
            throw malformed("the value before has half of a surrogate pair");
        }
        return value;
    }

    private char escaped() throws EventException {
        char kind = peek();
        at++;
        return switch (kind) {
            case '"', '\\', '/' -> kind;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unicode();
            default -> throw malformed("a backslash escapes none of \" \\ / b f n r t u");
        };
    }

    private char unicode() throws EventException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw malformed("\\u needs four hexadecimal digits");
            }
            value = value * 16 + digit;
            at++;
        }
        return (char) value;
    }

    private void requireEnd() throws EventException {
        if (at < line.length() && line.charAt(at) > ' ') {
            throw malformed("a blank is missing between two pairs, or a quote around a value");
        }
    }

    private void skipBlanks() {
        while (at < line.length() && line.charAt(at) <= ' ') {
            at++;
        }
    }

    private char peek() {
        return at < line.length() ? line.charAt(at) : '\0';
    }

    private EventException malformed(String what) {
        return new EventException(ErrorCode.MALFORMED_PAYLOAD, what + " (character " + (at + 1) + ")");
    }
}
