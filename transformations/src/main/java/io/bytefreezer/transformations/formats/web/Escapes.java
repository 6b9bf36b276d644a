package io.bytefreezer.transformations.formats.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Undoes what servers do to quotes, backslashes, control characters and bytes beyond ASCII: {@code \"}, {@code \\}, {@code \xHH},
 * and Apache's {@code \n}, {@code \r}, {@code \t}, {@code \b}, {@code \v}, {@code \f}.
 */
final class Escapes {

    private Escapes() {}

    /** The text without escapes; as it is where the bytes that it escapes are no UTF-8, so that none is lost. */
    static String decode(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        int plain = 0;
        int at = text.indexOf('\\');
        while (at >= 0) {
            write(bytes, text, plain, at);
            plain = at + decodeOne(bytes, text, at);
            at = text.indexOf('\\', plain);
        }
        write(bytes, text, plain, text.length());
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return text;
        }
    }

    private static void write(ByteArrayOutputStream bytes, String text, int from, int to) {
        bytes.writeBytes(text.substring(from, to).getBytes(StandardCharsets.UTF_8));
    }

    /** Writes what an escape stands for; returns how many characters it has. One that is unknown stands for itself. */
    private static int decodeOne(ByteArrayOutputStream bytes, String text, int at) {
        char kind = at + 1 < text.length() ? text.charAt(at + 1) : '\0';
        int single = simple(kind);
        if (single >= 0) {
            bytes.write(single);
            return 2;
        }
        int high = kind == 'x' && at + 3 < text.length() ? Character.digit(text.charAt(at + 2), 16) : -1;
        int low = high >= 0 ? Character.digit(text.charAt(at + 3), 16) : -1;
        if (low >= 0) {
            bytes.write(high * 16 + low);
            return 4;
        }
        bytes.write('\\');
        return 1;
    }

    private static int simple(char kind) {
        return switch (kind) {
            case '"', '\\' -> kind;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'v' -> 0x0B;
            case 'f' -> '\f';
            default -> -1;
        };
    }
}
