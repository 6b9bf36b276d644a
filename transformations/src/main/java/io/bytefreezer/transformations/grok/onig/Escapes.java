package io.bytefreezer.transformations.grok.onig;

import org.jspecify.annotations.Nullable;

/** What a backslash makes of the character after it, in and out of classes. */
final class Escapes {

    private static final int HEX_DIGITS = 2;

    private Escapes() {}

    /** The set that a letter after a backslash stands for; null when it stands for none. */
    static @Nullable CharSet set(int letter) {
        return switch (letter) {
            case 'w' -> CharSet.WORD;
            case 'W' -> CharSet.WORD.complement();
            case 'd' -> CharSet.DIGIT;
            case 'D' -> CharSet.DIGIT.complement();
            case 's' -> CharSet.SPACE;
            case 'S' -> CharSet.SPACE.complement();
            case 'h' -> CharSet.HEX;
            case 'H' -> CharSet.HEX.complement();
            default -> null;
        };
    }

    /** The one character that this one, which the source just gave, and what follows it stand for after a backslash. */
    static int character(int escaped, Source source) {
        return switch (escaped) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'f' -> '\f';
            case 'v' -> 0x0B;
            case 'a' -> 0x07;
            case 'e' -> 0x1B;
            case 'x' -> hexadecimal(source);
            default -> itself(escaped);
        };
    }

    private static int itself(int escaped) {
        if (escaped < 0x80 && Character.isLetterOrDigit(escaped)) {
            throw new UnsupportedSyntax("\\" + (char) escaped);
        }
        return escaped;
    }

    private static int hexadecimal(Source source) {
        int value = 0;
        int digits = 0;
        while (digits < HEX_DIGITS && Character.digit(source.peek(), 16) >= 0 && source.peek() < 0x80) {
            value = value * 16 + Character.digit(source.next(), 16);
            digits++;
        }
        if (digits == 0 || value >= 0x80) {
            throw new UnsupportedSyntax("\\x beyond ASCII");
        }
        return value;
    }
}
