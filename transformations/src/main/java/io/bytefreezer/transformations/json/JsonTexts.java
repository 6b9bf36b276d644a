package io.bytefreezer.transformations.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.bytefreezer.transformations.event.EventException;
import java.nio.charset.Charset;

/** Reads the texts of one JSON document: what stands between quotes, with its escapes. Belongs to one thread. */
final class JsonTexts {

    private static final int HEX_DIGITS = 4;

    private final byte[] in;
    private final boolean ascii;
    private final NameCache names;
    private int end;

    JsonTexts(byte[] utf8, boolean ascii, NameCache names) {
        this.in = utf8;
        this.ascii = ascii;
        this.names = names;
    }

    /** Where what was read last ends: behind its closing quote. */
    int end() {
        return end;
    }

    /** The name whose first byte, behind the quote, is at this place. */
    String name(int from) throws EventException {
        int stop = Words.endOfPlain(in, from, in.length);
        if (stop < in.length && in[stop] == '"' && (ascii || Words.areAscii(in, from, stop))) {
            end = stop + 1;
            return names.ascii(in, from, stop);
        }
        return rest(from, stop);
    }

    /** The text whose first byte, behind the quote, is at this place. */
    String text(int from) throws EventException {
        return rest(from, Words.endOfPlain(in, from, in.length));
    }

    private String rest(int from, int stop) throws EventException {
        if (stop < in.length && in[stop] == '"') {
            end = stop + 1;
            return plain(from, stop);
        }
        return escaped(from, stop);
    }

    private String plain(int from, int stop) {
        // Latin 1 for ASCII is a mere copy.
        Charset charset = ascii ? ISO_8859_1 : UTF_8;
        return new String(in, from, stop - from, charset);
    }

    private String escaped(int from, int firstStop) throws EventException {
        StringBuilder text = new StringBuilder();
        int start = from;
        int stop = firstStop;
        while (true) {
            text.append(plain(start, stop));
            if (stop >= in.length) {
                throw JsonScanner.malformed("not JSON: a text does not end" + where(from));
            }
            if (in[stop] == '"') {
                end = stop + 1;
                break;
            }
            if (in[stop] != '\\') {
                throw JsonScanner.malformed("not JSON: a control character stands in a text unescaped" + where(stop));
            }
            start = escape(stop + 1, text);
            stop = Words.endOfPlain(in, start, in.length);
        }
        String result = text.toString();
        // Valid UTF-8 has no half pairs: only an escape can bring one.
        if (Utf8.hasLoneSurrogate(result)) {
            throw JsonScanner.malformed("a text has half of a surrogate pair" + where(from));
        }
        return result;
    }

    /** Appends what an escape stands for, and says where it ends. */
    private int escape(int at, StringBuilder text) throws EventException {
        char c = at < in.length ? (char) in[at] : 0;
        char meant = switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hex(at + 1);
            default -> throw JsonScanner.malformed("not JSON: there is no such escape" + where(at));
        };
        text.append(meant);
        return at + (c == 'u' ? 1 + HEX_DIGITS : 1);
    }

    private char hex(int from) throws EventException {
        int value = 0;
        for (int i = from; i < from + HEX_DIGITS; i++) {
            int digit = i < in.length && in[i] >= 0 ? Character.digit(in[i], 16) : -1;
            if (digit < 0) {
                throw JsonScanner.malformed("not JSON: \\u needs four hexadecimal digits" + where(from));
            }
            value = value << 4 | digit;
        }
        return (char) value;
    }

    private static String where(int at) {
        return " (byte " + at + ")";
    }
}
